import { bad, examineRule, good, open } from './examine';
import { seen, seenBefore, unseen, NOW } from './testing/observeNow';

const rule = (findings: Parameters<typeof good>[1][]) =>
  examineRule({
    id: 'x',
    category: 'availability',
    title: 'X',
    why: 'Because.',
    weight: 1,
    level: 'gold',
    appliesTo: { sentence: 'All' },
    facts: ['dependents', 'tunnels'],
    also: ['references'],
    expected: 'good things',
    good: 'All is good.',
    none: 'Nothing to look at.',
    remedy: { text: 'Mend it.' },
    about: dependents => dependents.length > 0,
    look: ({ dependents }, { also }) => [
      ...findings.map(word => {
        if (word === 'bad') return bad(dependents, 'it is bad');
        return word === 'open' ? open([], 'nobody knows') : good([], 'fine');
      }),
      ...(also.references ? [good([], 'more is known')] : []),
    ],
  });
const judge = (findings: string[], facts: object = {}) =>
  rule(findings).judge(
    {
      dependents: seen(['a']),
      tunnels: seen([]),
      references: unseen(),
      ...facts,
    } as never,
    NOW,
  );

describe('examineRule', () => {
  it('fails for one bad thing, whatever else there is', () => {
    expect(judge(['good', 'open', 'bad'])).toMatchObject({
      outcome: 'fail',
      summary: 'it is bad.',
      remedy: { text: 'Mend it.' },
      evidence: [{ objects: ['a'], expected: 'good things' }],
    });
  });
  it('is open before it is good', () => {
    expect(judge(['good', 'open']).outcome).toBe('unknown');
    expect(judge(['good']).outcome).toBe('pass');
    expect(judge([])).toMatchObject({ outcome: 'not-applicable' });
  });
  it('asks first whether it is about the service at all', () => {
    expect(
      judge(['bad'], { dependents: seen([]), tunnels: unseen() }).outcome,
    ).toBe('not-applicable');
    expect(judge(['good'], { tunnels: unseen() }).outcome).toBe('unknown');
    expect(judge(['bad'], { dependents: unseen() }).outcome).toBe('unknown');
  });
  it('marks what rests on an earlier read', () => {
    expect(judge(['bad'], { tunnels: seenBefore([]) })).toMatchObject({
      outcome: 'fail',
      stale: true,
    });
  });
  it('takes what helps when it is there', () => {
    expect(judge([], { references: seen([]) }).outcome).toBe('pass');
  });
});
