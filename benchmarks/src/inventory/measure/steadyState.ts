import { setTimeout as delay } from 'node:timers/promises';
import {
  endAll,
  InventoryBench,
  PlatformProcess,
  SideProcess,
  startBothSides,
  startPlatformProcess,
} from '../inventoryBench';
import {
  InventorySide,
  INVENTORY_SIDES,
  SteadySample,
} from '../inventorySamples';

/**
 * What the first sync left (garbage, sockets) is not charged to the quiet time after it. V8 clears up the last of it when
 * something is allocated again, which is when the portal's schedule first runs, after a minute.
 */
const SETTLE_MS = 75_000;

interface Pair {
  platform: PlatformProcess;
  sides: Record<InventorySide, SideProcess>;
}

async function read({ platform, sides }: Pair, side: InventorySide) {
  const usage = await sides[side].call('usage', undefined);
  const traffic = await platform.call('traffic', undefined);
  return { ...usage, bytes: traffic[side] };
}

async function measurePair(
  pair: Pair,
  windowSeconds: number,
): Promise<SteadySample[]> {
  await delay(SETTLE_MS);
  const { peer, portal } = pair.sides;
  for (const side of INVENTORY_SIDES)
    await pair.sides[side].call('written', undefined);
  const before = {
    peer: await read(pair, 'peer'),
    portal: await read(pair, 'portal'),
  };
  await delay((windowSeconds * 1000) / 2);
  await peer.call('sync', undefined);
  await delay((windowSeconds * 1000) / 2);
  const samples: SteadySample[] = [];
  for (const side of INVENTORY_SIDES) {
    const after = await read(pair, side);
    const { added, removed } = await pair.sides[side].call(
      'written',
      undefined,
    );
    samples.push({
      side,
      windowSeconds,
      bytes: after.bytes - before[side].bytes,
      cpuMs: after.cpuMs - before[side].cpuMs,
      written: added + removed,
      residentMiB: after.residentMiB,
      peakMiB: after.peakMiB,
    });
  }
  await endAll([peer, portal, pair.platform]);
  return samples;
}

/**
 * What a side costs while nothing changes. Both look at the same platform through the same window, in which
 * the peer's schedule runs once. All pairs wait at the same time: processor time is counted by process.
 */
export async function measureSteadyState(
  bench: InventoryBench,
  windowSeconds: number,
): Promise<SteadySample[]> {
  const pairs: Pair[] = [];
  for (let run = 0; run < bench.runs; run += 1) {
    const platform = await startPlatformProcess(bench);
    pairs.push({ platform, sides: await startBothSides(bench, platform) });
  }
  bench.say(`quiet time: ${windowSeconds} s, ${pairs.length} pairs ...`);
  const samples = await Promise.all(
    pairs.map(pair => measurePair(pair, windowSeconds)),
  );
  return samples.flat();
}
