import { setTimeout as delay } from 'node:timers/promises';
import {
  endAll,
  InventoryBench,
  startPlatformProcess,
  startSide,
} from '../inventoryBench';
import { CapacitySample } from '../inventorySamples';

const SETTLE_MS = 10_000;

/** Memory of the portal's side, and the time to index, when a cluster holds this many objects. */
export async function measureCapacity(
  bench: InventoryBench,
  objects: number,
): Promise<CapacitySample[]> {
  const platform = await startPlatformProcess(bench, { objects });
  const samples: CapacitySample[] = [];
  for (let run = 0; run < bench.runs; run += 1) {
    const portal = startSide(bench, 'portal');
    const { place } = platform;
    const empty = await portal.call('usage', undefined);
    await portal.call('start', { place, entities: place.workloads });
    await delay(SETTLE_MS);
    const { residentMiB, peakMiB } = await portal.call('usage', undefined);
    const found = await portal.call('index', undefined);
    samples.push({
      ...found,
      emptyMiB: empty.residentMiB,
      residentMiB,
      peakMiB,
    });
    bench.say(
      `${found.objects} objects: ${Math.round(
        residentMiB,
      )} MiB, indexed in ${Math.round(
        found.indexMs,
      )} ms, grouped in ${Math.round(found.groupMs)} ms`,
    );
    await endAll([portal]);
  }
  await platform.end();
  return samples;
}
