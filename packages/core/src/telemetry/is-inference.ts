import type { Request } from '@tokenspan/streams';

const inferences = new Set<Request['operation']>(['chat', 'generate_content', 'text_completion']);

/** Whether the conventions call it inference: embeddings and the fetching of an answer are none, and have other names. */
export function isInference({ operation }: Request): boolean {
  return inferences.has(operation);
}
