/**
 * The portal's own figures, as metrics. They are read when somebody asks for them, from what is kept
 * anyway; nothing is counted twice. Names are those of `COUNTERS` and of the table in the README.
 */
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import {
  COUNTERS,
  CounterName,
  PlatformCounters,
  PlatformServices,
  ServicesView,
} from '@254carbon/backstage-plugin-platform-node';

/** Figures of this moment, with what they mean. */
export const GAUGES = {
  platform_objects: 'Objects known, by cluster.',
  platform_held_objects:
    'Objects that a list lacked and that are kept until their deletion is certain, by cluster.',
  platform_failing_kinds: 'Kinds that cannot be read, by cluster.',
  platform_oldest_observation_seconds:
    'Age of the oldest of the last good reads of the kinds of a cluster.',
  platform_services: 'Services, by state and by whether that is stale.',
  platform_probes:
    'Answers of the last probes, by result (good, bad, unknown).',
} as const;
/** Name of a gauge. */
export type GaugeName = keyof typeof GAUGES;

/** One value of a gauge. */
export interface GaugeSample {
  name: GaugeName;
  attributes: Record<string, string>;
  value: number;
}

function readClusters(
  { clusters }: Pick<ServicesView, 'clusters'>,
  now: number,
): GaugeSample[] {
  return clusters.flatMap(({ name: cluster, kinds }) => {
    const attributes = { cluster };
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    const times = kinds.flatMap(({ observedAt }) => observedAt ?? []);
    const [oldest] = times.sort();
    const samples: GaugeSample[] = [
      {
        name: 'platform_objects',
        attributes,
        value: sum(kinds.map(({ count }) => count)),
      },
      {
        name: 'platform_held_objects',
        attributes,
        value: sum(kinds.map(({ held }) => held?.count ?? 0)),
      },
      {
        name: 'platform_failing_kinds',
        attributes,
        value: kinds.filter(({ ok }) => !ok).length,
      },
    ];
    if (oldest) {
      samples.push({
        name: 'platform_oldest_observation_seconds',
        attributes,
        value: Math.max(0, (now - Date.parse(oldest)) / 1000),
      });
    }
    return samples;
  });
}

function tally(
  name: GaugeName,
  all: readonly Record<string, string>[],
): GaugeSample[] {
  const counts = new Map<string, GaugeSample>();
  for (const attributes of all) {
    const key = JSON.stringify(attributes);
    const known = counts.get(key);
    if (known) known.value += 1;
    else counts.set(key, { name, attributes, value: 1 });
  }
  return [...counts.values()];
}

/** Every gauge at `now` (milliseconds since the epoch). */
export function readGauges(
  view: Pick<ServicesView, 'clusters' | 'services'>,
  now: number,
): GaugeSample[] {
  const states = view.services.map(({ health }) => ({
    state: health.state,
    stale: String(health.stale),
  }));
  const probes = view.services.flatMap(({ health }) =>
    health.evidence
      .filter(({ source }) => source.kind === 'probe')
      .map(({ verdict }) => ({ result: verdict })),
  );
  return [
    ...readClusters(view, now),
    ...tally('platform_services', states),
    ...tally('platform_probes', probes),
  ];
}

/** Has the metrics service read counters and gauges whenever it collects. */
export function publishMetrics(options: {
  metrics: MetricsService;
  counters: PlatformCounters;
  services: PlatformServices;
  /** Milliseconds since the epoch. */
  now: () => number;
}): void {
  const { metrics, counters, services, now } = options;
  for (const name of Object.keys(COUNTERS) as CounterName[]) {
    metrics
      .createObservableCounter(name, { description: COUNTERS[name] })
      .addCallback(result => {
        for (const sample of counters.read()) {
          if (sample.name === name) result.observe(sample.value, sample.labels);
        }
      });
  }
  for (const name of Object.keys(GAUGES) as GaugeName[]) {
    metrics
      .createObservableGauge(name, { description: GAUGES[name] })
      .addCallback(result => {
        for (const sample of readGauges(services.current(), now())) {
          if (sample.name === name) {
            result.observe(sample.value, sample.attributes);
          }
        }
      });
  }
}
