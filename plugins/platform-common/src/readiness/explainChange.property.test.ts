import fc from 'fast-check';
import { explainChange } from './explainChange';
import { ChangeExplanation } from './change';
import { ReadinessReport } from './report';
import { pointsOfState, scoredStateOf } from './scoredState';
import {
  casesOf,
  placedCases,
  reportOf,
  ScoreCase,
  withSaid,
} from './__testUtils__/scoreCases';

/** What can happen to a platform between two moments, all at once. */
const changesArb = fc.record({
  other: casesOf(),
  keepServices: fc.boolean(),
  keepRules: fc.boolean(),
  keepCaps: fc.boolean(),
});

/** A later case that shares with the first what is kept. */
function laterCase(
  item: ScoreCase,
  change: {
    other: ScoreCase;
    keepServices: boolean;
    keepRules: boolean;
    keepCaps: boolean;
  },
): ScoreCase {
  const { other, keepServices, keepRules, keepCaps } = change;
  const rules = keepRules ? item.rules : other.rules;
  const ids = new Set(rules.map(({ id }) => id));
  const caps = (keepCaps ? item.caps : other.caps).filter(({ unless }) =>
    ids.has(unless),
  );
  const source = keepServices ? item.services : other.services;
  const pass = { outcome: 'pass', stale: false, exempt: false } as const;
  return {
    rules,
    caps,
    services: source.map(one => ({
      ...one,
      said: rules.map((_, j) => one.said[j] ?? pass),
    })),
  };
}

const stateOf = (report: ReadinessReport) => scoredStateOf(report);

function sum(
  { parts }: ChangeExplanation,
  of: (part: ChangeExplanation['parts'][number]) => number,
): number {
  return parts.reduce((total, part) => total + of(part), 0);
}

describe('explainChange', () => {
  it('adds up to the difference of points and of percentages exactly, whatever changed at once', () => {
    fc.assert(
      fc.property(casesOf(), changesArb, (item, change) => {
        const before = reportOf(item);
        const after = reportOf(laterCase(item, change));
        const explained = explainChange(stateOf(before), stateOf(after));
        const [a, b] = [before.points, after.points];
        expect(explained.before).toEqual(a);
        expect(explained.after).toEqual(b);
        expect(sum(explained, ({ dLow }) => dLow)).toBe(b.low - a.low);
        expect(sum(explained, ({ dHigh }) => dHigh)).toBe(b.high - a.high);
        expect(sum(explained, ({ dOf }) => dOf)).toBe(b.of - a.of);
        expect(explained.shareOf).toBe(a.of * b.of);
        const whole = explained.shareOf > 0 ? b.low * a.of - a.low * b.of : 0;
        expect(sum(explained, ({ share }) => share)).toBe(whole);
      }),
      { numRuns: 1000 },
    );
  });
  it('says nothing when nothing changed', () => {
    fc.assert(
      fc.property(casesOf(), item => {
        const state = stateOf(reportOf(item));
        expect(explainChange(state, state).parts).toEqual([]);
      }),
    );
  });
  it('is turned round by looking back', () => {
    fc.assert(
      fc.property(casesOf(), changesArb, (item, change) => {
        const before = stateOf(reportOf(item));
        const after = stateOf(reportOf(laterCase(item, change)));
        const there = explainChange(before, after);
        const back = explainChange(after, before);
        expect(sum(back, ({ dLow }) => dLow)).toBe(
          0 - sum(there, ({ dLow }) => dLow),
        );
      }),
    );
  });
  it('scores a state to the point as its report was scored', () => {
    fc.assert(
      fc.property(casesOf(), item => {
        const report = reportOf(item);
        expect(pointsOfState(stateOf(report))).toEqual(report.points);
        for (const service of report.services)
          expect(
            pointsOfState(
              scoredStateOf(
                report,
                ({ serviceId }) => serviceId === service.serviceId,
              ),
            ),
          ).toEqual(service.points);
      }),
    );
  });
  it('names the verdict that changed, and the cap that it lifts', () => {
    fc.assert(
      fc.property(placedCases, ({ item, at }) => {
        const [i, j] = at;
        const open = {
          ...item,
          services: item.services.map(one => ({ ...one, down: false })),
        };
        const said = { stale: false, exempt: false };
        const before = withSaid(open, at, { ...said, outcome: 'fail' });
        const after = withSaid(open, at, { ...said, outcome: 'pass' });
        const { parts } = explainChange(
          stateOf(reportOf(before)),
          stateOf(reportOf(after)),
        );
        const { id: ruleId, weight } = item.rules[j];
        const serviceId = `s-${i}`;
        const verdict = parts.find(({ kind }) => kind === 'verdict');
        expect(verdict).toMatchObject({
          serviceId,
          ruleId,
          before: 'fail',
          after: 'pass',
          dLow: weight,
          dHigh: weight,
          dOf: 0,
        });
        for (const part of parts) {
          expect(part.serviceId).toBe(serviceId);
          expect(['verdict', 'cap']).toContain(part.kind);
        }
      }),
    );
  });
});

