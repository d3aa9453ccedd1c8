/** Facts survive being stored: they are plain JSON, and rules say the same of what comes back. */
import { ALL_RULES, FACT_NAMES, FactName, FactStore, Rule } from '../../rules';
import { ALL_CASES } from '../../rules/benchmark/__fixtures__/allCases';
import { worldOf } from '../../rules/benchmark/__fixtures__/judgePlatform';
import {
  healthyPlatform,
  Platform,
} from '../../rules/benchmark/__fixtures__/platform';
import { NOW } from '../../rules/testing/observeNow';
import { factDigest } from './digest';
import { Judge } from './Judge';
import { KeptFactSchema, keepFact, recallFact } from './keptFact';
import { replay } from './replay';

function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

function storesOf(platform: Platform): FactStore[] {
  const { services, index, clusters, knowledge } = worldOf(platform);
  return services.map(
    service =>
      new FactStore({
        ...knowledge,
        service,
        index,
        cluster: clusters[0],
        now: NOW,
      }),
  );
}

/** The platform as it is after every third case, so that failures and gaps are among the facts. */
function platforms(): Platform[] {
  return ALL_CASES.filter((_, at) => at % 3 === 0).map(({ change }) => {
    const platform = healthyPlatform();
    change(platform);
    return platform;
  });
}

it.each(FACT_NAMES as FactName[])('%s is plain JSON', name => {
  for (const store of storesOf(healthyPlatform())) {
    const fact = store.get(name);
    expect(stored(fact)).toEqual(fact);
    expect(factDigest(stored(fact))).toBe(factDigest(fact));
    KeptFactSchema.parse(stored(keepFact(fact)));
  }
});

it('gives the same verdicts from what was kept', () => {
  for (const platform of platforms()) {
    const { services, index, clusters, knowledge } = worldOf(platform);
    const judge = new Judge({ rules: ALL_RULES });
    const judged = judge.judge({ services, index, clusters }, knowledge, NOW);
    const kept = judged.services.map(({ service, records }) => ({
      service,
      facts: new Map(
        records
          .flatMap(({ facts }) => facts)
          .map(record => {
            const known = judge.factOf(service.id, record.name)!;
            const back = stored(keepFact(known.observation));
            const recalled = recallFact(stored(record), back, NOW);
            expect(factDigest(recalled)).toBe(record.digest);
            return [record.name, recalled];
          }),
      ),
    }));
    const again = replay({ services: kept, rules: ALL_RULES, now: NOW });
    for (const [at, { verdicts }] of again.entries()) {
      const before = judged.services[at].verdicts;
      // Where objects are declared is no fact; it is looked up when a verdict is reached.
      const withoutPlaces = before.map(verdict => ({
        ...verdict,
        evidence: verdict.evidence.map(({ places: _, ...one }) => one),
      }));
      expect(verdicts).toEqual(withoutPlaces);
    }
  }
});

it('says unknown where a fact was not kept', () => {
  const [service] = worldOf(healthyPlatform()).services;
  const about = (rule: Rule) => rule.appliesTo.matches?.(service) ?? true;
  const [{ verdicts }] = replay({
    services: [{ service, facts: new Map() }],
    rules: ALL_RULES.filter(about),
    now: NOW,
  });
  const outcomes = new Set(verdicts.map(({ outcome }) => outcome));
  expect([...outcomes]).toEqual(['unknown']);
  expect(verdicts[0].summary).toMatch(/was not kept/);
});
