/* openai 4 does not load as an ES module behind import-in-the-middle, whoever registers it: its shims need live bindings. */
exports.exclude = [/\/openai\/_shims\//];
