import { deterministicId } from '../deterministic-id.ts';
import type { JsonObject } from '../received-request.ts';
import { completeGeminiUsage, geminiChunkUsage, vertexChunkUsage } from './gemini-usage.ts';
import type { GeminiUsage } from './gemini-usage.ts';

/** Where an answer comes from: the Gemini API (CRLF, usage in every chunk) or Vertex AI (LF, usage in the last). */
export type GoogleService = 'gemini' | 'vertex';

/** A part of an answer as it stands on the wire, or a text; a list of texts is one part in given pieces. */
export type GeminiPart = string | readonly string[] | JsonObject;

/** One answer to the prompt. */
export interface GeminiCandidate {
  readonly parts?: readonly GeminiPart[];
  /** `STOP` if not given; `null` for none. */
  readonly finishReason?: string | null;
  readonly finishMessage?: string;
  /** `parts`: the content has a role and no parts; `content`: there is no content at all. */
  readonly without?: 'parts' | 'content';
}

/** What an answer of `generateContent` says. Everything has a default; ids and counts never come from chance. */
export interface GeminiAnswerDescription extends GeminiCandidate {
  readonly service?: GoogleService;
  readonly responseId?: string;
  /** The model that answered; `gemini-2.5-flash` if not given. */
  readonly modelVersion?: string;
  /** Several candidates instead of one; then `parts` and `finishReason` above do not count. */
  readonly candidates?: readonly GeminiCandidate[];
  readonly usage?: GeminiUsage;
  /** The prompt was blocked: no candidates. */
  readonly blockReason?: string;
}

/** One answer in both its forms, which say the same. */
export interface GeminiAnswer {
  readonly service: GoogleService;
  /** The body of a plain answer. */
  readonly body: JsonObject;
  /** The data of the events of a streamed answer. */
  readonly chunks: readonly JsonObject[];
}

/** Code points per chunk where the description does not give the pieces. */
const pieceLength = 12;

/** Makes an answer of `generateContent` and of `streamGenerateContent` from one description. */
export function geminiAnswer(description: GeminiAnswerDescription = {}): GeminiAnswer {
  const { service = 'gemini' } = description;
  const usage = completeGeminiUsage(description.usage);
  const foot = {
    modelVersion: description.modelVersion ?? 'gemini-2.5-flash',
    ...(service === 'vertex' && { createTime: '2026-11-21T12:00:00.000000Z' }),
    responseId: description.responseId ?? deterministicId('', JSON.stringify(description)),
  };
  if (description.blockReason !== undefined) {
    const { candidatesTokenCount: _none, ...prompt } = usage;
    const body = {
      promptFeedback: { blockReason: description.blockReason },
      usageMetadata: { ...prompt, totalTokenCount: usage.promptTokenCount },
      ...foot,
    };
    return { service, body, chunks: [body] };
  }
  const candidates = description.candidates ?? [description];
  const pieces = candidates.flatMap((candidate, index) => splitCandidate(candidate, index, service));
  const chunkUsage = service === 'vertex' ? vertexChunkUsage : geminiChunkUsage;
  const chunks = pieces.map((candidate, index) => {
    const usageMetadata = chunkUsage(usage, index, pieces.length);
    return { candidates: [candidate], ...(usageMetadata && { usageMetadata }), ...foot };
  });
  const body = { candidates: candidates.map(wholeCandidate), usageMetadata: usage, ...foot };
  return { service, body, chunks };
}

/** The pieces of one candidate, one for each chunk; the finish reason is in the last. */
function splitCandidate(candidate: GeminiCandidate, index: number, service: GoogleService): JsonObject[] {
  // Vertex leaves the index of the only candidate out.
  const place = service === 'vertex' && index === 0 ? {} : { index };
  if (candidate.without !== undefined) return [{ ...wholeCandidate(candidate), ...place }];
  const parts = (candidate.parts ?? []).flatMap(splitPart);
  const pieces = parts.length > 0 ? parts : [{ text: '' }];
  return pieces.map((part, at) => ({
    content: { role: 'model', parts: [part] },
    ...(at === pieces.length - 1 && finish(candidate)),
    ...place,
  }));
}

function splitPart(part: GeminiPart): JsonObject[] {
  if (typeof part === 'string') return splitText(part).map((text) => ({ text }));
  if (isPieces(part)) return part.map((text) => ({ text }));
  const { text, thoughtSignature, ...rest } = part;
  if (typeof text !== 'string') return [part];
  return splitText(text).map((piece, at) => ({
    text: piece,
    ...rest,
    ...(at === 0 && thoughtSignature !== undefined && { thoughtSignature }),
  }));
}

function splitText(text: string): string[] {
  const characters = Array.from(text);
  const count = Math.max(1, Math.ceil(characters.length / pieceLength));
  return Array.from({ length: count }, (_, at) =>
    characters.slice(at * pieceLength, (at + 1) * pieceLength).join(''),
  );
}

function wholeCandidate(candidate: GeminiCandidate): JsonObject {
  const parts = (candidate.parts ?? []).map((part) =>
    typeof part === 'string' ? { text: part } : isPieces(part) ? { text: part.join('') } : part,
  );
  const content =
    candidate.without === 'content'
      ? {}
      : { content: candidate.without === 'parts' ? { role: 'model' } : { parts, role: 'model' } };
  return { ...content, ...finish(candidate) };
}

function finish({ finishReason = 'STOP', finishMessage }: GeminiCandidate): JsonObject {
  return {
    ...(finishReason !== null && { finishReason }),
    ...(finishMessage !== undefined && { finishMessage }),
  };
}

function isPieces(part: GeminiPart): part is readonly string[] {
  return Array.isArray(part);
}
