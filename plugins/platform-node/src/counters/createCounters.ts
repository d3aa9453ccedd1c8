import {
  COUNTERS,
  CounterName,
  CounterSample,
  PlatformCounters,
} from './types';

function textOf(
  name: CounterName,
  labels: Readonly<Record<string, string>>,
): string {
  const parts = Object.keys(labels)
    .sort()
    .map(label => `${label}=${JSON.stringify(labels[label])}`);
  return `${name}{${parts.join()}}`;
}

/** Makes counters that all stand at nothing. */
export function createCounters(): PlatformCounters {
  const samples = new Map<string, CounterSample>();
  return {
    add(name, labels, by = 1) {
      const key = textOf(name, labels);
      const sample = samples.get(key);
      if (sample) sample.value += by;
      else {
        samples.set(key, {
          name,
          help: COUNTERS[name],
          labels: { ...labels },
          value: by,
        });
      }
    },
    read: () =>
      [...samples]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, sample]) => ({ ...sample })),
  };
}
