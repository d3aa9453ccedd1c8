/** Whatever changes, what is judged from the last time on is equal to what is judged from nothing. */
import fc from 'fast-check';
import { ALL_RULES, Verdict } from '../../rules';
import { ALL_CASES } from '../../rules/benchmark/__fixtures__/allCases';
import {
  healthyPlatform,
  Platform,
} from '../../rules/benchmark/__fixtures__/platform';
import { NOW } from '../../rules/testing/observeNow';
import { evaluate } from '../evaluate';
import { ChangingWorld, World } from './__fixtures__/ChangingWorld';
import { Judge } from './Judge';

const HOUR = 3_600_000;

function platformWith(cases: readonly number[]): Platform {
  const platform = healthyPlatform();
  for (const at of cases) {
    try {
      ALL_CASES[at % ALL_CASES.length].change(platform);
    } catch {
      // The case before it took away what this one writes over.
    }
  }
  return platform;
}

function judgeAnew({ view, knowledge }: World, now: number) {
  const { services } = evaluate({ ...view, knowledge, rules: ALL_RULES, now });
  return services.map(({ serviceId, verdicts }) => ({ serviceId, verdicts }));
}

function told(judgement: ReturnType<Judge['judge']>) {
  return judgement.services.map(({ service, verdicts }) => ({
    serviceId: service.id,
    verdicts,
  }));
}

function withoutAges(verdicts: readonly Verdict[]) {
  return verdicts.map(({ evidence, ...rest }) => ({
    ...rest,
    evidence: evidence.map(({ observedAt: _, ...one }) => one),
  }));
}

const step = fc.record({
  cases: fc.array(fc.nat(), { maxLength: 3 }),
  // Some steps go back.
  passed: fc.integer({ min: -3 * HOUR, max: 72 * HOUR }),
});

it('says what judging anew says, after edits and as time passes, to the age of each proof', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), steps => {
      const judge = new Judge({ rules: ALL_RULES, ageStepMs: 0 });
      const world = new ChangingWorld();
      let now = NOW;
      for (const { cases, passed } of steps) {
        now += passed;
        const known = world.turnTo(platformWith(cases));
        const judgement = judge.judge(known.view, known.knowledge, now);
        expect(told(judgement)).toEqual(judgeAnew(known, now));
      }
    }),
    { numRuns: 25 },
  );
});

it('says the same but for ages when small differences of age are no news', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 4 }), steps => {
      const judge = new Judge({ rules: ALL_RULES });
      const world = new ChangingWorld();
      let now = NOW;
      for (const { cases, passed } of steps) {
        now += passed;
        const known = world.turnTo(platformWith(cases));
        const judgement = judge.judge(known.view, known.knowledge, now);
        const anew = judgeAnew(known, now);
        for (const [at, { serviceId, verdicts }] of told(judgement).entries()) {
          expect(serviceId).toBe(anew[at].serviceId);
          expect(withoutAges(verdicts)).toEqual(withoutAges(anew[at].verdicts));
        }
      }
    }),
    { numRuns: 25 },
  );
});

it('tells what changed, once, and nothing when nothing did', () => {
  const judge = new Judge({ rules: ALL_RULES });
  const world = new ChangingWorld();
  const first = world.turnTo(healthyPlatform());
  const all = judge.judge(first.view, first.knowledge, NOW);
  expect(all.changed).toHaveLength(all.records.length);
  const second = world.turnTo(healthyPlatform());
  const none = judge.judge(second.view, second.knowledge, NOW);
  expect(none.changed).toEqual([]);
  expect(none.effort).toEqual({ facts: 0, verdicts: 0 });
  expect(none.services.map(({ records }) => records)).toEqual(
    all.services.map(({ records }) => records),
  );
});

it('gives one digest of grounds to the same grounds, and another to others', () => {
  const world = new ChangingWorld();
  const { view, knowledge } = world.turnTo(healthyPlatform());
  const digests = () =>
    new Judge({ rules: ALL_RULES })
      .judge(view, knowledge, NOW)
      .records.map(({ factsDigest }) => factsDigest);
  expect(digests()).toEqual(digests());
  const broken = healthyPlatform();
  broken.objects = broken.objects.filter(({ kind }) => kind !== 'Pod');
  const other = world.turnTo(broken);
  const judge = new Judge({ rules: ALL_RULES });
  judge.judge(view, knowledge, NOW);
  const { changed } = judge.judge(other.view, other.knowledge, NOW);
  expect(changed.map(({ ruleId }) => ruleId)).toContain(
    'service-has-endpoints',
  );
});
