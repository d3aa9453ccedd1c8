import { Service } from '@254carbon/backstage-plugin-platform-common';
import { serviceOf } from '@254carbon/backstage-plugin-platform-common/testUtils';
import { RecordedState } from '../store/ChangeStore';
import { ChangeDetector } from './detectChanges';

const service = (id: string, state: Service['health']['state']) =>
  serviceOf(id, {
    health: { state, stale: false, summary: `${id} ${state}`, evidence: [] },
  });
const recorded = (...states: [string, string][]) =>
  new Map<string, RecordedState>(
    states.map(([id, state]) => [
      id,
      { serviceId: id, title: id, state, since: '' },
    ]),
  );

describe('ChangeDetector', () => {
  it('takes the first states as the baseline, not as changes', () => {
    const detector = new ChangeDetector();
    const input = {
      services: [service('trino', 'healthy')],
      recorded: recorded(),
      complete: true,
    };
    expect(detector.detect({ ...input, now: 0 })).toEqual({
      changes: [],
      baseline: [],
    });
    const { changes, baseline } = detector.detect({ ...input, now: 5000 });
    expect(changes).toEqual([]);
    expect(baseline).toMatchObject([{ serviceId: 'trino', state: 'healthy' }]);
  });

  it('takes the first state of a service that had not answered at the first look as the baseline too', () => {
    const detector = new ChangeDetector();
    const waiting = [service('trino', 'healthy'), service('vault', 'unknown')];
    const base = { services: waiting, complete: true };
    detector.detect({ ...base, recorded: recorded(), now: 0 });
    detector.detect({ ...base, recorded: recorded(), now: 5000 });
    const answered = {
      ...base,
      services: [service('trino', 'healthy'), service('vault', 'healthy')],
      recorded: recorded(['trino', 'healthy']),
    };
    detector.detect({ ...answered, now: 6000 });
    const { changes, baseline } = detector.detect({ ...answered, now: 11000 });
    expect(changes).toEqual([]);
    expect(baseline).toMatchObject([{ serviceId: 'vault', state: 'healthy' }]);

    const later = {
      ...answered,
      services: [...answered.services, service('kafka', 'healthy')],
      recorded: recorded(['trino', 'healthy'], ['vault', 'healthy']),
    };
    detector.detect({ ...later, now: 12000 });
    expect(detector.detect({ ...later, now: 17000 }).changes).toMatchObject([
      { serviceId: 'kafka', to: 'healthy' },
    ]);
  });

  it('records a state once it lasts, with the time it began', () => {
    const detector = new ChangeDetector();
    const base = { recorded: recorded(['trino', 'healthy']), complete: true };
    const down = { ...base, services: [service('trino', 'down')] };
    expect(detector.detect({ ...down, now: 1000 }).changes).toEqual([]);
    expect(detector.detect({ ...down, now: 5999 }).changes).toEqual([]);
    expect(detector.detect({ ...down, now: 6000 }).changes).toEqual([
      {
        serviceId: 'trino',
        title: 'trino',
        at: '1970-01-01T00:00:01.000Z',
        from: 'healthy',
        to: 'down',
        summary: 'trino down',
      },
    ]);
  });

  it('forgets a service that came and went before it was recorded', () => {
    const detector = new ChangeDetector();
    const base = { recorded: recorded(['trino', 'healthy']), complete: true };
    const both = [service('trino', 'healthy'), service('job', 'down')];
    detector.detect({ ...base, services: both, now: 0 });
    detector.detect({ ...base, services: both.slice(0, 1), now: 1000 });
    const back = detector.detect({ ...base, services: both, now: 9000 });
    expect(back.changes).toEqual([]);
  });

  it('forgets what did not last, and lets unknown take longer', () => {
    const detector = new ChangeDetector();
    const base = { recorded: recorded(['trino', 'healthy']), complete: true };
    detector.detect({
      ...base,
      services: [service('trino', 'unknown')],
      now: 0,
    });
    expect(
      detector.detect({
        ...base,
        services: [service('trino', 'unknown')],
        now: 59_000,
      }).changes,
    ).toEqual([]);
    detector.detect({
      ...base,
      services: [service('trino', 'healthy')],
      now: 59_500,
    });
    expect(
      detector.detect({
        ...base,
        services: [service('trino', 'unknown')],
        now: 61_000,
      }).changes,
    ).toEqual([]);
    expect(
      detector.detect({
        ...base,
        services: [service('trino', 'unknown')],
        now: 121_000,
      }).changes,
    ).toHaveLength(1);
  });

  it('counts a missing service as removed only when everything can be read', () => {
    const detector = new ChangeDetector();
    const base = { services: [], recorded: recorded(['trino', 'healthy']) };
    for (let now = 0; now < 100_000; now += 10_000) {
      expect(
        detector.detect({ ...base, complete: false, now }).changes,
      ).toEqual([]);
    }
    detector.detect({ ...base, complete: true, now: 100_000 });
    expect(
      detector.detect({ ...base, complete: true, now: 110_000 }).changes,
    ).toMatchObject([{ to: 'removed' }]);
  });

  it('takes the state of a service along when it is renamed, without a change', () => {
    const detector = new ChangeDetector();
    const renamed = { ...service('query', 'down'), formerIds: ['trino'] };
    const known = recorded(['trino', 'down'], ['minio', 'healthy']);
    const input = {
      services: [renamed, service('minio', 'healthy')],
      recorded: known,
      complete: true,
    };
    for (const now of [0, 60_000]) {
      expect(detector.detect({ ...input, now })).toEqual({
        changes: [],
        baseline: [
          { serviceId: 'query', title: 'query', state: 'down', since: '' },
          { serviceId: 'trino', title: 'trino', state: 'removed', since: '' },
        ],
      });
    }
  });
});
