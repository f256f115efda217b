import type { FlatSpan } from '@tokenspan/otlp-receiver';
import type { Backend } from './choose-backend.ts';
import type { Providers } from './choose-providers.ts';
import type { TaskResult } from './run-program.ts';
import { cutText } from './waterfall/format-values.ts';
import { createPaint } from './waterfall/paint.ts';
import type { Paint } from './waterfall/paint.ts';
import { renderTotals } from './waterfall/render-totals.ts';
import { renderWaterfall } from './waterfall/render-waterfall.ts';

/** The width when the output is no terminal, in columns. */
const widthOfFile = 120;

/** Where the demo writes; colour only on a terminal and without NO_COLOR. */
export class Screen {
  readonly #stream: NodeJS.WriteStream;
  readonly #width: number;
  readonly #paint: Paint;

  constructor(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv) {
    this.#stream = stream;
    const width = stream.columns || Number(environment['COLUMNS']) || widthOfFile;
    this.#width = Math.min(Math.max(width, 60), 160);
    this.#paint = createPaint(stream.isTTY && !environment['NO_COLOR']);
  }

  showSetting(providers: Providers, backend: Backend): void {
    this.#write(
      '',
      this.#paint('title', 'tokenspan demo'),
      this.#label('program', 'examples/demo/src/program: three SDKs and no word of tracing'),
      ...providers.names.map(([model, name]) => this.#label(model, name)),
      this.#label('traces', `OTLP/HTTP to ${backend.name}`),
      ...(providers.note === undefined ? [] : [this.#label('note', providers.note)]),
      '',
    );
  }

  /** What the program itself had to say. */
  showProgram(results: readonly TaskResult[]): void {
    const nameWidth = Math.max(...results.map(({ name }) => name.length));
    this.#write(this.#paint('title', 'What the program saw'));
    for (const { name, text, threw } of results) {
      const said = cutText(text, this.#width - nameWidth - 4);
      this.#write(`  ${name.padEnd(nameWidth)}  ${this.#paint(threw ? 'bad' : 'quiet', said)}`);
    }
    this.#write('');
  }

  showTrace(spans: readonly FlatSpan[]): void {
    const title = 'What the trace shows';
    const legend = '░ until the first chunk  █ until the end';
    const gap = ' '.repeat(Math.max(this.#width - title.length - legend.length, 2));
    this.#write(`${this.#paint('title', title)}${gap}${this.#paint('quiet', legend)}`);
    this.#write(...renderWaterfall(spans, { width: this.#width, paint: this.#paint }), '');
    this.#write(...renderTotals(spans, { width: this.#width, paint: this.#paint }), '');
  }

  /** What to try next, with the variables that change the demo. */
  showHints(hints: readonly (readonly [variable: string, effect: string])[]): void {
    const variableWidth = Math.max(...hints.map(([variable]) => variable.length));
    for (const [variable, effect] of hints)
      this.#write(this.#paint('quiet', `${variable.padEnd(variableWidth)}  ${effect}`));
    this.#write('');
  }

  /** What is wrong with the trace, or that nothing is; and where to look at it. */
  showVerdict(problems: readonly string[], link: string | undefined): void {
    if (problems.length === 0)
      this.#write(this.#paint('good', '✓ every call is in the trace, ended once, counted and priced'));
    for (const problem of problems) this.#write(this.#paint('bad', `✗ ${problem}`));
    if (link !== undefined) this.#write(`  ${link}`);
  }

  /** What kept the trace from being shown. */
  showFailure(what: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    this.#write(this.#paint('bad', `✗ ${what}`), `  ${message}${cause}`, '');
  }

  #label(label: string, text: string): string {
    return this.#paint('quiet', `  ${label.padEnd(8)}  ${cutText(text, this.#width - 12)}`);
  }

  #write(...lines: string[]): void {
    for (const line of lines) this.#stream.write(`${line}\n`);
  }
}
