import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultName } from './platform/faults';

/** The two sides of this comparison. */
export const INVENTORY_SIDES = ['peer', 'portal'] as const;
export type InventorySide = (typeof INVENTORY_SIDES)[number];

/** A first sync. `scope`: the peer's four kinds alone, or every kind that the portal reads. */
export interface FirstSyncSample {
  side: InventorySide;
  scope: 'peer-kinds' | 'all-kinds';
  milliseconds: number;
  /** Processor time of it, milliseconds, garbage collection included; absent in samples of before it was measured. */
  cpuMs?: number;
}

/** What a quiet window cost; the peer's holds one run of its schedule. */
export interface SteadySample {
  side: InventorySide;
  windowSeconds: number;
  bytes: number;
  cpuMs: number;
  written: number;
  /** After the window. */
  residentMiB: number;
  peakMiB: number;
}

/** What became of edits. */
export interface EditSample {
  side: InventorySide;
  /** Entities written for each single edit. */
  written: number[];
  /** Processor time for one edit, milliseconds; for the peer, of the run of its schedule after it. */
  cpuMs: number;
  /** Workloads that were edited in a row, and those that do not show their newest edit afterwards. */
  edited: number;
  lost: number;
}

/** What became of the entities while the platform failed. */
export interface FaultSample {
  side: InventorySide;
  fault: FaultName;
  entities: number;
  deleted: number;
  /** Entities written once the fault was over. */
  rewritten: number;
}

/** Memory and time for many objects; the portal alone. */
export interface CapacitySample {
  objects: number;
  /** Before anything was read: Node, the code, and what compiles it. */
  emptyMiB: number;
  residentMiB: number;
  peakMiB: number;
  indexMs: number;
  groupMs: number;
}

/** How long something took from the write in the cluster, in milliseconds each. */
export interface LatencySample {
  what: 'mutation' | 'mutation-under-load' | 'catalog-api' | 'health-api';
  milliseconds: number[];
  /** Workloads of the world in which it was measured. */
  workloads: number;
}

/** Everything that the inventory suite has measured so far. */
export interface InventorySamples {
  portal: string;
  peer: string;
  workloads: number;
  firstSync: FirstSyncSample[];
  steady: SteadySample[];
  edits: EditSample[];
  faults: FaultSample[];
  latencies: LatencySample[];
  capacity: CapacitySample[];
  /** Entities that show a planted credential. */
  leaks: { side: InventorySide; entities: number }[];
}

function fileIn(work: string): string {
  return join(work, 'inventory-samples.json');
}

/** What was measured in this work folder, or undefined when nothing was. */
export function readInventorySamples(
  work: string,
): InventorySamples | undefined {
  return existsSync(fileIn(work))
    ? JSON.parse(readFileSync(fileIn(work), 'utf8'))
    : undefined;
}

/** Written after every part, so that an interrupted suite loses only the part that it was in. */
export function writeInventorySamples(
  work: string,
  samples: InventorySamples,
): void {
  mkdirSync(work, { recursive: true });
  writeFileSync(fileIn(work), `${JSON.stringify(samples, null, 1)}\n`);
}
