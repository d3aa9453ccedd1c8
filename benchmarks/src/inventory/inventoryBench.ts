import { join } from 'node:path';
import { repositoryRoot } from '../toolchain';
import { Child, startChild } from './childCalls';
import { ServerRun } from './describeServerRun';
import { InventorySide } from './inventorySamples';
import {
  PlatformCalls,
  PlatformPlace,
  PlatformRequest,
} from './platform/platformCalls';
import type { CatalogCalls } from './sides/catalogMain';
import { SideCalls } from './sides/sideCalls';

const FOLDER = join(repositoryRoot, 'benchmarks', 'src', 'inventory');

/** Kinds that the peer reads unless told otherwise, and namespaces, without which no API server is. */
export const PEER_KINDS = [
  'deployments',
  'statefulsets',
  'daemonsets',
  'cronjobs',
  'namespaces',
];

/** What the parts of the suite share. */
export interface InventoryBench {
  work: string;
  /** Folder that the peer is installed in. */
  peers: string;
  /** How a process of the portal is run. */
  server: ServerRun;
  runs: number;
  workloads: number;
  seed: number;
  say(text: string): void;
}

/** A side while it runs. */
export type SideProcess = Child<SideCalls>;

/** A platform while it runs. */
export interface PlatformProcess extends Child<PlatformCalls> {
  place: PlatformPlace;
}

let started = 0;

function logIn({ work }: InventoryBench, name: string): string {
  started += 1;
  return join(work, 'logs', `inventory-${started}-${name}.log`);
}

/** Starts a platform in a process of its own. */
export async function startPlatformProcess(
  bench: InventoryBench,
  request: Partial<PlatformRequest> = {},
): Promise<PlatformProcess> {
  const child = startChild<PlatformCalls>(
    join(FOLDER, 'platform', 'platformMain.ts'),
    { log: logIn(bench, 'platform') },
  );
  const { workloads, seed } = bench;
  const place = await child.call('open', { workloads, seed, ...request });
  return Object.assign(child, { place });
}

/** Starts the process of a side; nothing is read yet. */
export function startSide(
  bench: InventoryBench,
  side: InventorySide,
): SideProcess {
  return startChild<SideCalls>(join(FOLDER, 'sides', `${side}Main.ts`), {
    log: logIn(bench, side),
    ...(side === 'peer' ? { args: [bench.peers] } : bench.server),
  });
}

/** Starts the process of a backend with a real catalog; nothing is read yet. */
export function startCatalog(
  bench: InventoryBench,
  config: string,
): Child<CatalogCalls> {
  return startChild<CatalogCalls>(join(FOLDER, 'sides', 'catalogMain.ts'), {
    log: logIn(bench, 'catalog'),
    args: ['--config', config],
    ...bench.server,
  });
}

/** Starts both sides on one platform, and gives them when both have synced once. */
export async function startBothSides(
  bench: InventoryBench,
  platform: PlatformProcess,
  options: { hasten?: boolean } = {},
): Promise<Record<InventorySide, SideProcess>> {
  const { place } = platform;
  const sides = {
    peer: startSide(bench, 'peer'),
    portal: startSide(bench, 'portal'),
  };
  const request = { place, entities: place.workloads, ...options };
  await sides.portal.call('start', request);
  await sides.peer.call('start', request);
  return sides;
}

/** Ends processes, whatever has become of them. */
export async function endAll(
  children: readonly { end(): Promise<void> }[],
): Promise<void> {
  await Promise.all(children.map(child => child.end()));
}
