/** One thing that this program does. `run` resolves with what it has to say about it. */
export interface Task {
  name: string;
  run: () => Promise<string>;
}
