import { setImmediate } from 'node:timers/promises';

import { ByteCutter } from './byte-cutter.ts';
import type { Exchange } from './exchange.ts';
import type { JsonScript, Script, Step, StreamScript } from './script.ts';
import { encodeServerSentEvent } from './server-sent-event.ts';

/** Answers one request as its script says; resolves when the script has ended or the client went away. */
export async function playScript(script: Script, exchange: Exchange): Promise<void> {
  if (script.headersAfter !== undefined) await exchange.wait(script.headersAfter);
  if (exchange.isClosed) return;
  const stream = 'steps' in script ? script : toStreamScript(script);
  const isCut = stream.chunkBytes !== undefined || stream.cuts !== undefined;
  const cutter = isCut ? new ByteCutter(stream) : undefined;
  exchange.start(stream.status ?? 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    ...stream.headers,
  });
  for (const action of planActions(stream.steps, cutter)) {
    const goesOn = await perform(action, exchange);
    if (!goesOn) return;
    if (cutter !== undefined) await letClientRead();
  }
  exchange.end();
}

/**
 * Clients join what arrives in one turn of their event loop, which would undo the cuts. Of two turns one polls the sockets
 * whole, so a client in this process has read the piece before the next one is written.
 */
async function letClientRead(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/** A write with the number of steps that it completes, or a step that sends nothing. */
type Action =
  | { readonly kind: 'write'; readonly bytes: Uint8Array; readonly stepsCompleted: number }
  | Exclude<Step, { kind: 'event' | 'bytes' }>;

async function perform(action: Action, exchange: Exchange): Promise<boolean> {
  switch (action.kind) {
    case 'write':
      exchange.stepsSent += action.stepsCompleted;
      await exchange.write(action.bytes);
      break;
    case 'wait':
      await exchange.wait(action.until);
      break;
    case 'drop':
      exchange.drop();
      return false;
    case 'end':
      exchange.end();
      return false;
    case 'stall':
      await exchange.closed;
      break;
  }
  return !exchange.isClosed;
}

function* planActions(steps: Iterable<Step>, cutter: ByteCutter | undefined): Generator<Action> {
  const stepEnds: number[] = [];
  let bytesPlanned = 0;
  let bytesQueued = 0;

  function planWrite(bytes: Uint8Array): Action {
    bytesPlanned += bytes.length;
    let stepsCompleted = 0;
    while (stepEnds[0] !== undefined && stepEnds[0] <= bytesPlanned) {
      stepEnds.shift();
      stepsCompleted += 1;
    }
    return { kind: 'write', bytes, stepsCompleted };
  }

  for (const step of steps) {
    if (step.kind === 'event' || step.kind === 'bytes') {
      const bytes = stepBytes(step);
      // An empty write is no segment, and with chunked encoding an empty chunk would end the body.
      if (bytes.length === 0) continue;
      bytesQueued += bytes.length;
      stepEnds.push(bytesQueued);
      yield* (cutter?.push(bytes) ?? [bytes]).map(planWrite);
    } else {
      yield* (cutter?.flush() ?? []).map(planWrite);
      yield step;
    }
  }
  yield* (cutter?.flush() ?? []).map(planWrite);
}

function stepBytes(step: Extract<Step, { kind: 'event' | 'bytes' }>): Uint8Array {
  if (step.kind === 'event') return Buffer.from(encodeServerSentEvent(step));
  return typeof step.bytes === 'string' ? Buffer.from(step.bytes) : step.bytes;
}

function toStreamScript(script: JsonScript): StreamScript {
  const { body, headers, ...rest } = script;
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return {
    ...rest,
    headers: { 'content-type': 'application/json', 'content-length': bytes.length, ...headers },
    steps: [{ kind: 'bytes', bytes }],
  };
}
