import { styleText } from 'node:util';

/** The colours of the demo, by what they mean. */
export type Tone = 'title' | 'quiet' | 'good' | 'stopped' | 'bad' | 'waiting';

/** Puts a text into a tone; without colour it is the text. */
export type Paint = (tone: Tone, text: string) => string;

const styles = {
  title: 'bold',
  quiet: 'dim',
  good: 'green',
  stopped: 'yellow',
  bad: 'red',
  waiting: 'gray',
} as const;

/** Makes the function that paints, or leaves everything as it is. */
export function createPaint(color: boolean): Paint {
  return (tone, text) =>
    color && text !== '' ? styleText(styles[tone], text, { validateStream: false }) : text;
}
