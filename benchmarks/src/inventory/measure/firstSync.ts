import { interleave } from '../../report/figures';
import {
  endAll,
  InventoryBench,
  PEER_KINDS,
  PlatformProcess,
  startPlatformProcess,
  startSide,
} from '../inventoryBench';
import {
  FirstSyncSample,
  InventorySide,
  INVENTORY_SIDES,
} from '../inventorySamples';

async function syncOnce(
  bench: InventoryBench,
  platform: PlatformProcess,
  side: InventorySide,
): Promise<Pick<FirstSyncSample, 'milliseconds' | 'cpuMs'>> {
  const child = startSide(bench, side);
  try {
    const { place } = platform;
    const before = await child.call('usage', undefined);
    const { milliseconds } = await child.call('start', {
      place,
      entities: place.workloads,
    });
    const after = await child.call('usage', undefined);
    return { milliseconds, cpuMs: after.cpuMs - before.cpuMs };
  } finally {
    await child.end();
  }
}

/**
 * How long a side takes from its start until every workload is an entity. The world of the comparison
 * serves the peer's kinds alone, because more is read by the portal alone; that is measured apart.
 */
export async function measureFirstSync(
  bench: InventoryBench,
): Promise<FirstSyncSample[]> {
  const samples: FirstSyncSample[] = [];
  const take = async (
    platform: PlatformProcess,
    side: InventorySide,
    scope: FirstSyncSample['scope'],
  ) => {
    const took = await syncOnce(bench, platform, side);
    samples.push({ side, scope, ...took });
    const [ms, cpu] = [took.milliseconds, took.cpuMs ?? 0].map(Math.round);
    bench.say(`first sync, ${side}, ${scope}: ${ms} ms, processor ${cpu} ms`);
  };
  const few = await startPlatformProcess(bench, { only: PEER_KINDS });
  for (const { side } of interleave(INVENTORY_SIDES, bench.runs))
    await take(few, side, 'peer-kinds');
  await few.end();
  const all = await startPlatformProcess(bench);
  for (let run = 0; run < bench.runs; run += 1)
    await take(all, 'portal', 'all-kinds');
  await endAll([all]);
  return samples;
}
