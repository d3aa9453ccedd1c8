import {
  ALL_RULES,
  describeRule,
  ReachedLevel,
  ReadinessReport,
  Verdict,
} from '@254carbon/backstage-plugin-platform-common';
import { report } from '../testing/fixtures';
import { followLevels, possibleLevel } from './followLevels';

const pick = (level: string) => {
  const rule = ALL_RULES.find(item => item.level === level)!;
  return describeRule(rule);
};
const RULES = [pick('bronze'), pick('silver'), pick('gold')];
const [BRONZE, SILVER] = RULES.map(({ id }) => id);

type Said = Pick<Verdict, 'outcome'> & Partial<Verdict>;

function verdicts(said: Record<string, Said> = {}): Verdict[] {
  return RULES.map(({ id }) => ({
    ruleId: id,
    stale: false,
    summary: `about ${id}`,
    evidence: [],
    ...(said[id] ?? { outcome: 'pass' }),
  }));
}

/** A report of one service that says this. */
function reportOf(
  level: ReachedLevel | undefined,
  said: Record<string, Said> = {},
) {
  const whole: ReadinessReport = report({ trino: 1 });
  const { level: _, ...service } = whole.services[0];
  return {
    rules: RULES,
    services: [
      { ...service, ...(level ? { level } : {}), verdicts: verdicts(said) },
    ],
  };
}

const held = (level: ReachedLevel) => new Map([['trino', level]]);

describe('possibleLevel', () => {
  it.each([
    ['everything passes', {}, 'gold'],
    ['silver fails', { [SILVER]: { outcome: 'fail' } }, 'bronze'],
    ['bronze fails', { [BRONZE]: { outcome: 'fail' } }, 'none'],
    ['nobody knows', { [BRONZE]: { outcome: 'unknown' } }, 'gold'],
    [
      'it failed when it was last seen',
      { [BRONZE]: { outcome: 'fail', stale: true } },
      'gold',
    ],
  ] as const)('when %s', (_, said, level) => {
    expect(possibleLevel(verdicts(said), RULES)).toBe(level);
  });

  it('is none when no rule applies', () => {
    const none = verdicts().map(verdict => ({
      ...verdict,
      outcome: 'not-applicable' as const,
    }));
    expect(possibleLevel(none, RULES)).toBeUndefined();
  });
});

describe('followLevels', () => {
  it('takes what it sees first for what is held', () => {
    const { held: now, losses } = followLevels(
      new Map(),
      reportOf('bronze', { [SILVER]: { outcome: 'fail' } }),
    );
    expect(now).toEqual(held('bronze'));
    expect(losses).toEqual([]);
  });

  it('tells a loss once, with what stands in the way', () => {
    const lost = reportOf('bronze', {
      [SILVER]: { outcome: 'fail', summary: 'Two are not pinned.' },
    });
    const first = followLevels(held('gold'), lost);
    expect(first.losses).toEqual([
      {
        serviceId: 'trino',
        entityRef: 'component:default/trino',
        title: 'trino',
        owner: 'group:default/data-engineering',
        from: 'gold',
        to: 'bronze',
        reasons: [`${RULES[1].title}: Two are not pinned.`],
      },
    ]);
    expect(followLevels(first.held, lost).losses).toEqual([]);
  });

  it('waits as long as nobody knows, and tells what was lost meanwhile when it is seen', () => {
    const unseen = reportOf('none', { [BRONZE]: { outcome: 'unknown' } });
    const during = followLevels(held('gold'), unseen);
    expect(during.losses).toEqual([]);
    expect(during.held).toEqual(held('gold'));
    const seen = reportOf('none', { [BRONZE]: { outcome: 'fail' } });
    expect(followLevels(during.held, seen).losses).toMatchObject([
      { from: 'gold', to: 'none' },
    ]);
  });

  it('loses nothing to an exemption, nor to what is meant to be down or is out of sight', () => {
    const exemption = {
      id: 'e',
      reason: 'r',
      owner: 'group:default/a',
      approver: 'user:default/b',
      until: '2026-12-01T00:00:00.000Z',
    };
    const exempt = reportOf('gold', {
      [SILVER]: { outcome: 'fail', exemption },
    });
    const down = reportOf(undefined, { [SILVER]: { outcome: 'fail' } });
    const gone = { rules: RULES, services: [] };
    for (const seen of [exempt, down, gone]) {
      expect(followLevels(held('gold'), seen)).toEqual({
        held: held('gold'),
        losses: [],
      });
    }
  });

  it('holds the higher level once it is reached', () => {
    expect(followLevels(held('bronze'), reportOf('gold')).held).toEqual(
      held('gold'),
    );
  });
});
