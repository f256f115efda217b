import { supportsSyncHooks } from 'import-in-the-middle/register-hooks.mjs';

/** A way in which a program and the SDKs that it uses get loaded. */
export interface Loader {
  name: string;
  /** Which of the programs it runs. */
  extension: 'cjs' | 'mjs' | 'ts';
  /** What a `.ts` file is; `module` if not given. */
  type?: 'commonjs';
  /** The arguments of Node. */
  args: (program: string) => string[];
  environment?: (program: string) => Record<string, string>;
}

const synchronous: Loader[] = [
  {
    name: 'ES module, synchronous hooks',
    extension: 'mjs',
    args: (program) => ['--import', './register-sync.mjs', program],
  },
  {
    name: 'ES module, synchronous hooks from --require',
    extension: 'mjs',
    args: (program) => ['--require', './register-sync.cjs', program],
  },
  {
    name: "Node's type stripping, synchronous hooks",
    extension: 'ts',
    args: (program) => ['--import', './register-sync.mjs', program],
  },
  {
    name: 'tsx, synchronous hooks',
    extension: 'ts',
    args: (program) => ['--import', 'tsx', '--import', './register-sync.mjs', program],
  },
];

/** All ways, but for those that this version of Node does not have. */
export const loaders: readonly Loader[] = [
  {
    name: 'CommonJS, --require',
    extension: 'cjs',
    args: (program) => ['--require', './register.cjs', program],
  },
  {
    name: 'ES module, hooks in a thread of their own',
    extension: 'mjs',
    args: (program) => ['--import', './register-async.mjs', program],
  },
  {
    name: "Node's type stripping, hooks in a thread of their own",
    extension: 'ts',
    args: (program) => ['--import', './register-async.mjs', program],
  },
  {
    name: 'the tsx command',
    extension: 'ts',
    args: (program) => ['node_modules/tsx/dist/cli.mjs', '--import', './register-async.mjs', program],
  },
  {
    name: 'tsx, CommonJS',
    extension: 'ts',
    type: 'commonjs',
    args: (program) => ['--import', 'tsx', '--require', './register.cjs', program],
  },
  {
    name: 'import() after the program registered by itself',
    extension: 'mjs',
    args: () => ['dynamic.mjs'],
    environment: (program) => ({ PROGRAM: `./${program}` }),
  },
  ...(supportsSyncHooks() ? synchronous : []),
];
