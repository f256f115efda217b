/** UTF-8 bytes of characters of one kind that may follow each other in one piece. */
const MAX_RUN_BYTES = 256;

/** Cuts a text so that no piece holds more than 256 bytes of one kind of character in a row. The pieces make up the text. */
export function* splitRuns(text: string): Generator<string> {
  let start = 0;
  let kind: Kind | undefined;
  let bytes = 0;
  for (let index = 0; index < text.length;) {
    const character = text.codePointAt(index) ?? 0;
    const size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    const next = readKind(character);
    bytes = next === kind ? bytes + size : size;
    kind = next;
    if (bytes > MAX_RUN_BYTES) {
      yield text.slice(start, index);
      start = index;
      bytes = size;
    }
    index += character < 0x10000 ? 1 : 2;
  }
  if (start < text.length) yield text.slice(start);
}

type Kind = 'letter' | 'digit' | 'space' | 'mark';

function readKind(character: number): Kind {
  if (character >= 0x80) return 'letter';
  if (character >= 0x30 && character <= 0x39) return 'digit';
  if (character === 0x20 || (character >= 0x09 && character <= 0x0d)) return 'space';
  const upper = character & ~0x20;
  return upper >= 0x41 && upper <= 0x5a ? 'letter' : 'mark';
}
