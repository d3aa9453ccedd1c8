import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  FILL_MS,
  getJson,
  newServed,
  pauseAtRandom,
  Served,
  waitUntilServed,
  writeServedConfig,
} from '../../served/servedBackend';
import {
  endAll,
  InventoryBench,
  PlatformProcess,
  startCatalog,
  startPlatformProcess,
} from '../inventoryBench';
import { LatencySample } from '../inventorySamples';
import { wallClock } from '../platform/createEditor';

/** Changes of each sort. */
const CHANGES = 40;

function writeConfig(
  { work }: InventoryBench,
  platform: PlatformProcess,
  served: Served,
): string {
  return writeServedConfig(
    {
      path: join(work, 'inventory-catalog.json'),
      database: { client: 'better-sqlite3', connection: ':memory:' },
      // How often the catalog looks for entities to put together, as the portal's own configuration has it.
      sections: {
        catalog: {
          stitchingStrategy: { pollingInterval: { milliseconds: 250 } },
        },
      },
    },
    platform,
    served,
  );
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
  const full = await waitUntilServed('The whole catalog', count, FILL_MS);
  const seconds = ((full - began) / 1000).toFixed(0);
  bench.say(`catalog filled with ${bench.workloads} entities in ${seconds} s`);
  await delay(5_000);
}

async function measureOwners(
  platform: PlatformProcess,
  backend: Served,
): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const [edit] = await platform.call('edit', { count: 1, pauseMs: 0 });
    const path = `component/default/${edit.name}`;
    const served = await waitUntilServed(
      `The owner of ${edit.name}`,
      async () => {
        const { spec } = await getJson(
          backend,
          `/api/catalog/entities/by-name/${path}`,
        );
        return (spec as { owner?: string } | undefined)?.owner === edit.owner;
      },
    );
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
    const served = await waitUntilServed(
      `The state of ${change.name}`,
      async () => {
        const { service } = await getJson(
          backend,
          `/api/platform/services/${change.name}`,
        );
        const { health } = (service ?? {}) as { health?: { state?: string } };
        return health?.state === wanted;
      },
    );
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
  const served = await newServed();
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
