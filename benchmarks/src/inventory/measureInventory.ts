/**
 * The order of the inventory suite. Its parts stand for themselves: each starts its own platform and its own
 * sides, is noted when it is over, and can be run alone.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { currentToolchain, repositoryRoot } from '../toolchain';
import { endChildren } from './childCalls';
import { describeServerRun } from './describeServerRun';
import { installPeers, peerName } from './installPeers';
import { InventoryBench } from './inventoryBench';
import {
  InventorySamples,
  readInventorySamples,
  writeInventorySamples,
} from './inventorySamples';
import { measureCapacity } from './measure/capacity';
import { measureCatalog } from './measure/catalog';
import { measureEdits } from './measure/edits';
import { measureFaults } from './measure/faults';
import { measureFirstSync } from './measure/firstSync';
import { measureSteadyState } from './measure/steadyState';

/** Parts of the suite, in order. */
export const INVENTORY_PARTS = [
  'first-sync',
  'faults',
  'edits',
  'capacity',
  'small',
  'steady',
  'catalog',
] as const;
export type InventoryPart = (typeof INVENTORY_PARTS)[number];

/** What a run of the suite is told. */
export interface InventoryOptions {
  work: string;
  runs: number;
  workloads: number;
  objects: number;
  /** Length of the quiet window in seconds. */
  window: number;
  parts: readonly InventoryPart[];
  say(text: string): void;
}

const SEED = 254;

/** The commit of the working tree, and whether it has changes on top. */
export function describeCommit(): string {
  const git = (args: string[]) =>
    spawnSync('git', args, { cwd: repositoryRoot, encoding: 'utf8' }).stdout;
  const commit = git(['rev-parse', '--short=12', 'HEAD']).trim();
  const isChanged =
    git(['status', '--porcelain', '--', 'plugins', 'packages']).trim() !== '';
  return isChanged ? `${commit} with changes on top` : commit;
}

/** Workloads of the world in which latencies are measured too: a few times the platform of the demo. */
const SMALL_WORKLOADS = 500;

async function measureSmall(
  bench: InventoryBench,
): Promise<InventorySamples['latencies']> {
  const small = { ...bench, workloads: SMALL_WORKLOADS };
  const { latencies } = await measureEdits({ ...small, runs: 1 });
  return [...latencies, ...(await measureCatalog(small))];
}

/** Latencies of several parts beside each other: what was measured anew replaces what was before. */
function replaceLatencies(
  kept: InventorySamples['latencies'],
  fresh: InventorySamples['latencies'],
) {
  const nameOf = ({ what, workloads }: InventorySamples['latencies'][number]) =>
    `${what} ${workloads}`;
  const names = new Set(fresh.map(nameOf));
  return [...kept.filter(one => !names.has(nameOf(one))), ...fresh];
}

async function measurePart(
  part: InventoryPart,
  bench: InventoryBench,
  options: InventoryOptions,
): Promise<Partial<InventorySamples>> {
  switch (part) {
    case 'first-sync':
      return { firstSync: await measureFirstSync(bench) };
    case 'faults':
      return { faults: await measureFaults(bench) };
    case 'edits':
      return measureEdits(bench);
    case 'capacity':
      return { capacity: await measureCapacity(bench, options.objects) };
    case 'small':
      return { latencies: await measureSmall(bench) };
    case 'catalog':
      return { latencies: await measureCatalog(bench) };
    default:
      return { steady: await measureSteadyState(bench, options.window) };
  }
}

/**
 * Runs the parts and notes each at once in the work folder. Measured is the working tree, not a copy of a
 * commit: which commit it stands on is noted too.
 */
export async function measureInventory(
  options: InventoryOptions,
): Promise<void> {
  const { work, runs, workloads, parts, say } = options;
  say(`Installing the peer in ${join(work, 'peers')} (not timed) ...`);
  const tools = currentToolchain();
  const peers = await installPeers(work, tools);
  const server = await describeServerRun(tools);
  const bench = { work, peers, server, runs, workloads, seed: SEED, say };
  for (const part of parts) {
    say(`Part ${part} ...`);
    const measured = await measurePart(part, bench, options).finally(
      endChildren,
    );
    const known: InventorySamples = {
      firstSync: [],
      steady: [],
      edits: [],
      faults: [],
      latencies: [],
      capacity: [],
      leaks: [],
      ...readInventorySamples(work),
      portal: describeCommit(),
      peer: peerName(),
      workloads,
    };
    const latencies = replaceLatencies(
      known.latencies,
      measured.latencies ?? [],
    );
    writeInventorySamples(work, { ...known, ...measured, latencies });
  }
}
