import { registerHooks } from 'node:module';
import { applyMutant, readMutant } from './apply-mutant.ts';

/** Loaded with --import into child processes of a mutation run: puts the mutant into the source as Node loads it. */
const mutant = readMutant();

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!mutant || !url.endsWith(mutant.file)) return loaded;
    const source = Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: applyMutant(mutant, source) };
  },
});
