import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  COUNTERS,
  createCounters,
  PlatformServices,
} from '@254carbon/backstage-plugin-platform-node';
import { Evidence } from '@254carbon/backstage-plugin-platform-common';
import { serviceOf } from '@254carbon/backstage-plugin-platform-common/testUtils';
import { GAUGES, publishMetrics, readGauges } from './publishMetrics';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const probe = (verdict: Evidence['verdict']): Evidence => ({
  statement: 'GET /health',
  verdict,
  source: { kind: 'probe', name: 'demo' },
});

const VIEW = {
  services: [
    serviceOf('trino', {
      health: {
        state: 'down',
        stale: true,
        summary: '',
        evidence: [probe('bad')],
      },
    }),
    serviceOf('minio', {
      health: {
        state: 'healthy',
        stale: false,
        summary: '',
        evidence: [probe('good')],
      },
    }),
    serviceOf('doris'),
  ],
  clusters: [
    {
      name: 'demo',
      phase: 'partly-failing' as const,
      kinds: [
        {
          resource: 'v1/pods',
          ok: true,
          count: 5,
          observedAt: '2026-11-21T11:59:30.000Z',
          held: { count: 3, since: '2026-11-21T11:00:00.000Z', reason: '' },
        },
        {
          resource: 'v1/services',
          ok: false,
          count: 2,
          observedAt: '2026-11-21T11:58:00.000Z',
        },
      ],
    },
  ],
};

describe('readGauges', () => {
  it('tells what is known, held, failing and how old the oldest is', () => {
    const samples = readGauges(VIEW, NOW).map(
      ({ name, attributes, value }) =>
        `${name} ${Object.values(attributes).join(' ')} ${value}`,
    );
    expect(samples).toEqual([
      'platform_objects demo 7',
      'platform_held_objects demo 3',
      'platform_failing_kinds demo 1',
      'platform_oldest_observation_seconds demo 120',
      'platform_services down true 1',
      'platform_services healthy false 2',
      'platform_probes bad 1',
      'platform_probes good 1',
    ]);
  });
});

describe('publishMetrics', () => {
  it('has every counter and gauge read when somebody collects', () => {
    const collected = new Map<string, number[]>();
    const observable = (name: string) => ({
      addCallback(
        callback: (result: { observe(value: number): void }) => void,
      ) {
        const values: number[] = [];
        collected.set(name, values);
        callback({ observe: value => values.push(value) });
      },
      removeCallback() {},
    });
    const counters = createCounters();
    const [counted] = Object.keys(COUNTERS) as (keyof typeof COUNTERS)[];
    counters.add(counted, { cluster: 'demo' }, 4);
    publishMetrics({
      metrics: metricsServiceMock.mock({
        createObservableCounter: observable,
        createObservableGauge: observable,
      }),
      counters,
      services: { current: () => VIEW } as unknown as PlatformServices,
      now: () => NOW,
    });
    expect([...collected.keys()].sort()).toEqual(
      [...Object.keys(COUNTERS), ...Object.keys(GAUGES)].sort(),
    );
    expect(collected.get(counted)).toEqual([4]);
    expect(collected.get('platform_objects')).toEqual([7]);
  });
});
