/** The arguments of a tool call from the text that a model wrote: `{}` for none, `{_raw}` where it is no JSON. */
export function parseArguments(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return { _raw: text };
  }
}

/** Arguments as JSON; `''` for none (`{}` or absent), which is what a stream sends for them, and for what JSON cannot hold. */
export function writeArguments(value: unknown): string {
  const text = writeJson(value);
  return text === '{}' ? '' : text;
}

/** A value as JSON; `''` where JSON cannot hold it. */
export function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
