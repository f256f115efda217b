/*
 * openai 4 and the oldest @anthropic-ai/sdk (0.36) do not work as ES modules behind import-in-the-middle, whoever registers
 * it: their shims export live bindings, of which it hands out copies.
 */
exports.exclude = [/\/(openai|@anthropic-ai\/sdk)\/_shims\//];
