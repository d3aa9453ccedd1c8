/**
 * The defect benchmark. Every case plants one thing in a platform on which nothing fails, and says what the rule must
 * answer; the cases of a category stand beside its rules and were written before them. Recall and false alarms are printed rule
 * by rule with `DEFECT_TABLE=1`.
 */
import { ALL_RULES } from '../allRules';
import { ALL_CASES } from './__fixtures__/allCases';
import { Case } from './__fixtures__/Case';
import { judgePlatform } from './__fixtures__/judgePlatform';
import { healthyPlatform } from './__fixtures__/platform';
import { writeDown } from './__fixtures__/tree';

const CASES = ALL_CASES;

interface Said {
  outcome: string;
  summary: string;
}

/** Cases about the difference between what is written and what runs; in all others what is written follows. */
const ABOUT_WRITING: ReadonlySet<string> = new Set([
  'no-drift',
  'autoscaler-not-fought',
]);

function verdictsOf(change?: Case['change'], follow = true): Map<string, Said> {
  const platform = healthyPlatform();
  change?.(platform);
  if (follow) writeDown(platform);
  const { services } = judgePlatform(platform);
  return new Map(
    services.flatMap(({ serviceId, verdicts }) =>
      verdicts.map(({ ruleId, outcome, summary }): [string, Said] => [
        `${serviceId} ${ruleId}`,
        { outcome, summary },
      ]),
    ),
  );
}

const before = verdictsOf();

interface Result {
  one: Case;
  said: Said;
  good: boolean;
  /** What fails besides, and did not before. */
  alarms: string[];
}

function isExpected({ also = [], rule }: Case, key: string): boolean {
  const [service, failed] = key.split(' ');
  // A thing of the cluster fails the same rule on everybody that stands on it.
  return also.some(
    one =>
      one === key || one === `${service} *` || (one === '*' && failed === rule),
  );
}

function isRight({ plants, says }: Case, outcome: string): boolean {
  if (plants === 'defect') return outcome === 'fail';
  if (plants === 'unknowable') return outcome === 'unknown';
  return outcome !== 'fail' && (says === undefined || outcome === says);
}

function run(one: Case): Result {
  const after = verdictsOf(one.change, !ABOUT_WRITING.has(one.rule));
  const key = `${one.service} ${one.rule}`;
  const said = after.get(key) ?? { outcome: 'not judged', summary: '' };
  const alarms = [...after]
    .filter(
      ([name, { outcome }]) =>
        outcome === 'fail' && before.get(name)?.outcome !== 'fail',
    )
    .filter(
      ([name]) =>
        (one.plants === 'defect' ? name !== key : true) &&
        !isExpected(one, name),
    )
    .map(([name, { summary }]) => `${name}: ${summary}`);
  const good = isRight(one, said.outcome);
  return { one, said, good, alarms };
}

const results = CASES.map(run);
const of = (plants: Case['plants']) =>
  results.filter(({ one }) => one.plants === plants);

function describeResult({ one, said, alarms }: Result): string {
  return `${one.plants} ${one.service} ${one.rule}: ${one.because} -> ${
    said.outcome
  }: ${said.summary}${alarms.length ? ` ALARMS ${alarms.join(' | ')}` : ''}`;
}

/** One line a rule: found and planted defects, flagged and planted look-alikes, known to be unknown. */
function table(): string {
  const lines = ALL_RULES.map(({ id }) => {
    const own = results.filter(({ one }) => one.rule === id);
    const count = (plants: Case['plants']) =>
      own.filter(({ one }) => one.plants === plants);
    const share = (plants: Case['plants']) =>
      `${count(plants).filter(({ good }) => good).length}/${
        count(plants).length
      }`;
    const alarms = own.reduce((sum, result) => sum + result.alarms.length, 0);
    return `${id.padEnd(28)} defects ${share('defect').padEnd(
      6,
    )} look-alikes ${share('look-alike').padEnd(6)} unknown ${share(
      'unknowable',
    ).padEnd(6)} alarms ${alarms}`;
  });
  return [
    ...lines,
    ...results
      .filter(({ good, alarms }) => !good || alarms.length > 0)
      .map(describeResult),
    '',
  ].join('\n');
}

describe('the defect benchmark', () => {
  beforeAll(() => {
    if (process.env.DEFECT_TABLE) process.stdout.write(`${table()}\n`);
  });
  it('is large enough, and has a defect and something else for every rule', () => {
    expect(of('defect').length).toBeGreaterThanOrEqual(100);
    expect(of('look-alike').length).toBeGreaterThanOrEqual(100);
    const planted = new Set(of('defect').map(({ one }) => one.rule));
    expect(
      ALL_RULES.map(({ id }) => id).filter(id => !planted.has(id)),
    ).toEqual([]);
  });
  it('fails nothing on a healthy platform', () => {
    const failing = [...before]
      .filter(([, { outcome }]) => outcome === 'fail')
      .map(([name, { summary }]) => `${name}: ${summary}`);
    expect(failing).toEqual([]);
  });
  it('finds the defects: recall of at least 0.98', () => {
    const missed = of('defect').filter(({ good }) => !good);
    expect(
      missed
        .map(describeResult)
        .slice(
          0,
          Math.max(0, missed.length - Math.floor(of('defect').length * 0.02)),
        ),
    ).toEqual([]);
  });
  it('flags at most one look-alike in a hundred', () => {
    const flagged = of('look-alike').filter(
      ({ said, alarms }) => said.outcome === 'fail' || alarms.length > 0,
    );
    expect(
      flagged
        .map(describeResult)
        .slice(
          0,
          Math.max(
            0,
            flagged.length - Math.floor(of('look-alike').length * 0.01),
          ),
        ),
    ).toEqual([]);
  });
  it('fails no untouched object', () => {
    expect(
      results.filter(({ alarms }) => alarms.length > 0).map(describeResult),
    ).toEqual([]);
  });
  it('says of every look-alike what is right, where only one answer is', () => {
    expect(
      of('look-alike')
        .filter(({ good }) => !good)
        .map(describeResult),
    ).toEqual([]);
  });
  it('says unknown where it cannot know', () => {
    expect(
      of('unknowable')
        .filter(({ good }) => !good)
        .map(describeResult),
    ).toEqual([]);
  });
});
