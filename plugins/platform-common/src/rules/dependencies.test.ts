import { KubernetesIndex } from '../kubernetes';
import { ALL_RULES } from './allRules';
import { judgePlatform } from './benchmark/__fixtures__/judgePlatform';
import { healthyPlatform } from './benchmark/__fixtures__/platform';
import { concernedRules } from './dependencies';
import { FACTS } from './facts/table';
import { FactName } from './facts/types';

const ids = (change: Parameters<typeof concernedRules>[1]) =>
  concernedRules(ALL_RULES, change).map(({ ruleId }) => ruleId);

describe('what a change concerns', () => {
  it('names the rules, and how far it reaches', () => {
    const changed = concernedRules(ALL_RULES, {
      what: 'object',
      kind: 'Certificate',
    });
    expect(changed).toContainEqual({
      ruleId: 'certificate-ready',
      reach: 'near',
    });
    expect(changed.map(({ ruleId }) => ruleId)).not.toContain('image-pinned');
  });
  it('knows what manifests and telemetry decide', () => {
    expect(ids({ what: 'input', input: 'declared' })).toEqual(
      expect.arrayContaining(['has-runbook', 'under-gitops', 'alert-loaded']),
    );
    expect(ids({ what: 'input', input: 'logs' })).toContain('logs-arrive');
    expect(ids({ what: 'input', input: 'logs' })).not.toContain('has-runbook');
  });
  it('reaches as far as the widest of the facts of a rule', () => {
    expect(
      concernedRules(ALL_RULES, { what: 'object', kind: 'Node' }),
    ).toContainEqual({ ruleId: 'nodes-ready', reach: 'cluster' });
  });
});

describe('the table of facts', () => {
  /** Kinds that a fact looks at that the table does not tell of; the service's own workloads belong to every fact. */
  it('tells of every kind that is looked at', () => {
    const asked = new Set<string>();
    const byKind = jest
      .spyOn(KubernetesIndex.prototype, 'byKind')
      .mockName('byKind');
    judgePlatform(healthyPlatform());
    for (const [kind] of byKind.mock.calls) asked.add(kind);
    byKind.mockRestore();
    const told = new Set(
      (Object.keys(FACTS) as FactName[]).flatMap(name =>
        Object.keys(FACTS[name].kinds ?? {}),
      ),
    );
    const looked = [
      'ResourceQuota',
      'PodDisruptionBudget',
      'NetworkPolicy',
      'PolicyReport',
      'Restore',
      'Challenge',
      'IngressClass',
      'ClusterRoleBinding',
    ];
    expect(looked.filter(kind => asked.has(kind) && !told.has(kind))).toEqual(
      [],
    );
    expect(looked.filter(kind => told.has(kind)).length).toBe(looked.length);
  });
});
