import type { FlatSpan } from './flat-span.ts';
import { flattenSpans } from './flatten-spans.ts';
import type { OtlpResourceSpans, OtlpSpan, TracesData } from './otlp-traces.ts';

/** The spans of one trace, in order of arrival. */
export interface FlatTrace {
  traceId: string;
  spans: FlatSpan[];
}

/** Received traces in memory, with all that the wire format said and flattened. */
export class TraceStore {
  readonly #changes = new EventTarget();
  #resourceSpans: OtlpResourceSpans[] = [];
  #spans: FlatSpan[] = [];

  /** All spans in order of arrival. The array is the caller's own. */
  get spans(): FlatSpan[] {
    return [...this.#spans];
  }

  /** All traces in the order in which their first spans arrived. */
  get traces(): FlatTrace[] {
    const traces = new Map<string, FlatTrace>();
    for (const span of this.#spans) {
      const trace = traces.get(span.traceId);
      if (trace === undefined) traces.set(span.traceId, { traceId: span.traceId, spans: [span] });
      else trace.spans.push(span);
    }
    return [...traces.values()];
  }

  /** Keeps the spans of one request; keeps none of them when one cannot be read, and throws a TypeError. */
  add(traces: TracesData): void {
    const spans = flattenSpans(traces);
    this.#spans.push(...spans);
    this.#resourceSpans.push(...(traces.resourceSpans ?? []));
    this.#changes.dispatchEvent(new Event('change'));
  }

  /** Forgets everything. */
  clear(): void {
    this.#spans = [];
    this.#resourceSpans = [];
  }

  /** Calls the listener after each request with spans, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#changes.addEventListener('change', listener);
    return () => this.#changes.removeEventListener('change', listener);
  }

  /** One trace as it was received: its spans with their resources and scopes; empty for an unknown one. */
  selectTrace(traceId: string): TracesData {
    const belongs = (span: OtlpSpan): boolean => span.traceId === traceId;
    const resourceSpans = this.#resourceSpans.flatMap((resource) => {
      const scopeSpans = (resource.scopeSpans ?? []).flatMap((scope) => {
        const spans = scope.spans?.filter(belongs) ?? [];
        return spans.length === 0 ? [] : [{ ...scope, spans }];
      });
      return scopeSpans.length === 0 ? [] : [{ ...resource, scopeSpans }];
    });
    return { resourceSpans };
  }
}
