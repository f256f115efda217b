require('./set-up.cjs');
