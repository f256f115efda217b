import { register } from 'node:module';
import { exclude } from './exclude.cjs';
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url, { data: { exclude } });
await import('./set-up.cjs');
