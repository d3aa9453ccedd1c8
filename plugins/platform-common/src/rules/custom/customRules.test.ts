import { observed } from '../../model';
import { NOW, SOURCE } from '../testing/observeNow';
import { FactValues } from '../facts/types';
import { readCustomRules } from './customRules';

const WRITTEN = {
  id: 'two-replicas',
  category: 'availability',
  title: 'Two replicas',
  why: 'One is none.',
  weight: 2,
  level: 'silver',
  facts: ['workloads'],
  when: { path: 'workloads[].desired', operator: 'at-least', value: 2 },
  remedy: { text: 'Set replicas to two.' },
};

function workload(
  name: string,
  desired?: number,
): FactValues['workloads'][number] {
  return {
    object: `Deployment data/${name}`,
    kind: 'Deployment',
    namespace: 'data',
    name,
    runs: 'long',
    pods: 1,
    evictable: true,
    ...(desired === undefined ? {} : { desired }),
  };
}

function judge(
  change: object,
  facts: Partial<FactValues>,
): { outcome: string; observed: string[]; objects: string[][] } {
  const [rule] = readCustomRules([{ ...WRITTEN, ...change }]);
  const seen = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      observed({ value, now: NOW, source: SOURCE }),
    ]),
  );
  const { outcome, evidence } = rule.judge(seen as never, NOW);
  return {
    outcome,
    observed: evidence.map(one => one.observed),
    objects: evidence.map(({ objects }) => objects),
  };
}

function mistake(change: object): string {
  try {
    readCustomRules([{ ...WRITTEN, ...change }], ['image-pinned']);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
}

describe('rules as data', () => {
  it('give verdicts with evidence, as every rule does', () => {
    expect(
      judge({}, { workloads: [workload('a', 1), workload('b', 2)] }),
    ).toEqual({
      outcome: 'fail',
      observed: ['Deployment data/a: desired is 1'],
      objects: [['Deployment data/a']],
    });
    expect(judge({}, { workloads: [workload('b', 2)] }).outcome).toBe('pass');
  });
  it('are not about a service that has nothing to look at', () => {
    expect(judge({}, { workloads: [] }).outcome).toBe('not-applicable');
  });
  it('leave open what a fact does not say, and what was not read', () => {
    expect(judge({}, { workloads: [workload('a')] }).outcome).toBe('unknown');
    const [rule] = readCustomRules([WRITTEN]);
    const workloads = {
      ok: false,
      reason: 'answers 403',
      since: new Date(NOW).toISOString(),
      source: SOURCE,
    };
    expect(rule.judge({ workloads } as never, NOW)).toMatchObject({
      outcome: 'unknown',
      summary: 'answers 403',
    });
  });
  it.each([
    [
      'pass',
      {
        any: [
          { path: 'workloads[].name', operator: 'equal', value: 'a' },
          WRITTEN.when,
        ],
      },
    ],
    [
      'fail',
      {
        all: [
          { path: 'workloads[].name', operator: 'equal', value: 'a' },
          WRITTEN.when,
        ],
      },
    ],
    ['pass', { not: WRITTEN.when }],
    ['pass', { path: 'workloads[].name', operator: 'matches', value: '^a' }],
    ['pass', { path: 'workloads[].offBecause', operator: 'is-not-set' }],
    [
      'pass',
      { path: 'workloads[].kind', operator: 'one-of', value: ['Deployment'] },
    ],
    ['fail', { path: 'workloads', operator: 'is-empty' }],
    [
      'fail',
      { path: 'workloads[].name', of: 'some', operator: 'equal', value: 'z' },
    ],
  ])('say %s of %j', (outcome, when) => {
    expect(judge({ when }, { workloads: [workload('a', 1)] }).outcome).toBe(
      outcome,
    );
  });
  it('are about what `about` says', () => {
    const about = { path: 'standing.critical', operator: 'equal', value: true };
    const facts = ['workloads', 'standing'];
    const standing = {
      external: false,
      critical: false,
      reached: [],
      singles: [],
    };
    const workloads = [workload('a', 1)];
    expect(judge({ about, facts }, { workloads, standing }).outcome).toBe(
      'not-applicable',
    );
    expect(
      judge(
        { about, facts },
        { workloads, standing: { ...standing, critical: true } },
      ).outcome,
    ).toBe('fail');
  });
  it('judge instants by the clock', () => {
    const cronJobs = [
      {
        object: 'CronJob data/a',
        schedule: '0 0 * * *',
        suspended: false,
        lastSuccessAt: new Date(NOW - 5 * 3_600_000).toISOString(),
      },
    ];
    const ask = (value: number) =>
      judge(
        {
          facts: ['cronJobs'],
          when: {
            path: 'cronJobs[].lastSuccessAt',
            operator: 'younger-than-hours',
            value,
          },
        },
        { cronJobs },
      ).outcome;
    expect([ask(6), ask(4)]).toEqual(['pass', 'fail']);
  });
  it('have a version that follows from what they ask, and not from their weight', () => {
    const versionOf = (change: object) =>
      readCustomRules([{ ...WRITTEN, ...change }])[0].version;
    expect(versionOf({ weight: 9, why: 'Because.' })).toBe(versionOf({}));
    expect(versionOf({ when: { ...WRITTEN.when, value: 3 } })).not.toBe(
      versionOf({}),
    );
    expect(Number.isInteger(versionOf({}))).toBe(true);
  });
  it.each([
    [
      'asks for fact "moon", which nothing extracts; use one of',
      { facts: ['moon'] },
    ],
    [
      'there is no "wanted" in "workloads[]"; use one of: object, kind',
      { when: { ...WRITTEN.when, path: 'workloads[].wanted' } },
    ],
    [
      '"workloads" is a list; write "workloads[]" to look at its items',
      { when: { ...WRITTEN.when, path: 'workloads.desired' } },
    ],
    [
      'begins with "nodes", which is none of its facts; begin with one of: workloads',
      { when: { ...WRITTEN.when, path: 'nodes[].ready' } },
    ],
    [
      '"at-least" cannot be asked of "workloads[].name", which is a text; use one of',
      { when: { ...WRITTEN.when, path: 'workloads[].name' } },
    ],
    [
      'compares with a number; give it as value',
      { when: { ...WRITTEN.when, value: 'two' } },
    ],
    [
      'compares with a regular expression; give a valid one as value',
      { when: { path: 'workloads[].name', operator: 'matches', value: '(' } },
    ],
    [
      'compares with nothing; leave the value out',
      { when: { path: 'workloads', operator: 'is-empty', value: 1 } },
    ],
    [
      'cannot be read; write it like "workloads[].desired"',
      { when: { ...WRITTEN.when, path: 'workloads[*]' } },
    ],
    ['has weight 0; give it a whole number above 0', { weight: 0 }],
    ['has the id of another rule; rename it', { id: 'image-pinned' }],
    ['not kebab-case of at most 63 characters; rename it', { id: 'Bad Id' }],
    ['is not written as rules are at category', { category: 'luck' }],
    ['is not written as rules are at level', { level: 'platinum' }],
    ['is not written as rules are', { wen: {} }],
    ['is not written as rules are at when', { when: undefined }],
  ])('are refused with the cure: %s', (cure, change) => {
    expect(mistake(change)).toContain(cure);
  });
  it('tell every mistake at once', () => {
    const told = mistake({ weight: 1.5, facts: ['moon'], id: 'Bad Id' });
    expect(told.match(/Rule "Bad Id" of the configuration: /g)).toHaveLength(3);
  });
});
