import { diag } from '@opentelemetry/api';

const warned = new Set<string>();

/** Warns through `diag` once per process and `key`. Never throws. */
export function warnOnce(key: string, message: string): void {
  if (warned.has(key)) return;
  // Model names come from the caller: a program that makes them up must not fill the memory.
  if (warned.size >= 1000) return;
  warned.add(key);
  try {
    diag.warn(message);
  } catch {
    // A logger that throws is not heard.
  }
}

/** Forgets what was warned of. For tests. */
export function forgetWarnings(): void {
  warned.clear();
}
