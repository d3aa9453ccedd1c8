/**
 * Runs the tests of a repository that was just written, in a copy of it: nothing that they do is published. What keeps them in is described in
 * the README of `repository-runner`.
 */
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  findModules,
  installOffline,
  Isolation,
  runNode,
  RunResult,
} from '@254carbon/repository-runner';
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readTap, TestCounts } from './readTap';
import { ProveSettings } from './readProveConfig';

const OUTPUT_BYTES = 128 * 1024;

/** Beside the counts: what tests were refused, which Node's own reporters do not tell. */
const REPORTER = `export default async function* tell(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:fail') continue;
    for (let error = data.details?.error; error; error = error.cause) {
      if (error.code !== 'ERR_ACCESS_DENIED' || error.permission === 'Network') continue;
      yield 'sandbox: refused ' + [error.permission, error.resource].filter(Boolean).join(' ') + '\\n';
    }
  }
}
`;
const REPORTERS = ['--test-reporter=tap', '--test-reporter-destination=stdout'];

const LEFT_OUT = new Set(['.git', 'node_modules']);

/** What came of the tests. */
export interface Proof {
  /** Absent when they did not come to an end. */
  counts?: TestCounts;
  /** Why they were stopped, or what is wrong; absent when all passed. */
  problem?: string;
  refused: string[];
  durationMs: number;
  isolation: Isolation;
}

const STOPPED: Record<NonNullable<RunResult['stopped']>, string> = {
  time: 'they ran longer than they may',
  memory: 'they used more memory than they may',
  output: 'they print without end',
  cancelled: 'the task was cancelled',
};

function judge(
  result: RunResult,
  counts: TestCounts | undefined,
): string | undefined {
  const { stopped, exitCode, refused } = result;
  const tried =
    refused.length > 0
      ? ` They tried what is refused: ${refused.join('; ')}.`
      : '';
  if (stopped) return `The tests were stopped: ${STOPPED[stopped]}.${tried}`;
  if (!counts) {
    return `The tests ended before their end, with exit code ${
      exitCode ?? 'none'
    }.${tried}`;
  }
  if (counts.tests === 0) return 'The repository has no test; write one.';
  if (counts.failed > 0 || exitCode !== 0) {
    const names =
      counts.failures.length > 0 ? `: ${counts.failures.join(', ')}` : '';
    return `${counts.failed} of ${counts.tests} tests failed${names}.${tried}`;
  }
  return undefined;
}

/** Lines of a stream. */
function onLines(tell: (line: string) => void): (text: string) => void {
  let rest = '';
  return text => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.filter(Boolean)) tell(line);
  };
}

/**
 * Proves a repository.
 *
 * @throws Error when its packages cannot be put in place, or the system cannot take the network away and must.
 */
export async function proveRepository(options: {
  folder: string;
  settings: ProveSettings;
  /** Told of every line of output. */
  log: (line: string) => void;
  signal?: AbortSignal;
}): Promise<Proof> {
  const { folder, settings, log, signal } = options;
  const place = await mkdtemp(join(await realpath(tmpdir()), 'prove-'));
  const copy = join(place, 'repository');
  try {
    await cp(folder, copy, {
      recursive: true,
      verbatimSymlinks: true,
      filter: source => source === folder || !LEFT_OUT.has(basename(source)),
    });
    const { installed, replaced } = await installOffline({
      repository: copy,
      modules:
        settings.modules ??
        findModules(resolvePackagePath('@254carbon/connector-runtime')),
    });
    log(`Packages: ${installed.join(', ') || 'none'}`);
    for (const one of replaced) log(`Another version: ${one}`);
    const reporter = join(place, 'reporter.mjs');
    await writeFile(reporter, REPORTER);
    const result = await runNode({
      cwd: copy,
      args: [
        '--test',
        '--experimental-test-isolation=none',
        ...REPORTERS,
        `--test-reporter=${reporter}`,
        '--test-reporter-destination=stderr',
      ],
      read: [reporter],
      connect: settings.connect,
      needsNamespace: settings.needsNamespace,
      limits: {
        timeoutMs: settings.timeoutMs,
        memoryMb: settings.memoryMb,
        outputBytes: OUTPUT_BYTES,
      },
      onOutput: onLines(log),
      signal,
    });
    if (result.isCut) log(`The output was cut after ${OUTPUT_BYTES} bytes.`);
    const counts = readTap(result.output);
    const problem = judge(result, counts);
    const { refused, durationMs, isolation } = result;
    return {
      ...(counts ? { counts } : {}),
      ...(problem ? { problem } : {}),
      refused,
      durationMs,
      isolation,
    };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
