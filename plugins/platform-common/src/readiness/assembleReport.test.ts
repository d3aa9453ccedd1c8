import { Verdict } from '../rules';
import { ALL_RULES } from '../rules/allRules';
import { NOW } from '../rules/testing/observeNow';
import { service } from '../rules/testing/world';
import { assembleReport } from './assembleReport';
import { Exemption } from './governance';

const rules = ALL_RULES.slice(0, 3);
const services = [service({ id: 'trino' }), service({ id: 'minio' })];

const say = (outcome: Verdict['outcome']): Verdict[] =>
  rules.map(({ id }) => ({
    ruleId: id,
    outcome,
    stale: false,
    summary: '',
    evidence: [],
  }));

const exemption: Exemption = {
  id: 'e',
  ruleId: rules[0].id,
  serviceId: 'minio',
  entityRef: 'component:default/minio',
  reason: 'until the move',
  owner: 'group:default/a',
  compensatingControl: 'somebody looks every day',
  requestedBy: 'user:default/a',
  requestedAt: new Date(NOW - 2000).toISOString(),
  until: new Date(NOW + 3_600_000).toISOString(),
  state: 'approved',
  decidedBy: 'user:default/b',
  decidedAt: new Date(NOW - 1000).toISOString(),
};

const [trino, minio] = [say('pass'), say('fail')];
const given = {
  services,
  verdicts: new Map([
    ['trino', trino],
    ['minio', minio],
  ]),
  rules,
  caps: [],
  now: NOW,
};

describe('assembleReport', () => {
  it('keeps the score of what did not change, and only of that', () => {
    const first = assembleReport(given);
    const verdicts = new Map([
      ['trino', trino],
      ['minio', say('pass')],
    ]);
    const second = assembleReport({ ...given, verdicts, now: NOW + 1000 });
    const [oldMinio, oldTrino] = first.services;
    const [newMinio, newTrino] = second.services;
    expect(newTrino).toBe(oldTrino);
    expect(newMinio.points.low).toBeGreaterThan(oldMinio.points.low);
    expect(second.points.low).toBe(second.points.of);
  });
  it('scores again what has another owner, other rules or other caps', () => {
    const [oldMinio] = assembleReport(given).services;
    const owned = services.map(one => ({ ...one, owner: 'group:default/x' }));
    const others = [
      assembleReport({ ...given, services: owned }),
      assembleReport({ ...given, rules: rules.slice(1) }),
      assembleReport({
        ...given,
        caps: [
          {
            id: 'cap',
            category: rules[0].category,
            atMostPercent: 0,
            title: 'cap',
            unless: rules[0].id,
          },
        ],
      }),
    ];
    for (const { services: scored } of others)
      expect(scored[0]).not.toBe(oldMinio);
    expect(others[0].groups.map(({ owner }) => owner)).toEqual([
      'group:default/x',
    ]);
  });
  it('sets aside what is exempt, for as long as that lasts', () => {
    const governance = { exemptions: [exemption], evidence: [] };
    const during = assembleReport({ ...given, governance });
    const { weight } = rules[0];
    expect(during.plain.of - during.points.of).toBe(weight);
    expect(during.counts.exempt).toBe(1);
    const after = assembleReport({
      ...given,
      governance,
      now: NOW + 7_200_000,
    });
    expect(after.points).toEqual(after.plain);
  });
});
