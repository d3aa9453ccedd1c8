/** What breaks harms nothing but its own verdict, and is not tried again before something changes. */
import { ALL_RULES, defineRule, FACTS, FactName, Rule } from '../../rules';
import { worldOf } from '../../rules/benchmark/__fixtures__/judgePlatform';
import { healthyPlatform } from '../../rules/benchmark/__fixtures__/platform';
import { NOW } from '../../rules/testing/observeNow';
import { Judge } from './Judge';

const DAY = 86_400_000;
const world = worldOf(healthyPlatform());
const judgeAll = (judge: Judge, now = NOW) =>
  judge.judge(world, world.knowledge, now);

function throwing(): { rule: Rule; calls: () => number } {
  let calls = 0;
  const rule = defineRule({
    ...ALL_RULES[0],
    id: 'broken',
    facts: ['paper'],
    judge: ({ paper }) => {
      calls += 1;
      throw new Error(`cannot judge ${paper.ok}`);
    },
  });
  return { rule, calls: () => calls };
}

it('leaves the verdict of a rule that throws unknown, with the reason, and every other as it is', () => {
  const { rule, calls } = throwing();
  const whole = judgeAll(new Judge({ rules: ALL_RULES }));
  const judge = new Judge({ rules: [...ALL_RULES, rule] });
  const judgement = judgeAll(judge);
  for (const [at, { verdicts }] of judgement.services.entries()) {
    expect(verdicts.at(-1)).toMatchObject({
      ruleId: 'broken',
      outcome: 'unknown',
      summary: 'The rule could not be judged: cannot judge true.',
    });
    expect(verdicts.slice(0, -1)).toEqual(whole.services[at].verdicts);
  }
  const asked = calls();
  judgeAll(judge, NOW + 1_000);
  expect(calls()).toBe(asked);
});

it('leaves a fact whose extractor throws unknown, with the reason, and makes it once', () => {
  const name: FactName = 'containers';
  const extract = jest.spyOn(FACTS[name], 'extract').mockImplementation(() => {
    throw new Error('no such field');
  });
  const judge = new Judge({ rules: ALL_RULES });
  const { services } = judgeAll(judge);
  const [{ verdicts }] = services;
  expect(
    verdicts.find(({ ruleId }) => ruleId === 'image-pinned'),
  ).toMatchObject({
    outcome: 'unknown',
    summary: 'The fact containers could not be made: no such field.',
  });
  expect(extract).toHaveBeenCalledTimes(services.length);
  judgeAll(judge, NOW + 1_000);
  expect(extract).toHaveBeenCalledTimes(services.length);
  extract.mockRestore();
});

it('reaches what rests on time again when it is due, and not before', () => {
  const judge = new Judge({ rules: ALL_RULES, ageStepMs: 1_000 * DAY });
  judgeAll(judge);
  const later = judgeAll(judge, NOW + 200 * DAY);
  const rules = new Set(later.changed.map(({ ruleId }) => ruleId));
  expect([...rules]).toEqual(
    expect.arrayContaining([
      'certificate-ready',
      'restore-proven',
      'backup-recent',
    ]),
  );
  expect([...rules]).not.toContain('image-pinned');
  expect(later.effort.facts).toBe(0);
  const same = judgeAll(judge, NOW + 200 * DAY + 1);
  expect(same.changed).toEqual([]);
});

it('says what it said before when the clock is set back, on the same grounds', () => {
  const judge = new Judge({ rules: ALL_RULES });
  const first = judgeAll(judge);
  judgeAll(judge, NOW + 200 * DAY);
  const back = judgeAll(judge, NOW);
  expect(back.records.map(({ factsDigest }) => factsDigest)).toEqual(
    first.records.map(({ factsDigest }) => factsDigest),
  );
  expect(back.services.map(({ verdicts }) => verdicts)).toEqual(
    first.services.map(({ verdicts }) => verdicts),
  );
});

it('forgets services that are gone, and tells which', () => {
  const judge = new Judge({ rules: ALL_RULES });
  judgeAll(judge);
  const [gone, ...rest] = world.services;
  const { services, gone: told } = judge.judge(
    { ...world, services: rest },
    world.knowledge,
    NOW,
  );
  expect(told).toEqual([gone.id]);
  expect(services).toHaveLength(rest.length);
  const back = judgeAll(judge);
  expect(back.services).toHaveLength(world.services.length);
});
