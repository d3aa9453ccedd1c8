// A start leaves as much garbage as the portal needs to live on, and V8 gives memory back only when it has
// been idle for long, which a portal that watches clusters never is. So it is asked: once when the plugins
// have started, and once more when the catalog has gone through its first round.

const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const AFTER_MS = [30_000, 60_000];

for (const delay of AFTER_MS) {
  setTimeout(() => {
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, delay).unref();
}
