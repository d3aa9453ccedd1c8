/** From samples to what is said of them. */
import { InventoryRow, toRow } from '../../inventory/report/inventoryRow';
import type {
  ConnectorSamples,
  ConnectorSink,
  MemoryPoint,
} from '../connectorSamples';
import { CONNECTOR_SINKS } from '../connectorSamples';

/** What a connector may need. */
export const CONNECTOR_BOUNDS = {
  /** Highest resident memory of the last half of the long run, in percent of that of its first half; the first twentieth, in which code is compiled, counts for neither. */
  growthPercent: 115,
} as const;

const NAMES: Readonly<Record<ConnectorSink, string>> = {
  files: 'lines of JSON in files',
  s3: 'Parquet over S3, archives and checkpoints too',
  iceberg: 'Iceberg append over REST and S3',
  trino: 'Trino MERGE',
};

/** Everything that the report says. */
export interface ConnectorBaseline {
  machine: string;
  portal: string;
  pageRows: number;
  rows: InventoryRow[];
}

/** Highest memory of the last half over that of the first. */
export function growthOf(points: readonly MemoryPoint[]): number {
  const all = points.at(-1)?.rows ?? 0;
  const highest = (from: number, to: number) =>
    Math.max(
      ...points
        .filter(({ rows }) => rows > all * from && rows <= all * to)
        .map(({ residentBytes }) => residentBytes),
    );
  return highest(0.5, 1) / highest(0.05, 0.5);
}

function rateRows({ rates }: ConnectorSamples): InventoryRow[] {
  return CONNECTOR_SINKS.flatMap(sink => {
    // The first run of a sink reads its code from a cold disk.
    const [, ...runs] = rates.filter(sample => sample.sink === sink);
    const rows = runs[0]?.rows ?? 0;
    return [
      ...toRow({
        title: `rows a second, fetched, judged, written and committed: ${NAMES[sink]} (${rows} rows)`,
        unit: '',
        portal: runs.map(run => (run.rows * 1000) / run.milliseconds),
      }),
      ...toRow({
        title: 'processor time of the connector for a million of them',
        unit: 'ms',
        portal: runs.map(run => (run.cpuMs * 1_000_000) / run.rows),
      }),
    ];
  });
}

function longRows({ long }: ConnectorSamples): InventoryRow[] {
  if (!long) return [];
  const mebibytes = (points: readonly MemoryPoint[]) =>
    points.map(({ residentBytes }) => residentBytes / 2 ** 20);
  const half = Math.ceil(long.memory.length / 2);
  return [
    ...toRow({
      title: `${long.rows} rows into Iceberg in ${long.pages} pages: rows a second`,
      unit: '',
      portal: [(long.rows * 1000) / long.milliseconds],
    }),
    ...toRow({
      title: 'processor time of the connector for a million of them',
      unit: 'ms',
      portal: [(long.cpuMs * 1_000_000) / long.rows],
    }),
    ...toRow({
      title: 'resident memory after each page of the first half',
      unit: 'MiB',
      portal: mebibytes(long.memory.slice(0, half)),
    }),
    ...toRow({
      title: 'resident memory after each page of the last half',
      unit: 'MiB',
      portal: mebibytes(long.memory.slice(half)),
    }),
    ...toRow({
      title:
        'highest of the last half in percent of the highest of the first half',
      unit: '',
      portal: [growthOf(long.memory) * 100],
      limit: { of: 'median', most: CONNECTOR_BOUNDS.growthPercent },
    }),
  ];
}

/** Every line that can be said; a part that was not measured has none. */
export function buildConnectors(
  samples: ConnectorSamples,
  machine: string,
): ConnectorBaseline {
  const { portal, pageRows } = samples;
  return {
    machine,
    portal,
    pageRows,
    rows: [...rateRows(samples), ...longRows(samples)],
  };
}
