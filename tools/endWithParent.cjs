// Preloaded into what the starter starts: ends the process when its standard input closes, which is what
// happens when the starter is killed without a chance to end its children.

const { isMainThread } = require('node:worker_threads');

const PATIENCE_MS = 8_000;
let ending = false;

function end() {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
}

// Worker threads preload it too, and their standard input is closed from the beginning.
if (isMainThread) {
  process.stdin.once('end', end);
  process.stdin.once('close', end);
  process.stdin.once('error', end);
  process.stdin.resume();
  // Waiting for the starter's end must not keep a process alive that has nothing else to do.
  process.stdin.unref?.();
}
