// `npm test`: everything that must pass, each suite quiet while it is green and whole when it is not.

import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureAppBundle } from './appBundle.mjs';
import { dataFolder } from './dataFolder.mjs';
import { atEnd, spawnGroup } from './ending.mjs';
import { startPostgres } from './postgres.mjs';
import { freePort, startDemoPlatform, startPortal, writeDemoConfig } from './run.mjs';
import { during, Failure, say } from './say.mjs';
import { ensureToolchain, root } from './toolchain.mjs';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium of this machine, or undefined. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  for (const name of CHROMIUM_NAMES) {
    const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return undefined;
}

/** Copies what a growing file gains to the terminal, until it is told to stop. */
function follow(path) {
  let shown = 0;
  const show = () => {
    const text = readFileSync(path);
    process.stdout.write(text.subarray(shown));
    shown = text.length;
  };
  const timer = setInterval(show, 300);
  return () => {
    clearInterval(timer);
    show();
  };
}

/**
 * Runs a command with its output in a log file; it is shown only when the command fails, or as it comes
 * when `loud`. A file and no pipe: jest ends its process before a pipe has taken everything.
 */
async function quietly({ tools, args, env = {}, name, loud = false }) {
  const log = join(root, '.toolchain', `${name}.log`);
  const file = openSync(log, 'w');
  const stopFollowing = loud ? follow(log) : () => {};
  const code = await new Promise((resolve, reject) => {
    const child = spawnGroup(tools.node, args, {
      cwd: root,
      env: { ...tools.env, ...env },
      stdio: ['ignore', file, file],
    });
    child.on('error', reject);
    child.on('close', resolve);
  });
  closeSync(file);
  stopFollowing();
  const text = readFileSync(log, 'utf8').replace(/\u001b\[[0-9;]*m/g, '');
  if (code !== 0) {
    if (!loud) process.stdout.write(text.length > 20_000 ? text.slice(-20_000) : text);
    throw new Failure(`${name}: failed; its whole output is in .toolchain/${name}.log.`, { cause: text });
  }
  return text;
}

/** Sums the counts that jest prints: `Tests: 1 failed, 2 skipped, 30 passed, 33 total`. */
function jestCounts(text) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const line of text.matchAll(/^Tests:\s+(.*)$/gm)) {
    for (const part of line[1].matchAll(/(\d+) (passed|failed|skipped|todo)/g)) {
      counts[part[2] === 'todo' ? 'skipped' : part[2]] += Number(part[1]);
    }
  }
  return counts;
}

/** Paths of the suites that jest names as failed, each once. */
export function failedSuites(text) {
  const paths = text.matchAll(/^FAIL .*?\b((?:packages|plugins|benchmarks)\/\S+\.test\.tsx?)/gm);
  return [...new Set([...paths].map(([, path]) => path))].sort();
}

