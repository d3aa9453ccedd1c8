import { indexObjects, KubernetesIndex } from '../kubernetes';
import { ALL_RULES } from './allRules';
import { worldOf } from './benchmark/__fixtures__/judgePlatform';
import { healthyPlatform } from './benchmark/__fixtures__/platform';
import { concernedRules } from './dependencies';
import { FACTS } from './facts/table';
import { FactName } from './facts/types';
import { NOW } from './testing/observeNow';

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
  const world = worldOf(healthyPlatform());

  /** Kinds that a fact asks the index for, over every service of the benchmark's platform. */
  function kindsAsked(name: FactName): Set<string> {
    const asked = new Set<string>();
    const byKind = jest.spyOn(KubernetesIndex.prototype, 'byKind');
    const get = jest.spyOn(KubernetesIndex.prototype, 'get');
    for (const service of world.services) {
      const index = indexObjects(world.entries);
      const own = new Set(service.workloads.map(({ kind }) => kind));
      FACTS[name].extract({
        ...world.knowledge,
        service,
        index,
        cluster: world.clusters[0],
        now: NOW,
      });
      const kinds = [
        ...byKind.mock.calls.map(([kind]) => kind),
        ...get.mock.calls.map(([{ kind }]) => kind),
      ];
      for (const kind of kinds) if (!own.has(kind)) asked.add(kind);
      byKind.mockClear();
      get.mockClear();
    }
    byKind.mockRestore();
    get.mockRestore();
    return asked;
  }

  it.each(Object.keys(FACTS) as FactName[])(
    'tells of every kind that %s looks at',
    name => {
      const told = Object.keys(FACTS[name].kinds ?? {});
      const missing = told.includes('*')
        ? []
        : [...kindsAsked(name)].filter(kind => !told.includes(kind));
      expect(missing).toEqual([]);
    },
  );
});
