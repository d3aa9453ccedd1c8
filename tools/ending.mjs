// What must not outlive the starter: commands with their whole process group, and whatever else says how
// it is ended. Ended newest first, once, also when a signal comes in the middle of an installation.

import { spawn } from 'node:child_process';

const PATIENCE_MS = 5_000;
const endings = new Set();

/** Has `end` called when the starter ends; gives the way to take that back. */
export function atEnd(end) {
  endings.add(end);
  return () => endings.delete(end);
}

/** Ends everything that was announced with `atEnd`, newest first. */
export async function endAll() {
  for (const end of [...endings].reverse()) {
    endings.delete(end);
    await end();
  }
}

function killGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended by itself.
  }
}

/** `spawn` in a process group of its own, which ends with the starter: npm, Yarn and bundlers have children too. */
export function spawnGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  const ended = new Promise(resolve => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
  const release = atEnd(async () => {
    if (child.pid === undefined) return;
    killGroup(child, 'SIGTERM');
    const killer = setTimeout(() => killGroup(child, 'SIGKILL'), PATIENCE_MS);
    await ended;
    clearTimeout(killer);
    killGroup(child, 'SIGKILL');
  });
  ended.then(release);
  return child;
}
