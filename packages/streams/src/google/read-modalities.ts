import { readCount, readFields } from '../accumulate/read-fields.ts';
import type { Modality } from '../model/usage.ts';

const modalities = new Set<string>(['text', 'image', 'audio', 'video', 'document'] satisfies Modality[]);

/** Tokens by modality. */
export type ModalityCounts = Partial<Record<Modality, number>>;

/**
 * Reads a list of `{modality: 'TEXT', tokenCount}` (`ModalityTokenCount` of @google/genai) or `{modality: 'text', tokens}`
 * (`ModalityTokens` of its interactions). Kinds that are not known are left out; undefined when nothing is left.
 */
export function readModalities(list: unknown): ModalityCounts | undefined {
  if (!Array.isArray(list)) return undefined;
  const counts: ModalityCounts = {};
  for (const entry of list) {
    const fields = readFields(entry);
    const modality = typeof fields?.modality === 'string' ? fields.modality.toLowerCase() : '';
    const count = readCount(fields?.tokenCount) ?? readCount(fields?.tokens);
    if (count !== undefined && modalities.has(modality)) counts[modality as Modality] = count;
  }
  return Object.keys(counts).length > 0 ? counts : undefined;
}

/** The counts of two lists together; undefined when both are. */
export function addModalities(
  first: ModalityCounts | undefined,
  second: ModalityCounts | undefined,
): ModalityCounts | undefined {
  if (!first || !second) return first ?? second;
  const sum = { ...first };
  for (const [modality, count] of Object.entries(second) as [Modality, number][]) {
    sum[modality] = (sum[modality] ?? 0) + count;
  }
  return sum;
}
