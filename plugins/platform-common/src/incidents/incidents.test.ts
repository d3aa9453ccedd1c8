import fc from 'fast-check';
import { HealthState } from '../model';
import { service } from '../rules/testing/world';
import { phaseOf, whyRefused } from './declarations';
import { describeIncidents, listUnjudged } from './describeIncidents';
import {
  incidentId,
  RecordedIncident,
  reconcileIncidents,
  StateOfService,
} from './reconcileIncidents';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const HOUR = 3_600_000;

function at(hours: number): string {
  return new Date(NOW + hours * HOUR).toISOString();
}

function stateOf(
  state: string,
  since = at(-1),
  serviceId = 'trino',
): StateOfService {
  return { serviceId, title: serviceId, state, since };
}

function bad(id: string, state: HealthState = 'down') {
  return service({
    id,
    title: id,
    health: { state, stale: false, summary: `${id} is ${state}`, evidence: [] },
  });
}

describe('reconcileIncidents', () => {
  const base = { open: [], services: new Map(), now: NOW };

  it('opens one with the time at which the state began, and says why', () => {
    const services = new Map([['trino', bad('trino')]]);
    const { opened } = reconcileIncidents({
      ...base,
      services,
      states: [stateOf('down')],
    });
    expect(opened).toMatchObject([
      {
        id: 'trino.20261121T110000000Z',
        since: at(-1),
        summary: 'trino is down',
        owner: expect.any(String),
      },
    ]);
  });

  it('begins when the platform says that it began, also before the portal looked', () => {
    const old = bad('trino');
    const services = new Map([
      ['trino', { ...old, health: { ...old.health, since: at(-5) } }],
    ]);
    const open = (state: string) =>
      reconcileIncidents({ ...base, services, states: [stateOf(state)] })
        .opened[0];
    expect(open('down')).toMatchObject({
      id: 'trino.20261121T110000000Z',
      since: at(-5),
    });
    expect(open('degraded')).toMatchObject({ since: at(-1) });
  });

  it('keeps the worst state, and the last reason while nothing can be seen', () => {
    const [open] = reconcileIncidents({
      ...base,
      services: new Map([['trino', bad('trino')]]),
      states: [stateOf('down')],
    }).opened;
    const better = reconcileIncidents({
      ...base,
      open: [open],
      services: new Map([['trino', bad('trino', 'degraded')]]),
      states: [stateOf('degraded', at(0))],
    }).changed[0];
    expect(better).toMatchObject({
      id: open.id,
      since: open.since,
      state: 'degraded',
      worst: 'down',
      summary: 'trino is degraded',
    });
    const { changed } = reconcileIncidents({
      ...base,
      open: [better],
      states: [stateOf('unknown', at(0))],
    });
    expect(changed).toMatchObject([
      { state: 'unknown', worst: 'down', summary: 'trino is degraded' },
    ]);
  });

  it('follows a service that is renamed', () => {
    const [open] = reconcileIncidents({
      ...base,
      states: [stateOf('down')],
    }).opened;
    const renamed = { ...bad('query'), formerIds: ['trino'] };
    expect(
      reconcileIncidents({
        ...base,
        open: [open],
        services: new Map([['query', renamed]]),
        states: [stateOf('down', at(-1), 'query')],
      }),
    ).toMatchObject({
      opened: [],
      changed: [{ id: open.id, serviceId: 'query', title: 'query' }],
      closed: [],
    });
  });

  it('closes with the recovery, or when the service is recorded no more', () => {
    const [open] = reconcileIncidents({
      ...base,
      states: [stateOf('down')],
    }).opened;
    expect(
      reconcileIncidents({
        ...base,
        open: [open],
        states: [stateOf('healthy', at(0))],
      }).closed,
    ).toMatchObject([{ closedAt: at(0), closedBecause: 'recovered' }]);
    expect(
      reconcileIncidents({ ...base, open: [open], states: [] }).closed,
    ).toMatchObject([{ closedAt: at(0), closedBecause: 'removed' }]);
  });

  it('has nothing to do when it has been done, one incident a trouble, whatever the states', () => {
    const states = fc.constantFrom('healthy', 'degraded', 'down', 'unknown');
    fc.assert(
      fc.property(fc.array(states, { maxLength: 30 }), sequence => {
        let open: RecordedIncident[] = [];
        let count = 0;
        let wasBad = false;
        let troubles = 0;
        sequence.forEach((state, n) => {
          const input = { ...base, states: [stateOf(state, at(n))] };
          const { opened, changed, closed } = reconcileIncidents({
            ...input,
            open,
          });
          const gone = new Set(closed.map(({ id }) => id));
          const next = new Map(open.map(item => [item.id, item]));
          for (const item of [...opened, ...changed]) next.set(item.id, item);
          open = [...next.values()].filter(({ id }) => !gone.has(id));
          count += opened.length;
          expect(reconcileIncidents({ ...input, open })).toEqual({
            opened: [],
            changed: [],
            closed: [],
          });
          const isBad = state === 'degraded' || state === 'down';
          if (isBad && !wasBad) troubles += 1;
          if (state !== 'unknown') wasBad = isBad;
          expect(open).toHaveLength(wasBad ? 1 : 0);
        });
        expect(count).toBe(troubles);
      }),
    );
  });
});

