/**
 * Runs `git`, `kustomize`, `kubectl` and `helm`: without a shell, with an environment of our own, and never longer or louder than
 * allowed. What they work on is somebody else's, so everything that they say is scrubbed before anybody sees it.
 */
import { spawn } from 'node:child_process';
import { scrub } from '@254carbon/backstage-plugin-platform-common';

/** What to run. */
export interface ProgramCall {
  /** Name, looked up on the path, or an absolute path. */
  program: string;
  args: readonly string[];
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  timeoutMs: number;
  /** Most bytes of output. */
  maxBytes: number;
  signal?: AbortSignal;
}

/** The program could not be started, failed, or was ended. The message is one sentence without values of its input. */
export class ProgramError extends Error {
  /** `missing`: it is not installed. `limit`: it took too long or said too much. `failed`: it said no. */
  readonly kind: 'missing' | 'limit' | 'failed';

  constructor(kind: ProgramError['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ProgramError';
    this.kind = kind;
  }
}

/** The machine's own configuration of these programs is not for the portal, except how to reach the outside. */
const PASSED_ON = [
  'PATH',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSH_AUTH_SOCK',
];

function environment(extra: Readonly<Record<string, string>> = {}) {
  const env: Record<string, string> = { LANG: 'C.UTF-8' };
  for (const name of PASSED_ON) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return { ...env, ...extra };
}

/** The last thing that was said, short and without anything that looks like a credential. */
function lastWords(text: string): string {
  const lines = text
    .trim()
    .split('\n')
    .map(line =>
      line
        .trim()
        // The hour and the number of the process, as kubectl logs them, would make the same failure another one each time.
        .replace(/^[EFIW]\d{4} [\d:.]+ +\d+ \S+\] +/, ''),
    )
    .filter(line => line && !/^(?:# *)?(?:hint|warning):/i.test(line));
  return scrub(lines.slice(-2).join(' ')).slice(0, 400).replace(/\.$/, '');
}

function startError(name: string, cause: NodeJS.ErrnoException): ProgramError {
  return cause.code === 'ENOENT'
    ? new ProgramError(
        'missing',
        `${name} is not installed on the machine that reads the manifests.`,
        cause,
      )
    : new ProgramError(
        'failed',
        `${name} cannot be started (${cause.code}).`,
        cause,
      );
}

/** Ends a program with all that it has started. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
}

/**
 * Runs a program and gives what it printed.
 *
 * @throws ProgramError when it is missing, fails, or exceeds a limit.
 */
export async function runProgram(call: ProgramCall): Promise<Buffer> {
  const { program, args, timeoutMs, maxBytes, signal } = call;
  signal?.throwIfAborted();
  const name = program.split('/').at(-1) ?? program;
  const child = spawn(program, [...args], {
    cwd: call.cwd,
    env: environment(call.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group: git's helpers must end with it.
    detached: true,
  });
  const output: Buffer[] = [];
  let size = 0;
  let errors = '';
  let exceeded: string | undefined;
  const end = (why: string) => {
    exceeded ??= why;
    endGroup(child.pid);
  };
  const onAbort = () => end('was interrupted');
  const seconds = Math.round(timeoutMs / 1000);
  const timer = setTimeout(
    () => end(`took longer than ${seconds} s`),
    timeoutMs,
  );
  signal?.addEventListener('abort', onAbort, { once: true });
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) end(`printed more than ${maxBytes} bytes`);
    else output.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString('utf8')).slice(-8192);
  });
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on('error', cause => reject(startError(name, cause)));
      child.on('close', resolve);
    });
    if (exceeded) {
      throw new ProgramError('limit', `${name} ${exceeded} and was ended.`);
    }
    if (status === 0) return Buffer.concat(output);
    const words = lastWords(errors) || `it ended with status ${status}`;
    throw new ProgramError('failed', `${name} failed: ${words}.`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}
