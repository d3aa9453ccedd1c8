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
  EditSample,
  InventorySamples,
  InventorySide,
  INVENTORY_SIDES,
  LatencySample,
} from '../inventorySamples';
import { Edit } from '../platform/platformCalls';
import { Written } from '../sides/sideCalls';
import { matchEdits } from './matchEdits';

/** Edits one at a time, and edits in a row. */
const SINGLE = 30;
const MANY = 500;
const MANY_PAUSE_MS = 20;
/** How long the portal may take until an edit counts as lost. */
const PATIENCE_MS = 20_000;

interface Scene {
  platform: PlatformProcess;
  sides: Record<InventorySide, SideProcess>;
}

const merge = (one: Written, other: Written): Written => ({
  mutations: one.mutations + other.mutations,
  added: one.added + other.added,
  removed: one.removed + other.removed,
  seen: [...one.seen, ...other.seen],
});

/** What the portal wrote until it has shown all these edits, and a moment longer for what comes twice. */
async function writtenUntilSeen(
  portal: SideProcess,
  edits: readonly Edit[],
): Promise<Written> {
  const end = performance.now() + PATIENCE_MS;
  let written = await portal.call('written', undefined);
  while (
    matchEdits(edits, written.seen).some(took => took === undefined) &&
    performance.now() < end
  ) {
    await delay(20);
    written = merge(written, await portal.call('written', undefined));
  }
  return written;
}

const seenOnly = (times: readonly (number | undefined)[]): number[] =>
  times.filter(time => time !== undefined);

/** What single edits led to: entities written for each, milliseconds until then, processor time for one. */
interface SingleEdits {
  written: Record<InventorySide, number[]>;
  times: number[];
  cpuMs: Record<InventorySide, number>;
}

async function cpuOf(
  sides: Scene['sides'],
): Promise<Record<InventorySide, number>> {
  const peer = await sides.peer.call('usage', undefined);
  const portal = await sides.portal.call('usage', undefined);
  return { peer: peer.cpuMs, portal: portal.cpuMs };
}

/** Single edits at random moments: what is written for one, and how soon. */
async function editSingly(
  { platform, sides }: Scene,
  random: () => number,
): Promise<SingleEdits> {
  const before = await cpuOf(sides);
  const written: Record<InventorySide, number[]> = { peer: [], portal: [] };
  const times: number[] = [];
  for (let index = 0; index < SINGLE; index += 1) {
    const edits = await platform.call('edit', { count: 1, pauseMs: 0 });
    const ours = await writtenUntilSeen(sides.portal, edits);
    times.push(...seenOnly(matchEdits(edits, ours.seen)));
    await delay(500 + random() * 1_500);
    const rest = await sides.portal.call('written', undefined);
    written.portal.push(ours.added + ours.removed + rest.added + rest.removed);
    if (index >= SINGLE / 8) continue;
    await sides.peer.call('written', undefined);
    await sides.peer.call('sync', undefined);
    const { added, removed } = await sides.peer.call('written', undefined);
    written.peer.push(added + removed);
  }
  const after = await cpuOf(sides);
  const cpuMs = {
    peer: (after.peer - before.peer) / written.peer.length,
    portal: (after.portal - before.portal) / written.portal.length,
  };
  return { written, times, cpuMs };
}

async function countLost(
  { platform, sides }: Scene,
  side: InventorySide,
): Promise<{ edited: number; lost: number }> {
  const truth = Object.entries(await platform.call('owners', undefined));
  const { owners } = await sides[side].call('held', undefined);
  const lost = truth.filter(([name, owner]) => owners[name] !== owner);
  return { edited: truth.length, lost: lost.length };
}

/** Lets both sides take in what was edited: the portal gets time, the peer two runs of its schedule. */
async function settle({ sides }: Scene): Promise<void> {
  await sides.peer.call('sync', undefined);
  await sides.peer.call('sync', undefined);
  await delay(3_000);
}

/** Edits: entities written for one, how soon they are written, and whether any of many in a row is lost. */
export async function measureEdits(
  bench: InventoryBench,
  random: () => number = Math.random,
): Promise<Pick<InventorySamples, 'edits' | 'latencies' | 'leaks'>> {
  const edits: EditSample[] = [];
  const leaks: InventorySamples['leaks'] = [];
  const single: number[] = [];
  const loaded: number[] = [];
  for (let run = 1; run <= bench.runs; run += 1) {
    const platform = await startPlatformProcess(bench);
    const sides = await startBothSides(bench, platform);
    const scene: Scene = { platform, sides };
    await delay(2_000);
    await sides.portal.call('written', undefined);
    const { written, times, cpuMs } = await editSingly(scene, random);
    single.push(...times);
    const many = await platform.call('edit', {
      count: MANY,
      pauseMs: MANY_PAUSE_MS,
    });
    const ours = await writtenUntilSeen(sides.portal, many.slice(-1));
    await settle(scene);
    loaded.push(...seenOnly(matchEdits(many, ours.seen)));
    for (const side of INVENTORY_SIDES) {
      const found = await countLost(scene, side);
      edits.push({
        side,
        written: written[side],
        cpuMs: cpuMs[side],
        ...found,
      });
      const held = await sides[side].call('held', undefined);
      leaks.push({ side, entities: held.leaks });
      bench.say(`edits ${run}, ${side}: ${found.lost} of ${found.edited} lost`);
    }
    await endAll([sides.peer, sides.portal, platform]);
  }
  const { workloads } = bench;
  const latencies: LatencySample[] = [
    { what: 'mutation', milliseconds: single, workloads },
    { what: 'mutation-under-load', milliseconds: loaded, workloads },
  ];
  return { edits, latencies, leaks };
}
