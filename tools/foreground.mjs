// A command that the person sees and waits for, such as a test suite: its output is ours, its end is our answer.

import { spawn } from 'node:child_process';
import { atEnd } from './ending.mjs';
import { root } from './toolchain.mjs';

/** Runs a command in the foreground, ended with the task that started it, and gives its exit code. */
export function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
    const release = atEnd(() => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('close', code => {
      release();
      resolve(code ?? 1);
    });
  });
}
