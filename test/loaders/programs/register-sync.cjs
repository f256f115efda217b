const { exclude } = require('./exclude.cjs');
require('import-in-the-middle/register-hooks.mjs').register({ exclude });
require('./set-up.cjs');
