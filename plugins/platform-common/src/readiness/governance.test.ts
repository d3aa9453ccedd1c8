import fc from 'fast-check';
import { OUTCOMES, Verdict } from '../rules';
import { NOW } from '../rules/testing/observeNow';
import { applyGovernance, Exemption, ManualEvidence } from './governance';

const at = (days: number) => new Date(NOW + days * 86_400_000).toISOString();

const exemption: Exemption = {
  id: 'exemption-1',
  ruleId: 'restore-proven',
  serviceId: 'minio',
  entityRef: 'resource:default/minio',
  reason: 'The second site is being built.',
  owner: 'group:default/data-engineering',
  compensatingControl: 'A copy on tape every week.',
  requestedBy: 'user:default/ada',
  requestedAt: at(-3),
  until: at(30),
  state: 'approved',
  decidedBy: 'user:default/grace',
  decidedAt: at(-2),
};

const evidence: ManualEvidence = {
  id: 'evidence-1',
  ruleId: 'restore-proven',
  serviceId: 'minio',
  entityRef: 'resource:default/minio',
  statement: 'Restored into a namespace of its own; counts agree.',
  proof: 'https://example.com/protocol',
  author: 'user:default/ada',
  observedAt: at(-5),
  recordedAt: at(-4),
  until: at(85),
};

function verdict(rest: Partial<Verdict> = {}): Verdict {
  return {
    ruleId: 'restore-proven',
    outcome: 'fail',
    stale: false,
    summary: 'Nothing of it has ever been restored.',
    evidence: [
      {
        observed: 'no restore',
        expected: 'a restore within 90 days',
        objects: [],
        source: { kind: 'cluster', name: 'demo' },
      },
    ],
    remedy: { text: 'Restore it.' },
    ...rest,
  };
}

const rule = (acceptsEvidence: boolean) => ({
  id: 'restore-proven',
  title: 'A restore has been proved',
  acceptsEvidence,
});

function govern(
  given: Verdict,
  options: {
    exemptions?: Exemption[];
    evidence?: ManualEvidence[];
    accepts?: boolean;
    now?: number;
    formerIds?: string[];
  } = {},
): Verdict {
  const governed = applyGovernance({
    verdicts: new Map([['minio', [given]]]),
    services: [{ id: 'minio', formerIds: options.formerIds ?? [] }],
    rules: [rule(options.accepts ?? true)],
    exemptions: options.exemptions ?? [],
    evidence: options.evidence ?? [],
    now: options.now ?? NOW,
  });
  return governed.get('minio')![0];
}

describe('an exemption', () => {
  it('in force marks a failure, which stays one', () => {
    expect(govern(verdict(), { exemptions: [exemption] })).toEqual({
      ...verdict(),
      exemption: {
        id: 'exemption-1',
        reason: 'The second site is being built.',
        owner: 'group:default/data-engineering',
        approver: 'user:default/grace',
        until: at(30),
      },
    });
  });
  it.each<[string, Partial<Exemption>]>([
    ['is only asked for', { state: 'requested' }],
    ['was rejected', { state: 'rejected' }],
    ['was revoked', { state: 'revoked' }],
    ['is over', { until: at(0) }],
    ['was approved by who asked', { decidedBy: 'user:default/ada' }],
    ['was approved by nobody', { decidedBy: undefined }],
    ['is approved later than now', { decidedAt: at(1) }],
    ['is about another rule', { ruleId: 'backup-recent' }],
    ['is about another service', { serviceId: 'trino' }],
  ])('that %s changes nothing', (_, rest) => {
    expect(
      govern(verdict(), { exemptions: [{ ...exemption, ...rest }] }),
    ).toEqual(verdict());
  });
  it('leaves a certain pass and what does not apply alone', () => {
    for (const outcome of ['pass', 'not-applicable'] as const) {
      const given = verdict({ outcome });
      expect(govern(given, { exemptions: [exemption] })).toBe(given);
    }
    const stale = govern(verdict({ outcome: 'pass', stale: true }), {
      exemptions: [exemption],
    });
    expect(stale.exemption?.id).toBe('exemption-1');
  });
  it('holds under the name that the service had before', () => {
    const found = govern(verdict(), {
      exemptions: [{ ...exemption, serviceId: 'minio-old' }],
      formerIds: ['minio-old'],
    });
    expect(found.exemption?.id).toBe('exemption-1');
  });
  it('that lasts longest is the one that counts', () => {
    const longer = { ...exemption, id: 'exemption-2', until: at(60) };
    for (const exemptions of [
      [exemption, longer],
      [longer, exemption],
    ])
      expect(govern(verdict(), { exemptions }).exemption?.id).toBe(
        'exemption-2',
      );
  });
});

describe('evidence of a person', () => {
  it('in force proves what fails, and says who says so', () => {
    const found = govern(verdict(), { evidence: [evidence] });
    expect(found).toMatchObject({
      outcome: 'pass',
      stale: false,
      manual: { id: 'evidence-1', author: 'user:default/ada', until: at(85) },
    });
    expect(found.remedy).toBeUndefined();
    expect(found.evidence[0]).toEqual({
      observed: 'Restored into a namespace of its own; counts agree.',
      expected: 'a restore within 90 days',
      objects: [],
      source: {
        kind: 'person',
        name: 'user:default/ada',
        detail: 'https://example.com/protocol',
      },
      observedAt: at(-5),
    });
    expect(found.evidence).toHaveLength(2);
  });
  it.each<[string, Partial<ManualEvidence>]>([
    ['is over', { until: at(0) }],
    ['was withdrawn', { withdrawnAt: at(-1) }],
    ['is recorded later than now', { recordedAt: at(1) }],
    ['is about another rule', { ruleId: 'backup-recent' }],
  ])('that %s changes nothing', (_, rest) => {
    expect(govern(verdict(), { evidence: [{ ...evidence, ...rest }] })).toEqual(
      verdict(),
    );
  });
  it('proves no rule that objects can show', () => {
    expect(govern(verdict(), { evidence: [evidence], accepts: false })).toEqual(
      verdict(),
    );
  });
  it('counts before an exemption, which is then not needed', () => {
    const found = govern(verdict(), {
      evidence: [evidence],
      exemptions: [exemption],
    });
    expect(found.outcome).toBe('pass');
    expect(found.exemption).toBeUndefined();
  });
  it('held until it was withdrawn, when an earlier moment is looked at', () => {
    const withdrawn = { ...evidence, withdrawnAt: at(-1) };
    expect(
      govern(verdict(), { evidence: [withdrawn], now: NOW - 2 * 86_400_000 })
        .outcome,
    ).toBe('pass');
  });
});

describe('applyGovernance', () => {
  it('changes nothing when it is run again, and makes no verdict worse', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OUTCOMES),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (outcome, stale, exempt, proved) => {
          const options = {
            exemptions: exempt ? [exemption] : [],
            evidence: proved ? [evidence] : [],
          };
          const once = govern(verdict({ outcome, stale }), options);
          expect(govern(once, options)).toEqual(once);
          const settled = ['pass', 'not-applicable'].includes(outcome);
          expect(once.outcome === outcome || !settled).toBe(true);
        },
      ),
    );
  });
});
