/**
 * What may follow a model's name and still mean the same model: a dated snapshot, a version number, `latest`, `preview`.
 * Never a word such as `mini`: another size is another price.
 */
const snapshot =
  /^(?:[-@](?:\d{8}|\d{4}-\d{2}-\d{2}|\d{3,4}|latest|preview|default|v\d+)|:\d+|-preview-\d{2}-(?:\d{2}|\d{4}))*$/;

/**
 * Whether `name` of a price list means `model`: the same name, a snapshot of it, or any model below a prefix that ends in
 * `/`. `o3` matches `o3-2025-04-16`, never `o3-mini` or `o3000`.
 */
export function matchesModel(name: string, model: string): boolean {
  if (!model.startsWith(name)) return false;
  return name.endsWith('/') || snapshot.test(model.slice(name.length));
}

/** The longest of the names that means `model`. */
export function findLongestMatch(names: Iterable<string>, model: string): string | undefined {
  let longest: string | undefined;
  for (const name of names) {
    if (matchesModel(name, model) && name.length > (longest?.length ?? -1)) longest = name;
  }
  return longest;
}

/**
 * A model's name as price lists have it: lower case, without the path that Gemini puts before it (`models/…`), without the
 * organisation and the id that OpenAI puts behind a fine-tuned one (`ft:gpt-4o:acme::7p4lURx`).
 */
export function normalizeModel(model: string): string {
  const name = model
    .trim()
    .toLowerCase()
    .replace(/^(?:publishers\/[^/]+\/)?(?:models\/)+/, '');
  if (!name.startsWith('ft:')) return name;
  return name.split(':', 2).join(':');
}
