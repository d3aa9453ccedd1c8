// A start leaves as much garbage as the portal needs to live on, and V8 gives memory back only when it has
// been idle for long, which a portal that watches clusters never is. So it is asked once, when the start
// is over.

const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const AFTER_MS = 30_000;

setTimeout(() => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}, AFTER_MS).unref();
