/* A program that was started without any flag: it registers by itself, then loads what uses the SDK. */
await import('./register-async.mjs');
await import(process.env.PROGRAM);
