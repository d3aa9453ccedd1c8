import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  endAll,
  InventoryBench,
  PlatformProcess,
  startCatalog,
  startPlatformProcess,
} from '../inventoryBench';
import { LatencySample } from '../inventorySamples';
import { wallClock } from '../platform/createEditor';
import { freePort } from './freePort';

/** Changes of each sort. */
const CHANGES = 40;
const POLL_MS = 20;
/** Until a change counts as lost, and until a filled catalog counts as one that never fills. */
const PATIENCE_MS = 60_000;
const FILL_MS = 600_000;

/** A backend that answers, and who asks it. */
interface Served {
  address: string;
  token: string;
}

function writeConfig(
  { work }: InventoryBench,
  { place }: PlatformProcess,
  { address, token }: Served,
): string {
  const port = Number(new URL(address).port);
  const config = {
    app: { baseUrl: address },
    backend: {
      baseUrl: address,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'benchmarks' } },
        ],
      },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'bench',
              url: place.cluster.url,
              authProvider: 'serviceAccount',
              serviceAccountToken: place.cluster.token,
            },
          ],
        },
      ],
    },
    // How often the catalog looks for entities to put together, as the portal's own configuration has it.
    catalog: {
      stitchingStrategy: { pollingInterval: { milliseconds: 250 } },
    },
    platform: { routes: [{ cluster: 'bench', type: 'none' }] },
  };
  mkdirSync(work, { recursive: true });
  const path = join(work, 'inventory-catalog.json');
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}

async function getJson(
  { address, token }: Served,
  path: string,
): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${address}${path}`, { headers }).catch(
    () => undefined,
  );
  if (answer?.status === 401)
    throw new Error(`${path} does not know the benchmark's token.`);
  return answer?.ok ? answer.json() : {};
}

/**
 * Asks until the answer is right; gives the moment at which it was.
 *
 * @throws Error when it never is
 */
async function waitFor(
  what: string,
  isRight: () => Promise<boolean>,
  patience = PATIENCE_MS,
): Promise<number> {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    if (await isRight()) return wallClock();
    await delay(POLL_MS);
  }
  throw new Error(`${what} was not served within ${patience / 1000} s.`);
}

async function fillCatalog(
  bench: InventoryBench,
  served: Served,
): Promise<void> {
  const count = async () => {
    const { totalItems } = await getJson(
      served,
      '/api/catalog/entities/by-query?limit=1&filter=kind=component',
    );
    await delay(500);
    return totalItems === bench.workloads;
  };
  const began = wallClock();
  const full = await waitFor('The whole catalog', count, FILL_MS);
  const seconds = ((full - began) / 1000).toFixed(0);
  bench.say(`catalog filled with ${bench.workloads} entities in ${seconds} s`);
  await delay(5_000);
}

const pauseAtRandom = () => delay(500 + Math.random() * 1_500);

async function measureOwners(
  platform: PlatformProcess,
  backend: Served,
): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const [edit] = await platform.call('edit', { count: 1, pauseMs: 0 });
    const path = `component/default/${edit.name}`;
    const served = await waitFor(`The owner of ${edit.name}`, async () => {
      const { spec } = await getJson(
        backend,
        `/api/catalog/entities/by-name/${path}`,
      );
      return (spec as { owner?: string } | undefined)?.owner === edit.owner;
    });
    times.push(served - edit.at);
    await pauseAtRandom();
  }
  return times;
}

async function measureHealth(
  platform: PlatformProcess,
  backend: Served,
): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const change = await platform.call('flip', undefined);
    const wanted = change.ready ? 'healthy' : 'down';
    const served = await waitFor(`The state of ${change.name}`, async () => {
      const { service } = await getJson(
        backend,
        `/api/platform/services/${change.name}`,
      );
      const { health } = (service ?? {}) as { health?: { state?: string } };
      return health?.state === wanted;
    });
    times.push(served - change.at);
    await pauseAtRandom();
  }
  return times;
}

/**
 * How soon a change of the cluster is served: a new owner by the catalog's API, a failing workload by the API
 * that the portal's pages ask.
 */
export async function measureCatalog(
  bench: InventoryBench,
): Promise<LatencySample[]> {
  const platform = await startPlatformProcess(bench);
  const port = await freePort();
  const served: Served = {
    address: `http://127.0.0.1:${port}`,
    token: randomBytes(24).toString('hex'),
  };
  const backend = startCatalog(bench, writeConfig(bench, platform, served));
  await backend.call('start', undefined);
  await fillCatalog(bench, served);
  const health = await measureHealth(platform, served);
  const owners = await measureOwners(platform, served);
  await endAll([backend, platform]);
  const { workloads } = bench;
  return [
    { what: 'catalog-api', milliseconds: owners, workloads },
    { what: 'health-api', milliseconds: health, workloads },
  ];
}
