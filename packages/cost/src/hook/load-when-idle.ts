/** Runs `load` once the event loop is free; does not keep the process alive for it. */
export function loadWhenIdle(load: () => Promise<void>): void {
  setImmediate(() => void load()).unref();
}
