/** Every number that the portal counts about its own reading and writing, with what it means. */
export const COUNTERS = {
  platform_read_requests_total:
    'Requests to API servers by cluster, verb (list, watch, get, discover) and status.',
  platform_read_bytes_total:
    'Bytes of answers of API servers by cluster and verb.',
  platform_read_lists_total:
    'Whole lists of a kind by cluster, resource and cause (first, expired, held, polled, failed, stalled).',
  platform_read_events_total: 'Events of watches by cluster and type.',
  platform_read_stalls_total:
    'Watches that said nothing for too long, by cluster and resource.',
  platform_read_failures_total:
    'Failed reads of a kind by cluster, resource and reason.',
  platform_read_suspects_total:
    'Objects that a list lacked and that were held, by cluster and resource.',
  platform_read_released_total:
    'Held objects that an operator let go, by cluster and resource.',
  platform_catalog_mutations_total: 'Mutations of the catalog by provider.',
  platform_catalog_entities_total:
    'Entities offered to the catalog by provider and change (added, removed).',
  platform_catalog_failures_total:
    'Mutations that the catalog refused, by provider.',
  platform_catalog_conflicts_total:
    'Entities that were not offered because somebody declares the name, by provider.',
  platform_catalog_lease_total:
    'What became of the right to write the catalog, by event (acquired, lost, released).',
} as const;

/** Name of a counter. */
export type CounterName = keyof typeof COUNTERS;

/** One value of one counter. */
export interface CounterSample {
  name: CounterName;
  /** What is counted, for people. */
  help: string;
  labels: Readonly<Record<string, string>>;
  /** Since the process began; never falls. */
  value: number;
}

/** Plain counters of one process. Who publishes them (as metrics, on a page) reads them when it needs them. */
export interface PlatformCounters {
  /** Adds to a counter. The order of labels does not matter. */
  add(
    name: CounterName,
    labels: Readonly<Record<string, string>>,
    by?: number,
  ): void;
  /** Every counter that was ever added to, sorted by name and labels. */
  read(): CounterSample[];
}
