/**
 * From an event of the cluster to a score that can be read, through everything that lies between: the watch, the inventory, the services,
 * the facts, the verdicts, the database and the API. A Deployment of the simulated cluster loses its ready pods, or gets them back;
 * the clock stops when the API tells both the verdict and another score of that service.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from '../inventory/childCalls';
import { describeServerRun } from '../inventory/describeServerRun';
import {
  PlatformProcess,
  startPlatformProcess,
} from '../inventory/inventoryBench';
import { wallClock } from '../inventory/platform/createEditor';
import {
  FILL_MS,
  getJson,
  newServed,
  pauseAtRandom,
  Served,
  waitUntilServed,
  writeServedConfig,
} from '../served/servedBackend';
import { currentToolchain, repositoryRoot } from '../toolchain';
import type { BackendCalls } from './sides/sideCalls';

const SIDE = join(
  repositoryRoot,
  'benchmarks/src/readiness/sides/backendMain.ts',
);
/** Changes that are measured; those before them find nothing compiled. */
const CHANGES = 40;
const WARM_UP = 3;
const RULE = 'workload-available';

/** What the measurement is told. */
export interface ScoreOptions {
  work: string;
  /** Services of the fleet. */
  services: number;
  seed: number;
  /** Connection string of a new database on the server that the backend is to use. */
  connection: string;
  say(text: string): void;
}

/** What is looked at of a service. */
interface Seen {
  outcome: string | undefined;
  low: number | undefined;
}

function writeConfig(
  { work, connection }: ScoreOptions,
  platform: PlatformProcess,
  served: Served,
): string {
  return writeServedConfig(
    {
      path: join(work, 'readiness-score.json'),
      database: { client: 'pg', connection, prefix: 'bench_score_' },
    },
    platform,
    served,
  );
}

async function look(served: Served, id: string): Promise<Seen> {
  const body = await getJson(served, `/api/readiness/services/${id}`);
  const report = body.report as
    | {
        points: { low: number };
        verdicts: { ruleId: string; outcome: string }[];
      }
    | undefined;
  return {
    outcome: report?.verdicts.find(({ ruleId }) => ruleId === RULE)?.outcome,
    low: report?.points.low,
  };
}

async function waitUntilJudged(
  { services, say }: ScoreOptions,
  served: Served,
): Promise<void> {
  const began = wallClock();
  const count = async (path: string, key: string) => {
    const { [key]: found } = await getJson(served, path);
    await delay(500);
    return Array.isArray(found) ? found.length : Number(found ?? 0);
  };
  const entities =
    '/api/catalog/entities/by-query?limit=1&filter=kind=component';
  await waitUntilServed(
    'The whole catalog',
    async () => (await count(entities, 'totalItems')) >= services,
    FILL_MS,
  );
  await waitUntilServed(
    'A score of every service',
    async () => (await count('/api/readiness/scores', 'scores')) >= services,
    FILL_MS,
  );
  const seconds = ((wallClock() - began) / 1000).toFixed(0);
  say(`${services} services in the catalog and judged after ${seconds} s`);
  await delay(5_000);
}

async function measureChanges(
  platform: PlatformProcess,
  served: Served,
): Promise<number[]> {
  const before = new Map<string, Seen>();
  const times: number[] = [];
  for (let index = 0; index < WARM_UP + CHANGES; index += 1) {
    const change = await platform.call('flip', undefined);
    const { name, ready, at } = change;
    const wanted = ready ? 'pass' : 'fail';
    const known = before.get(name);
    let seen: Seen = { outcome: undefined, low: undefined };
    const end = await waitUntilServed(`The score of ${name}`, async () => {
      seen = await look(served, name);
      return seen.outcome === wanted && seen.low !== known?.low;
    });
    before.set(name, seen);
    if (index >= WARM_UP) times.push(end - at);
    await pauseAtRandom();
  }
  return times;
}

/** Milliseconds from each of some events to the score that follows from it. */
export async function measureScore(options: ScoreOptions): Promise<number[]> {
  const { work, services, seed, say } = options;
  const server = await describeServerRun(currentToolchain());
  const bench = {
    work,
    peers: '',
    server,
    runs: 1,
    workloads: services,
    seed,
    say,
  };
  const platform = await startPlatformProcess(bench);
  const served = await newServed();
  const backend = startChild<BackendCalls>(SIDE, {
    log: join(work, 'logs', 'readiness-score.log'),
    args: ['--config', writeConfig(options, platform, served)],
    ...server,
  });
  await backend.call('start', undefined);
  await waitUntilJudged(options, served);
  const times = await measureChanges(platform, served);
  await Promise.all([backend.end(), platform.end()]);
  const middle = [...times].sort((a, b) => a - b)[Math.floor(CHANGES / 2)];
  say(`an event became a score in ${middle.toFixed(0)} ms`);
  return times;
}
