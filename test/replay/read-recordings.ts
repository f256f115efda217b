import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** One recorded exchange with a provider; the format is described in the README of the recordings. */
export interface Recording {
  /** File name without `.json`, with the folder: `anthropic/messages-016-stream`. */
  id: string;
  provider: string;
  /** `messages`, `beta.messages`, `chat.completions`, … */
  api: string;
  request: { method: string; url: string; body: Record<string, unknown> };
  response: RecordedResponse;
  /** The response is an event stream. */
  stream: boolean;
  /** Written or edited by hand, not sent by a server as it stands. */
  handmade: boolean;
}

interface RecordedResponse {
  status: number;
  headers: Record<string, string>;
  /** The text as sent: JSON, or all lines of the event stream. */
  body: string;
}

const folder = new URL('../../../shared/recordings/', import.meta.url);

/**
 * The recorded exchanges of one provider with a text body, in the order of their names. Undefined, after one printed line,
 * where the recordings are not at hand: they lie beside the checkout, not in it.
 */
export function readRecordings(provider: string): Recording[] | undefined {
  const place = new URL(`${provider}/`, folder);
  if (!existsSync(place)) {
    console.log(`replay of ${provider}: skipped, there is no ${place.pathname}`);
    return undefined;
  }
  const names = readdirSync(place).filter((name) => name.endsWith('.json'));
  const recordings = names.toSorted().map((name) => readRecording(new URL(name, place)));
  return recordings.filter(({ response }) => typeof response.body === 'string');
}

/** What a test is called that replays the recording. */
export function nameRecording({ id, handmade }: Recording): string {
  return handmade && !id.includes('handmade') ? `${id} (handmade)` : id;
}

function readRecording(file: URL): Recording {
  const recording = JSON.parse(readFileSync(file, 'utf8')) as Partial<Recording> &
    Omit<Recording, 'handmade'>;
  return { ...recording, stream: recording.stream ?? false, handmade: recording.handmade ?? false };
}