describe('the kinds of reasons', () => {
  const base: ScoreCase = {
    rules: [
      {
        id: 'restore-proven',
        version: 1,
        category: 'backup',
        title: 'A restore has been proved',
        why: '',
        weight: 4,
        level: 'gold',
        appliesTo: 'all',
        facts: [],
        remedy: { text: '' },
        acceptsEvidence: true,
      },
      {
        id: 'backup-recent',
        version: 1,
        category: 'backup',
        title: 'Recent',
        why: '',
        weight: 6,
        level: 'silver',
        appliesTo: 'all',
        facts: [],
        remedy: { text: '' },
        acceptsEvidence: false,
      },
    ],
    caps: [
      {
        id: 'no-restore',
        category: 'backup',
        atMostPercent: 50,
        title: 'No restore',
        unless: 'restore-proven',
      },
    ],
    services: [
      {
        system: 'storage',
        owner: 'group:default/a',
        down: false,
        said: [
          { outcome: 'fail', stale: false, exempt: false },
          { outcome: 'pass', stale: false, exempt: false },
        ],
      },
    ],
  };
  const explain = (later: ScoreCase, earlier = base) =>
    explainChange(stateOf(reportOf(earlier)), stateOf(reportOf(later))).parts;
  const [service] = base.services;

  it('a restore that is proved: its own points, and those that the cap gives back', () => {
    const pass = { outcome: 'pass', stale: false, exempt: false } as const;
    expect(explain(withSaid(base, [0, 0], pass))).toMatchObject([
      { kind: 'verdict', ruleId: 'restore-proven', dLow: 4, share: 40 },
      { kind: 'cap', capId: 'no-restore', dLow: 1, dOf: 0, share: 10 },
    ]);
  });
  it('evidence of a person', () => {
    const after = reportOf(
      withSaid(base, [0, 0], { outcome: 'pass', stale: false, exempt: false }),
    );
    const [one] = after.services;
    one.verdicts[0] = {
      ...one.verdicts[0],
      manual: {
        id: 'e',
        author: 'user:default/a',
        proof: 'p',
        observedAt: '2025-10-20T00:00:00.000Z',
        until: '2026-10-20T00:00:00.000Z',
      },
    };
    const [part] = explainChange(stateOf(reportOf(base)), stateOf(after)).parts;
    expect(part).toMatchObject({ kind: 'evidence', dLow: 4 });
  });
  it('an exemption, which lifts the cap of its own rule', () => {
    const exempt = { outcome: 'fail', stale: false, exempt: true } as const;
    expect(explain(withSaid(base, [0, 0], exempt))).toMatchObject([
      { kind: 'exemption', ruleId: 'restore-proven', dLow: 0, dOf: -4 },
      { kind: 'cap', capId: 'no-restore', dLow: 1, dOf: 0 },
    ]);
  });
  it('an exemption of another rule waits for the cap', () => {
    const failing = withSaid(base, [0, 1], {
      outcome: 'fail',
      stale: false,
      exempt: false,
    });
    const exempt = { outcome: 'fail', stale: false, exempt: true } as const;
    expect(explain(withSaid(failing, [0, 1], exempt), failing)).toEqual([]);
    expect(
      explain(
        { ...withSaid(failing, [0, 1], exempt), caps: [] },
        { ...failing, caps: [] },
      ),
    ).toMatchObject([{ kind: 'exemption', ruleId: 'backup-recent', dOf: -6 }]);
  });
  it('a service that is expected to be down, that came, that went', () => {
    const down = { ...base, services: [{ ...service, down: true }] };
    expect(explain(down)).toMatchObject([
      { kind: 'expected-down', serviceId: 's-0', dLow: -5, dOf: -10 },
    ]);
    const two = { ...base, services: [service, service] };
    expect(explain(two)).toMatchObject([
      { kind: 'service-added', serviceId: 's-1', dLow: 5, dOf: 10, share: 0 },
    ]);
    expect(explain(base, two)).toMatchObject([{ kind: 'service-removed' }]);
  });
  it('a weight, a rule, a cap', () => {
    const heavier = {
      ...base,
      rules: [base.rules[0], { ...base.rules[1], weight: 8 }],
    };
    expect(explain(heavier)).toMatchObject([
      { kind: 'weight', ruleId: 'backup-recent', dLow: 2, dOf: 2 },
      { kind: 'cap', dLow: -1 },
    ]);
    const fewer = {
      ...base,
      caps: [],
      rules: [base.rules[1]],
      services: [{ ...service, said: [service.said[1]] }],
    };
    expect(explain(fewer)).toMatchObject([
      { kind: 'rule-removed', ruleId: 'restore-proven', dOf: -4 },
      { kind: 'cap', dLow: 1 },
    ]);
    expect(explain({ ...base, caps: [] })).toMatchObject([
      { kind: 'cap', capId: 'no-restore', dLow: 1 },
    ]);
  });
});
