/** Text; as an array it is the list of deltas. */
export type OpenAIFragments = string | readonly string[];

/** Code points per delta where the description does not give the deltas: about one token of the real API. */
const deltaLength = 5;

/** The whole text. */
export function joinText(fragments: OpenAIFragments): string {
  return typeof fragments === 'string' ? fragments : fragments.join('');
}

/** The deltas of a streamed text, none for an empty one. */
export function splitText(fragments: OpenAIFragments): readonly string[] {
  if (typeof fragments !== 'string') return fragments;
  // By code point: half a surrogate pair is nothing that JSON of the real API ever holds.
  const characters = Array.from(fragments);
  const pieces = Math.ceil(characters.length / deltaLength);
  return Array.from({ length: pieces }, (_, piece) =>
    characters.slice(piece * deltaLength, (piece + 1) * deltaLength).join(''),
  );
}