describe('describeIncidents', () => {
  const [recorded] = reconcileIncidents({
    open: [],
    states: [stateOf('degraded')],
    services: new Map(),
    now: NOW,
  }).opened;

  it('shows the state of this moment beside the record', () => {
    const expectedDown = {
      reason: 'moved',
      owner: 'group:default/data',
      until: at(5),
      declaredBy: 'portal' as const,
      source: { kind: 'person' as const, name: 'user:default/a' },
    };
    const services = [{ ...bad('trino'), expectedDown }, bad('minio')];
    expect(
      describeIncidents({ recorded: [recorded], services }, NOW),
    ).toMatchObject([
      {
        id: recorded.id,
        phase: 'open',
        state: 'down',
        worst: 'down',
        summary: 'trino is down',
        expectedDown,
      },
      { id: 'minio.now', phase: 'emerging', since: at(0) },
    ]);
  });

  it.each([
    ['at the first look', at(-1), true],
    ['while that look went on', at(-1 - 1 / 60), true],
    ['long after it', at(-3), undefined],
    ['before it, as the platform says', at(-0.5), undefined],
    ['at a time that nobody can compare', undefined, undefined],
  ])(
    'says whether it may have begun earlier, of what was bad %s',
    (_, watchingSince, orEarlier) => {
      const [incident] = describeIncidents(
        { recorded: [recorded], services: [], watchingSince },
        NOW,
      );
      expect(incident.orEarlier).toBe(orEarlier);
    },
  );

  it('follows a service to its new id', () => {
    const renamed = { ...bad('query-engine'), formerIds: ['trino'] };
    const incidents = describeIncidents(
      { recorded: [recorded], services: [renamed] },
      NOW,
    );
    expect(incidents).toMatchObject([{ id: recorded.id, phase: 'open' }]);
    expect(incidents).toHaveLength(1);
  });

  it('stays open and unknown when the service cannot be seen', () => {
    expect(
      describeIncidents({ recorded: [recorded], services: [] }, NOW),
    ).toMatchObject([{ phase: 'open', state: 'unknown', stale: true }]);
  });

  it('puts the worst first and what is over last', () => {
    const closed = {
      ...recorded,
      id: 'x.1',
      serviceId: 'x',
      closedAt: at(0),
      closedBecause: 'recovered' as const,
    };
    const incidents = describeIncidents(
      {
        recorded: [closed, recorded],
        services: [bad('trino', 'degraded'), bad('minio'), bad('x', 'healthy')],
      },
      NOW,
    );
    expect(incidents.map(({ serviceId }) => serviceId)).toEqual([
      'minio',
      'trino',
      'x',
    ]);
  });

  it('names those that nobody can judge', () => {
    expect(listUnjudged([bad('trino'), bad('minio', 'unknown')])).toMatchObject(
      [{ serviceId: 'minio' }],
    );
  });
});

describe('declarations', () => {
  const base = { kind: 'maintenance' as const };

  it.each([
    [{ until: at(2) }, /^$/],
    [{ until: at(7 * 24) }, /^$/],
    [{ until: at(7 * 24 + 1) }, /7 days/],
    [{ until: at(0) }, /in the past/],
    [{ from: at(3), until: at(2) }, /before it begins/],
    [{ from: at(24 * 6), until: at(24 * 12) }, /^$/],
    [{ from: at(24 * 8), until: at(24 * 9) }, /declare it when/],
    [{ from: at(-24 * 30), until: at(2) }, /^$/],
  ])('judges %j', (window, message) => {
    expect(whyRefused({ ...base, ...window }, NOW) ?? '').toMatch(message);
  });

  it('stands somewhere at any time', () => {
    const declaration = {
      ...base,
      id: 'd',
      serviceId: 'trino',
      reason: 'r',
      owner: 'o',
      from: at(1),
      until: at(2),
      declaredBy: 'user:default/a',
      declaredAt: at(0),
    };
    expect(
      [0, 1, 1.5, 2, 3].map(hour => phaseOf(declaration, NOW + hour * HOUR)),
    ).toEqual(['planned', 'active', 'active', 'expired', 'expired']);
    expect(phaseOf({ ...declaration, withdrawnAt: at(1) }, NOW)).toBe(
      'withdrawn',
    );
  });

  it('gives ids that hold in an address', () => {
    expect(incidentId('trino', at(0))).toMatch(
      /^[a-z0-9-]{1,63}\.[0-9TZ]{1,24}$/,
    );
  });
});
