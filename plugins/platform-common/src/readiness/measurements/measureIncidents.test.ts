import type { Incident } from '../../contracts/platformIncidents';
import { lastKnown, observed, Service } from '../../model';
import { NOW } from '../../rules/testing/observeNow';
import { clusterState, indexOf, service } from '../../rules/testing/world';
import { LoadedRule, RaisedAlert, TelemetryReading } from '../../telemetry';
import { findMeasurement } from './measureAll';

const at = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();
const seen = <T>(value: T) =>
  observed({ value, now: NOW, source: { kind: 'api', name: 'x' } });

function incident(
  serviceId: string,
  from: number,
  to?: number,
  rest: Partial<Incident> = {},
): Incident {
  return {
    id: `${serviceId}.${from}`,
    serviceId,
    title: serviceId,
    phase: to === undefined ? 'open' : 'closed',
    state: 'down',
    worst: 'down',
    stale: false,
    summary: '',
    since: at(from),
    ...(to === undefined
      ? {}
      : { closedAt: at(to), closedBecause: 'recovered' }),
    blastRadius: [],
    ...rest,
  };
}

function serviceIn(state: Service['health']['state']) {
  return (id: string, rest: Partial<Service> = {}) =>
    service({
      id,
      health: { state, stale: false, summary: '', evidence: [] },
      ...rest,
    });
}
const [up, down, unseen] = [
  serviceIn('healthy'),
  serviceIn('down'),
  serviceIn('unknown'),
];

function measure(
  id: string,
  options: {
    incidents?: Incident[];
    from?: number;
    services?: Service[];
    telemetry?: TelemetryReading[];
  },
) {
  const { incidents, from = -100, telemetry } = options;
  const { services = [up('trino'), up('minio')] } = options;
  const observation = findMeasurement(id)!.measure({
    services,
    index: indexOf([]),
    clusters: [clusterState()],
    now: NOW,
    knowledge: { telemetry: telemetry ?? [] },
    ...(incidents ? { incidents: seen({ incidents, from: at(from) }) } : {}),
  });
  const known = lastKnown(observation)?.value;
  return {
    value:
      known && (known.low === known.high ? known.low : [known.low, known.high]),
    detail: known?.detail,
    reason: observation.ok ? undefined : observation.reason,
  };
}

describe('uptime', () => {
  it('is the share of the time in which services were not down', () => {
    const incidents = [
      incident('trino', -20, -10),
      // What overlaps counts once.
      incident('trino', -15, -5),
      incident('minio', -5),
    ];
    const { value, detail } = measure('uptime', { incidents });
    // 15 and 5 hours of twice 100.
    expect(value).toBe(90);
    expect(detail).toContain('2 services over 4 days');
  });
  it('counts what lasted before it was watched from then on', () => {
    const incidents = [incident('trino', -500, -50)];
    expect(measure('uptime', { incidents }).value).toBe(75);
  });
  it('leaves out what only limped, and what was meant to be down', () => {
    const expectedDown = {
      reason: 'planned',
      owner: 'group:default/x',
      until: at(9),
      declaredBy: 'portal' as const,
      source: { kind: 'document' as const, name: 'user:default/x' },
    };
    const incidents = [
      incident('trino', -20, -10, { worst: 'degraded' }),
      incident('minio', -20, -10, { expectedDown }),
    ];
    expect(measure('uptime', { incidents }).value).toBe(100);
  });
  it('leaves open what nobody can tell of', () => {
    const services = [down('trino'), unseen('minio')];
    expect(measure('uptime', { incidents: [], services }).value).toEqual([
      50, 100,
    ]);
  });
  it('says nothing of a time that is too short, or that nobody recorded', () => {
    expect(measure('uptime', { incidents: [], from: -5 }).reason).toMatch(
      /has watched for 5 hours/,
    );
    expect(measure('uptime', {}).reason).toMatch(/not given/);
  });
  it('of APIs looks at gateways and edges alone', () => {
    const services = [
      up('trino', { system: 'data' }),
      up('kong', { system: 'gateway' }),
    ];
    const incidents = [incident('trino', -50), incident('kong', -10, 0)];
    expect(measure('api-availability', { incidents, services }).value).toBe(90);
  });
});

describe('time to resolve', () => {
  it('is the mean of what recovered', () => {
    const incidents = [
      incident('trino', -20, -19),
      incident('minio', -20, -17),
      incident('minio', -5),
      incident('minio', -9, -8, { closedBecause: 'removed' }),
    ];
    const { value, detail } = measure('time-to-resolve', { incidents });
    expect(value).toBe(120);
    expect(detail).toContain('1 last');
  });
  it('is not zero when nothing has ended', () => {
    const incidents = [incident('minio', -5)];
    expect(measure('time-to-resolve', { incidents }).reason).toMatch(
      /^No failure has ended/,
    );
  });
});

describe('time to detect', () => {
  const rule: LoadedRule = {
    group: 'g',
    name: 'TrinoDown',
    type: 'alerting',
    expression: 'up{job="trino"} == 0',
    health: 'ok',
    labels: {},
    annotations: {},
  };
  function raised(since: number, state: RaisedAlert['state'] = 'firing') {
    const alert: RaisedAlert = {
      name: 'TrinoDown',
      state,
      labels: {},
      annotations: {},
      since: at(since),
    };
    const reading: TelemetryReading<'vmalert'> = {
      kind: 'vmalert',
      id: 'vmalert',
      address: 'vmalert:8880',
      parts: { rules: seen([rule]), alerts: seen([alert]) },
    };
    return [reading];
  }
  const services = [down('trino')];
  const incidents = [incident('trino', -2)];

  it('is the time to the first alert about what is down', () => {
    const told = (since: number) =>
      measure('time-to-detect', {
        incidents,
        services,
        telemetry: raised(since),
      }).value;
    expect(told(-1.9)).toBeCloseTo(6);
    // It was raised before the portal saw the failure.
    expect(told(-2.1)).toBe(0);
  });
  it('is not known as long as no alert tells of it', () => {
    const telemetry = raised(-1.9, 'pending');
    expect(
      measure('time-to-detect', { incidents, services, telemetry }).reason,
    ).toMatch(/No alert has been raised about 1 of 1 .*trino/);
    expect(
      measure('time-to-detect', { incidents: [], services, telemetry }).reason,
    ).toMatch(/nothing had to be noticed/);
  });
});
