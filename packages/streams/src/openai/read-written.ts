import { readFields, readText } from '../accumulate/read-fields.ts';

/** What one delta, or the message of a plain answer, says in text. */
export interface WrittenTexts {
  reasoning: string;
  text: string;
}

/**
 * Reads the texts of a delta or message: `content`, `refusal` and the transcript of audio are text; reasoning is what
 * compatible services add as `reasoning_content` (DeepSeek, vLLM) or `reasoning` (OpenRouter, Groq). Mistral sends
 * `content` as a list of parts where it reasons.
 */
export function readWritten(value: unknown): WrittenTexts {
  const fields = readFields(value);
  if (!fields) return { reasoning: '', text: '' };
  const content = Array.isArray(fields.content)
    ? readContentParts(fields.content)
    : { reasoning: '', text: readString(fields.content) };
  const reasoning = readString(fields.reasoning_content) || readString(fields.reasoning);
  const transcript = readString(readFields(fields.audio)?.transcript);
  return {
    reasoning: reasoning + content.reasoning,
    text: content.text + readString(fields.refusal) + transcript,
  };
}

function readContentParts(parts: unknown[]): WrittenTexts {
  const written = { reasoning: '', text: '' };
  for (const value of parts) {
    const part = readFields(value);
    if (part?.type === 'text') written.text += readString(part.text);
    if (part?.type !== 'thinking') continue;
    written.reasoning += Array.isArray(part.thinking)
      ? readContentParts(part.thinking).text
      : readString(part.thinking);
  }
  return written;
}

function readString(value: unknown): string {
  return readText(value) ?? '';
}
