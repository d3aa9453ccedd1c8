import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A command line, where it runs and what it knows. */
export interface Command {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** File that gets everything the command writes. */
  log: string;
}

/**
 * Runs a command to its end.
 *
 * @returns the milliseconds it took, by the monotonic clock
 * @throws Error naming the log when the command ends with another code than 0
 */
export async function runLogged({
  command,
  args,
  cwd,
  env,
  log,
}: Command): Promise<number> {
  mkdirSync(dirname(log), { recursive: true });
  const start = performance.now();
  const { code, text } = await new Promise<{
    code: number | null;
    text: string;
  }>((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', chunk => chunks.push(chunk));
    child.stderr.on('data', chunk => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', ended =>
      resolve({ code: ended, text: Buffer.concat(chunks).toString('utf8') }),
    );
  });
  const milliseconds = performance.now() - start;
  writeFileSync(log, text);
  if (code !== 0) {
    throw new Error(
      `'${[command, ...args].join(
        ' ',
      )}' ended with code ${code}; read ${log} for the reason.`,
    );
  }
  return milliseconds;
}
