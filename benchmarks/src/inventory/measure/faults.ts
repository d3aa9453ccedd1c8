import { setTimeout as delay } from 'node:timers/promises';
import {
  endAll,
  InventoryBench,
  SideProcess,
  startBothSides,
  startPlatformProcess,
} from '../inventoryBench';
import {
  FaultSample,
  InventorySide,
  INVENTORY_SIDES,
} from '../inventorySamples';
import { FaultName, PLATFORM_FAULTS } from '../platform/faults';

/** How long a fault lasts, and how long the portal gets to recover; its pauses are shortened as much. */
const FAULT_MS = 8_000;
const RECOVERY_MS = 6_000;
/** Runs of the peer's schedule within a fault; its grace for a missing cluster is three. */
const PEER_RUNS = 3;

async function runPeer(peer: SideProcess, runs: number): Promise<void> {
  for (let run = 0; run < runs; run += 1) await peer.call('sync', undefined);
}

/** @throws Error when the portal has no doubt: then that it deletes nothing proves nothing */
async function provenNoticed(
  portal: SideProcess,
  fault: FaultName,
): Promise<void> {
  const [doubt] = await portal.call('doubts', undefined);
  if (doubt === undefined)
    throw new Error(
      `The portal did not notice that ${PLATFORM_FAULTS[fault].title}; measure on a machine that does less.`,
    );
}

/** The faults one after another, for both sides at once: what is deleted although nothing is gone. */
export async function measureFaults(
  bench: InventoryBench,
): Promise<FaultSample[]> {
  const samples: FaultSample[] = [];
  const platform = await startPlatformProcess(bench);
  const sides = await startBothSides(bench, platform, { hasten: true });
  const names = async (side: InventorySide) =>
    (await sides[side].call('held', undefined)).names;
  const written = async (side: InventorySide) =>
    sides[side].call('written', undefined);
  for (const fault of Object.keys(PLATFORM_FAULTS) as FaultName[]) {
    if (fault === 'none') continue;
    const before = { peer: await names('peer'), portal: await names('portal') };
    await platform.call('fail', { fault, restart: true });
    await runPeer(sides.peer, PEER_RUNS);
    await delay(FAULT_MS);
    await provenNoticed(sides.portal, fault);
    const deleted: Partial<Record<InventorySide, number>> = {};
    for (const side of INVENTORY_SIDES) {
      const left = new Set(await names(side));
      deleted[side] = before[side].filter(name => !left.has(name)).length;
      await written(side);
    }
    await platform.call('fail', { fault: 'none', restart: true });
    await delay(RECOVERY_MS);
    await runPeer(sides.peer, 1);
    for (const side of INVENTORY_SIDES) {
      const { added, removed } = await written(side);
      samples.push({
        side,
        fault,
        entities: before[side].length,
        deleted: deleted[side] ?? 0,
        rewritten: added + removed,
      });
      bench.say(
        `${fault}, ${side}: ${deleted[side]} deleted, ${added} rewritten`,
      );
    }
  }
  await endAll([sides.peer, sides.portal, platform]);
  return samples;
}
