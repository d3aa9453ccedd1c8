/**
 * From samples to what is said of them: medians with spread, ratios, and whether a bound holds. Pure, and the
 * verdict is given on what is printed, so that a table cannot contradict itself.
 */
import type {
  CapacitySample,
  InventorySamples,
  InventorySide,
  LatencySample,
} from '../inventorySamples';
import { PLATFORM_FAULTS } from '../platform/faults';
import { bySide, InventoryRow, percentile95, toRow } from './inventoryRow';

/** What the portal may need; ratios are to the peer. */
export const INVENTORY_BOUNDS = {
  firstSync: 1,
  steadyBytes: 0.01,
  entitiesPerEdit: 1,
  editsLost: 0,
  wronglyDeleted: 0,
  mutationMs: 250,
  catalogApiMs: 2_000,
  healthApiMs: 1_000,
  residentMiB: 500,
  indexMs: 2_000,
} as const;

/** Everything that the report says. */
export interface InventoryBaseline {
  machine: string;
  portal: string;
  peer: string;
  workloads: number;
  rows: InventoryRow[];
}

const TEN_MINUTES = 600;

function steadyRows({ steady }: InventorySamples): InventoryRow[] {
  // The peer's schedule runs once in ten minutes and did so in the window: only the portal's is scaled.
  const scaled = (side: InventorySide, value: number, seconds: number) =>
    side === 'portal' ? (value * TEN_MINUTES) / seconds : value;
  return [
    ...toRow({
      title: 'bytes in ten quiet minutes',
      unit: 'KiB',
      ...bySide(steady, one =>
        scaled(one.side, one.bytes / 1024, one.windowSeconds),
      ),
      limit: { of: 'ratio', most: INVENTORY_BOUNDS.steadyBytes },
    }),
    ...toRow({
      title: 'processor time in ten quiet minutes',
      unit: 'ms',
      ...bySide(steady, one => scaled(one.side, one.cpuMs, one.windowSeconds)),
    }),
    ...toRow({
      title: 'entities written in the quiet time',
      unit: '',
      ...bySide(steady, ({ written }) => written),
      limit: { of: 'max', most: 0 },
    }),
    ...toRow({
      title:
        'resident memory after it (the portal holds every kind, the peer refs)',
      unit: 'MiB',
      ...bySide(steady, ({ residentMiB }) => residentMiB),
    }),
    ...toRow({
      title: 'its highest until then',
      unit: 'MiB',
      ...bySide(steady, ({ peakMiB }) => peakMiB),
    }),
  ];
}

function editRows({ edits }: InventorySamples): InventoryRow[] {
  const all = (side: InventorySide) =>
    edits.filter(one => one.side === side).flatMap(({ written }) => written);
  const { edited = 0 } = edits[0] ?? {};
  return [
    ...toRow({
      title: 'entities written for one edit',
      unit: '',
      portal: all('portal'),
      peer: all('peer'),
      limit: { of: 'max', most: INVENTORY_BOUNDS.entitiesPerEdit },
    }),
    ...toRow({
      title: 'processor time for one edit (peer: for the run after it)',
      unit: 'ms',
      ...bySide(edits, ({ cpuMs }) => cpuMs),
    }),
    ...toRow({
      title: `edits lost, of ${edited} edited workloads`,
      unit: '',
      ...bySide(edits, ({ lost }) => lost),
      limit: { of: 'max', most: INVENTORY_BOUNDS.editsLost },
    }),
  ];
}

function faultRows({ faults }: InventorySamples): InventoryRow[] {
  return Object.entries(PLATFORM_FAULTS).flatMap(([name, { title }]) => {
    const own = faults.filter(({ fault }) => fault === name);
    return [
      ...toRow({
        title: `entities wrongly deleted: ${title}`,
        unit: '',
        ...bySide(own, ({ deleted }) => deleted),
        limit: { of: 'max', most: INVENTORY_BOUNDS.wronglyDeleted },
      }),
      ...toRow({
        title: 'entities written when that is over',
        unit: '',
        ...bySide(own, ({ rewritten }) => rewritten),
      }),
    ];
  });
}

