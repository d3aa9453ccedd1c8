/*
 * Real servers for tests, started from a folder that `npm run verify:servers` fills. A suite whose server is not there
 * says that it did not run (`it.todo`); it is never green for that.
 */
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { openSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** What real servers are made of; each is a folder below `CONNECTOR_TEST_SERVERS`. */
export const SERVER_PARTS = [
  'kafka',
  'iceberg',
  'python',
  'trino',
  'dolphinscheduler',
] as const;

/** A part of them. */
export type ServerPart = (typeof SERVER_PARTS)[number];

/** Created last in the folder of a part. */
export const COMPLETE = '.complete';

/** The folder of a part, or undefined when it is not there as a whole. */
export function serverFolder(part: ServerPart): string | undefined {
  const root = process.env.CONNECTOR_TEST_SERVERS;
  const folder = root && join(root, part);
  return folder && existsSync(join(folder, COMPLETE)) ? folder : undefined;
}

/** The folders of parts, or undefined when one of them is not there as a whole. */
export function findServers<Part extends ServerPart>(
  ...parts: readonly Part[]
): Record<Part, string> | undefined {
  const folders: Partial<Record<Part, string>> = {};
  for (const part of parts) {
    const folder = serverFolder(part);
    if (folder === undefined) {
      return undefined;
    }
    folders[part] = folder;
  }
  return folders as Record<Part, string>;
}

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise(resolve => {
    server.close(resolve);
  });
  if (typeof address !== 'object' || address === null) {
    throw new Error(
      'No port is free on 127.0.0.1; end a program that listens.',
    );
  }
  return address.port;
}

/** Folders that end with the suite. */
export class Folders {
  readonly #made: string[] = [];

  /** A new folder. */
  async make(name: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), `${name}-`));
    this.#made.push(folder);
    return folder;
  }

  /** Removes them all. */
  async remove(): Promise<void> {
    for (const folder of this.#made) {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

/** Asks until the answer is yes. @throws after `patienceMs`, with what `told` says. */
export async function until(
  what: string,
  answer: () => Promise<boolean>,
  options: { patienceMs?: number; told?: () => Promise<string> } = {},
): Promise<void> {
  const { patienceMs = 240_000, told = async () => '' } = options;
  const end = Date.now() + patienceMs;
  while (!(await answer().catch(() => false))) {
    if (Date.now() > end) {
      throw new Error(
        `${what} did not come about in ${patienceMs / 1000} s. ${await told()}`,
      );
    }
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}

/** A server that was started. */
export interface Started {
  /** Ends it and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** True until it ended. */
  alive(): boolean;
}

function ended(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Starts a server, its output in a file, and waits until it is ready. */
export async function startServer(options: {
  name: string;
  command: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** File that takes its output. */
  log: string;
  ready: () => Promise<boolean>;
  patienceMs?: number;
}): Promise<Started> {
  const { name, command, args, env, log, ready, patienceMs } = options;
  const out = openSync(log, 'a');
  const child = spawn(command, [...args], {
    env: { PATH: process.env.PATH, HOME: tmpdir(), ...env },
    stdio: ['ignore', out, out],
  });
  let failed = false;
  child.once('error', () => {
    failed = true;
  });
  const alive = () => !failed && !ended(child);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (!alive()) {
      return;
    }
    const end = new Promise(resolve => {
      child.once('exit', resolve);
    });
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await end;
    clearTimeout(late);
  };
  const told = async () =>
    `The end of its log: ${(await readFile(log, 'utf8')).slice(-3000)}`;
  try {
    await until(
      `That ${name} is ready`,
      async () => {
        if (!alive()) {
          return true;
        }
        return ready();
      },
      { patienceMs, told },
    );
  } catch (error) {
    await stop('SIGKILL');
    throw error;
  }
  if (!alive()) {
    throw new Error(`${name} ended before it was ready. ${await told()}`);
  }
  return { stop, alive };
}

/** Runs a program to its end and gives what it printed. @throws with what it complained about. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: {
    env?: Readonly<Record<string, string | undefined>>;
    input?: string;
    cwd?: string;
  } = {},
): Promise<string> {
  const child = spawn(command, [...args], {
    cwd: options.cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => complaints.push(bytes));
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(
      `${command} ended with ${code}. ${Buffer.concat(complaints)
        .toString()
        .slice(-3000)}`,
    );
  }
  return Buffer.concat(out).toString();
}

/** True when somebody answers there, with whatever status. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
  await response.arrayBuffer();
  return true;
}
