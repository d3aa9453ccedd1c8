/**
 * Runs a program that nobody has read: the generated repository's tests before it is published, or a connector in the
 * simulated platform. Four walls, and each says who holds it (`isolation`): an environment with nothing in it; Node's
 * permission model for files, child processes, workers and addons; a network that leads to the allowed
 * addresses alone; limits of time, memory and output, whose end is a SIGKILL to all of its processes.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNamespaces } from './findNamespaces';
import { buildGuard } from './guardSource';
import { KeptOutput } from './KeptOutput';
import { openWays, type OpenWays } from './openWays';
import type { RunRequest, RunResult, StopReason } from './types';
import { canWatchMemory, watchMemory } from './watchMemory';

const HEAP_SHARE = 0.75;

interface Place {
  /** Folder of this run alone. */
  folder: string;
  guard: string;
  ways: OpenWays;
}

async function preparePlace(request: RunRequest): Promise<Place> {
  const base = await realpath(tmpdir());
  const folder = await mkdtemp(join(base, 'run-'));
  await mkdir(join(folder, 'home'));
  await mkdir(join(folder, 'tmp'));
  const ways = await openWays(request.connect ?? [], folder);
  const guard = join(folder, 'guard.cjs');
  const settings = { ways: ways.ways, folder: join(folder, 'tmp') };
  await writeFile(guard, buildGuard(settings), { mode: 0o400 });
  return { folder, guard, ways };
}

async function permissions(
  request: RunRequest,
  place: Place,
): Promise<string[]> {
  const cwd = await realpath(request.cwd);
  const own = ['home', 'tmp'].map(name => join(place.folder, name));
  const write = [...own, ...(request.write ?? [])];
  if (!request.cwdIsFixed) write.push(cwd);
  const read = [...write, cwd, place.guard, ...(request.read ?? [])];
  return [
    '--permission',
    ...read.map(path => `--allow-fs-read=${path}`),
    ...write.map(path => `--allow-fs-write=${path}`),
  ];
}

async function start(
  request: RunRequest,
  place: Place,
  namespaces: readonly string[] | undefined,
): Promise<ChildProcess> {
  const { limits, args, env } = request;
  const node = [
    process.execPath,
    ...(await permissions(request, place)),
    `--max-old-space-size=${Math.floor(limits.memoryMb * HEAP_SHARE)}`,
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
    '--require',
    place.guard,
    ...args,
  ];
  const [program, ...rest] = [...(namespaces ?? []), ...node];
  return spawn(program, rest, {
    cwd: request.cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      HOME: join(place.folder, 'home'),
      TMPDIR: join(place.folder, 'tmp'),
      TZ: 'UTC',
      LANG: 'C.UTF-8',
      ...env,
    },
  });
}

function endAll(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Waits for the end, or brings it about. */
function watch(
  child: ChildProcess,
  { limits, signal, onOutput }: RunRequest,
): Promise<Omit<RunResult, 'isolation' | 'durationMs'>> {
  const kept = new KeptOutput(limits.outputBytes, onOutput);
  let stopped: StopReason | undefined;
  const stop = (reason: StopReason) => {
    stopped ??= reason;
    endAll(child);
  };
  const onAbort = () => stop('cancelled');
  const timer = setTimeout(() => stop('time'), limits.timeoutMs);
  const unwatch =
    child.pid === undefined
      ? () => undefined
      : watchMemory(child.pid, limits.memoryMb, () => stop('memory'));
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      if (!kept.take(chunk)) stop('output');
    });
  }
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer);
      unwatch();
      signal?.removeEventListener('abort', onAbort);
    };
    child.once('error', cause => {
      settle();
      reject(new Error('Node could not be started a second time.', { cause }));
    });
    child.once('close', code => {
      settle();
      const heapIsFull = /JavaScript heap out of memory/.test(
        kept.read().output,
      );
      stopped ??= heapIsFull ? 'memory' : undefined;
      resolve({
        ...kept.read(),
        ...(stopped ? { stopped } : {}),
        ...(stopped || code === null ? {} : { exitCode: code }),
      });
    });
  });
}

/**
 * Runs Node with a program of a repository.
 *
 * @throws Error when it could not be started at all; that it failed or was stopped is a result.
 */
export async function runNode(request: RunRequest): Promise<RunResult> {
  const started = performance.now();
  const namespaces = await findNamespaces();
  if (request.needsNamespace && !namespaces) {
    throw new Error(
      'This system gives no namespaces, so nothing is run; install unshare and allow user namespaces, or do not ask for them.',
    );
  }
  const place = await preparePlace(request);
  try {
    const child = await start(request, place, namespaces);
    const result = await watch(child, request);
    return {
      ...result,
      durationMs: Math.round(performance.now() - started),
      isolation: {
        network: namespaces ? 'namespace' : 'guard',
        files: 'permission-model',
        memory: canWatchMemory() ? 'watched' : 'heap-only',
      },
    };
  } finally {
    await place.ways.close();
    await rm(place.folder, { recursive: true, force: true });
  }
}
