import { failed, lastKnown, Observation, observed } from '../../model';
import { NOW } from '../../rules/testing/observeNow';
import { indexOf } from '../../rules/testing/world';
import { Figure, FIGURE_QUESTIONS, TelemetryReading } from '../../telemetry';
import { parsePromql } from '../../telemetry/queries';
import { measureAll } from './measureAll';

const source = { kind: 'api' as const, name: 'prometheus' };

function storeOf(
  figures: Observation<Figure[]>,
  kind: 'prometheus' | 'victoria-metrics' = 'prometheus',
): TelemetryReading {
  return { kind, id: kind, address: 'a:1', parts: { figures } } as never;
}

function measure(id: string, telemetry: TelemetryReading[]) {
  const observation = measureAll({
    services: [],
    index: indexOf([]),
    clusters: [],
    knowledge: { telemetry },
    now: NOW,
  }).get(id)!;
  const known = observation.ok ? lastKnown(observation)?.value : undefined;
  return {
    value: known && [known.low, known.high],
    detail: known?.detail,
    reason: observation.ok ? undefined : observation.reason,
  };
}

const told = (...figures: Figure[]) => [
  storeOf(observed({ value: figures, now: NOW, source })),
];

describe('questions to stores of metrics', () => {
  it.each(FIGURE_QUESTIONS.map(({ id, query }) => [id, query]))(
    '%s is a query that stores understand',
    (_, query) => {
      expect(parsePromql(query)).toMatchObject({ ok: true });
    },
  );
});

describe('figures that stores of metrics are asked for', () => {
  it('the 95th percentile of queries is the worst that any store tells', () => {
    const telemetry = [
      ...told({ id: 'trino-p95-ms', value: 180 }),
      storeOf(
        observed({
          value: [{ id: 'trino-p95-ms', value: 210.004 }],
          now: NOW,
          source,
        }),
        'victoria-metrics',
      ),
    ];
    expect(measure('query-latency', telemetry).value).toEqual([210.01, 210.01]);
  });

  it('the slowest kind of database counts, and each is told', () => {
    const { value, detail } = measure(
      'database-latency',
      told(
        { id: 'postgresql-mean-ms', value: 4.2 },
        { id: 'mysql-mean-ms', value: 12 },
      ),
    );
    expect(value).toEqual([12, 12]);
    expect(detail).toContain('PostgreSQL 4.2 ms, MySQL 12 ms');
  });

  it('what arrives lies between what stayed and what was received', () => {
    const received = { id: 'objects-received-day-bytes', value: 1.5e12 };
    const grown = (value: number) => ({ id: 'objects-grown-day-bytes', value });
    const arrival = (...figures: Figure[]) =>
      measure('ingestion-a-day', told(...figures)).value;
    expect(arrival(received, grown(1.2e12))).toEqual([1.2, 1.5]);
    // More was deleted than written; what arrived is not less than nothing.
    expect(arrival(received, grown(-3e12))).toEqual([0, 1.5]);
    expect(arrival(received)).toEqual([0, 1.5]);
    expect(arrival(grown(1e12))).toBeUndefined();
  });

  it.each(['database-latency', 'query-latency', 'ingestion-a-day'])(
    '%s is unmeasured with its reason, and never zero, where no series is',
    id => {
      const silent = measure(id, told());
      expect(silent.value).toBeUndefined();
      expect(silent.reason).toMatch(/^No .*; scrape .*\.$/);
      const broken = measure(id, [
        storeOf(failed({ reason: 'It hung up.', now: NOW, source })),
      ]);
      expect(broken.value).toBeUndefined();
      expect(broken.reason).toBe('It hung up.');
      expect(measure(id, []).reason).toMatch(/^No .* is read\.$/);
    },
  );
});