/** What was timed, and the most that its 95th percentile may be. */
const TIMED: Record<LatencySample['what'], { title: string; most?: number }> = {
  mutation: {
    title: 'edit to applyMutation, p95',
    most: INVENTORY_BOUNDS.mutationMs,
  },
  'mutation-under-load': { title: 'the same, of 50 edits a second, p95' },
  'catalog-api': {
    title: 'edit to the catalog API, p95',
    most: INVENTORY_BOUNDS.catalogApiMs,
  },
  'health-api': {
    title: "failure to the health pages' API, p95",
    most: INVENTORY_BOUNDS.healthApiMs,
  },
};

function latencyRows({ latencies }: InventorySamples): InventoryRow[] {
  const sorted = [...latencies].sort(
    (one, other) => one.workloads - other.workloads,
  );
  return sorted.flatMap(({ what, workloads, milliseconds }) => {
    const { title, most } = TIMED[what];
    return toRow({
      title: `${title} (${workloads} workloads, ${milliseconds.length} changes)`,
      unit: 'ms',
      portal: milliseconds.length > 0 ? [percentile95(milliseconds)] : [],
      ...(most === undefined ? {} : { limit: { of: 'max' as const, most } }),
    });
  });
}

function capacityRows({ capacity }: InventorySamples): InventoryRow[] {
  if (capacity.length === 0) return [];
  const { objects } = capacity[0];
  const row = (
    title: string,
    unit: InventoryRow['unit'],
    portal: number[],
    most?: number,
  ) =>
    toRow({
      title: `${objects} objects: ${title}`,
      unit,
      portal,
      ...(most === undefined ? {} : { limit: { of: 'median' as const, most } }),
    });
  const { residentMiB, indexMs } = INVENTORY_BOUNDS;
  const values = (key: Exclude<keyof CapacitySample, 'objects'>) =>
    capacity.map(one => one[key]);
  return [
    ...row('resident memory', 'MiB', values('residentMiB'), residentMiB),
    ...row('of it before anything is read', 'MiB', values('emptyMiB')),
    ...row('its highest until then', 'MiB', values('peakMiB')),
    ...row('indexed in', 'ms', values('indexMs'), indexMs),
    ...row('grouped into services in', 'ms', values('groupMs')),
  ];
}

function firstSyncRows({ firstSync }: InventorySamples): InventoryRow[] {
  const scoped = (scope: string) =>
    firstSync.filter(one => one.scope === scope);
  const seconds = (scope: string) =>
    bySide(scoped(scope), ({ milliseconds }) => milliseconds / 1000);
  const processor = (scope: string) =>
    bySide(
      scoped(scope).filter(({ cpuMs }) => cpuMs !== undefined),
      ({ cpuMs = 0 }) => cpuMs / 1000,
    );
  return [
    ...toRow({
      title: "first sync, the peer's four kinds",
      unit: 's',
      ...seconds('peer-kinds'),
      limit: { of: 'ratio', most: INVENTORY_BOUNDS.firstSync },
    }),
    ...toRow({
      title: 'processor time of it',
      unit: 's',
      ...processor('peer-kinds'),
    }),
    ...toRow({
      title: 'first sync, every kind (the peer reads no others)',
      unit: 's',
      portal: seconds('all-kinds').portal,
    }),
    ...toRow({
      title: 'processor time of that',
      unit: 's',
      portal: processor('all-kinds').portal,
    }),
  ];
}

/** Every line that can be said; a part that was not measured has none. */
export function buildInventory(
  samples: InventorySamples,
  machine: string,
): InventoryBaseline {
  const { portal, peer, workloads, leaks } = samples;
  const rows = [
    ...firstSyncRows(samples),
    ...steadyRows(samples),
    ...editRows(samples),
    ...latencyRows(samples),
    ...faultRows(samples),
    ...toRow({
      title: 'entities that show a credential planted in the cluster',
      unit: '',
      ...bySide(leaks, ({ entities }) => entities),
      limit: { of: 'max', most: 0 },
    }),
    ...capacityRows(samples),
  ];
  return { machine, portal, peer, workloads, rows };
}
