/**
 * How a call ended.
 *
 * - `completed`: the whole answer arrived: the terminal event or every finish reason was seen, or a plain answer came.
 * - `cancelled`: the caller stopped first: `break`, `return()`, `throw()`, `abort()`, a signal.
 * - `failed`: an error came from the provider, the network or the SDK, or a guard refused.
 * - `truncated`: the stream ended without an error and without its terminal event.
 * - `abandoned`: nobody read the answer: the promise or stream was dropped, or the process ended first.
 */
export type Outcome = 'completed' | 'cancelled' | 'failed' | 'truncated' | 'abandoned';