function playwrightCounts(text) {
  const count = word => Number(text.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  const flaky = text.match(/^\s+\d+ flaky\n((?: {4}.+\n)+)/m)?.[1] ?? '';
  return {
    passed: count('passed') + count('flaky'),
    failed: count('failed'),
    skipped: count('skipped'),
    again: flaky.split('\n').map(line => line.trim()).filter(Boolean),
  };
}

async function types({ tools }) {
  await during('Types', () =>
    quietly({ tools, name: 'types', args: [tools.yarn, 'tsc', '--noEmit', '--emitDeclarationOnly', 'false', '--incremental', 'false'] }),
  );
  return { passed: 1, failed: 0, skipped: 0 };
}

async function lint({ tools }) {
  await during('Lint', () =>
    quietly({ tools, name: 'lint', args: [tools.yarn, 'backstage-cli', 'repo', 'lint', '--max-warnings', '0'] }),
  );
  return { passed: 1, failed: 0, skipped: 0 };
}

// Each keeps one core busy, so they go side by side; both are heard to the end, so that one run tells all that is wrong.
async function statics(context) {
  const ends = await Promise.allSettled([types(context), lint(context)]);
  const refused = ends.filter(end => end.status === 'rejected').map(end => end.reason);
  if (refused.length > 1) say(refused[1].message);
  if (refused.length > 0) throw refused[0];
  return { passed: ends.length, failed: 0, skipped: 0 };
}

/** So many suites may have met a busy machine; more than that is a broken change. */
const FEW = 3;

// A suite that fails beside others and passes alone is told by name in the closing line (ADR 0027).
// The time limit tells a test that hangs from one on a busy machine; no test is about speed.
async function unit({ tools, args }) {
  const postgres = await startPostgres();
  if (postgres.missing) say(`PostgreSQL suites are skipped: ${postgres.missing}`);
  try {
    const jest = (label, name, filter) =>
      during(label, () =>
        quietly({
          tools,
          name,
          loud: args.length > 0,
          env: { CI: 'true', BACKSTAGE_TEST_DISABLE_DOCKER: '1', NODE_OPTIONS: '--max-old-space-size=4096', ...postgres.env },
          args: [tools.yarn, 'backstage-cli', 'repo', 'test', '--watchAll=false', '--maxWorkers=2', '--workerIdleMemoryLimit=1200MB', '--testTimeout=60000', ...filter],
        }),
      );
    try {
      return jestCounts(await jest('Unit and integration tests', 'unit', args));
    } catch (failure) {
      const again = args.length > 0 ? [] : failedSuites(String(failure.cause ?? ''));
      if (again.length === 0 || again.length > FEW) throw failure;
      const first = jestCounts(failure.cause);
      const second = jestCounts(await jest(`Once more, alone: ${again.join(', ')}`, 'unit-again', again));
      if (second.passed === 0) throw failure;
      return { passed: first.passed + first.failed, failed: 0, skipped: first.skipped, again };
    }
  } finally {
    await postgres.end();
  }
}

async function e2e({ tools, args, processes }) {
  const chromium = findChromium();
  if (!chromium) {
    say('Browser journeys are skipped: there is no Chromium on this machine (Debian: apt-get install chromium, or set CHROMIUM_PATH).');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  await ensureAppBundle({ tools, data: dataFolder() });
  const data = mkdtempSync(join(tmpdir(), 'portal-journeys-'));
  process.env.PORTAL_DATA = data;
  atEnd(() => rmSync(data, { recursive: true, force: true }));
  try {
    const port = await freePort();
    const platform = await startDemoPlatform({ tools, processes, data });
    const config = writeDemoConfig({ platform, data, port });
    const url = await startPortal({ tools, processes, data, port, config, account: platform && 'operator' });
    const text = await during('Browser journeys', () =>
      quietly({
        tools,
        name: 'e2e',
        loud: args.length > 0,
        env: { PORTAL_URL: url, CONTROL_URL: platform.control.url, CHROMIUM_PATH: chromium, PORTAL_DATA: data },
        args: [tools.yarn, 'playwright', 'test', '--config', 'packages/app/playwright.config.ts', ...args],
      }),
    );
    return playwrightCounts(text);
  } finally {
    await processes.end();
    rmSync(data, { recursive: true, force: true });
  }
}

const SUITES = { types, lint, statics, unit, e2e };
const ALL = ['statics', 'unit', 'e2e'];

/** Runs the suites in order and prints the counts; throws Failure when one fails. */
export async function runTests({ suites, args, processes }) {
  const tools = await ensureToolchain();
  mkdirSync(join(root, '.toolchain'), { recursive: true });
  const total = { passed: 0, failed: 0, skipped: 0 };
  const again = [];
  for (const name of suites ?? ALL) {
    const counts = await SUITES[name]({ tools, args, processes });
    for (const key of Object.keys(total)) total[key] += counts[key];
    again.push(...(counts.again ?? []));
  }
  if (again.length > 0) say(`Passed only when run a second time, which is a defect to mend: ${again.join('; ')}`);
  say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
}
