import { register } from 'import-in-the-middle/register-hooks.mjs';
import { exclude } from './exclude.cjs';
register({ exclude });
await import('./set-up.cjs');
