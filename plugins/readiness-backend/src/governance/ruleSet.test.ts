import { mockServices } from '@backstage/backend-test-utils';
import { Cap } from '@254carbon/backstage-plugin-platform-common';
import { auditRuleSet } from './auditRuleSet';
import { compareRuleSets, describeRuleSet } from './ruleSet';
import { MemoryRuleSetStore } from './RuleSetStore';

const cap: Cap = {
  id: 'no-restore',
  category: 'backup',
  atMostPercent: 60,
  title: 'No restore',
  unless: 'restore-proven',
};
const rule = (id: string, weight = 3) => ({
  id,
  version: 1,
  weight,
  level: 'silver' as const,
});
const own = describeRuleSet({ rules: [rule('a'), rule('b')], caps: [cap] });

describe('compareRuleSets', () => {
  it('finds nothing between equal sets, in whatever order', () => {
    const same = describeRuleSet({
      rules: [rule('b'), rule('a')],
      caps: [cap],
    });
    expect(compareRuleSets(own, same)).toEqual([]);
  });

  it('says what is in force and was not, what is not any more, and what has another weight, cap or threshold', () => {
    const other = describeRuleSet({
      rules: [rule('a', 9), { ...rule('c'), version: 2 }],
      caps: [
        { ...cap, atMostPercent: 50 },
        { ...cap, id: 'other' },
      ],
      thresholds: { 'certificate-ready': { days: 21 } },
    });
    expect(compareRuleSets(own, other)).toEqual([
      'rule a has weight 9 instead of 3',
      'rule b is not in force any more',
      'rule c is in force, with weight 3',
      'cap no-restore holds backup at 50 % unless restore-proven passes, instead of 60 %',
      'cap other holds backup at 60 % unless restore-proven passes',
      'threshold certificate-ready.days is 21 instead of the default',
    ]);
    expect(compareRuleSets(other, own)).toContain(
      'cap other is not in force any more',
    );
  });
});

describe('auditRuleSet', () => {
  function setUp() {
    const auditor = mockServices.auditor.mock();
    const success = jest.fn(async () => {});
    auditor.createEvent.mockResolvedValue({ success, fail: jest.fn() });
    const common = {
      own,
      store: new MemoryRuleSetStore(),
      auditor,
      logger: mockServices.logger.mock(),
      now: () => 0,
    };
    return { auditor, success, common };
  }

  it('tells nothing when the rules of the portal are in force, at the first run and at others', async () => {
    const { auditor, common } = setUp();
    expect(await auditRuleSet({ ...common, inForce: own })).toEqual([]);
    expect(await auditRuleSet({ ...common, inForce: own })).toEqual([]);
    expect(auditor.createEvent).not.toHaveBeenCalled();
  });

  it('tells once what is otherwise, and again when it is taken back', async () => {
    const { auditor, success, common } = setUp();
    const inForce = describeRuleSet({ rules: [rule('a', 9)], caps: [cap] });
    await auditRuleSet({ ...common, inForce });
    expect(auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'rules-changed',
      severityLevel: 'medium',
      meta: {
        changes: [
          'rule a has weight 9 instead of 3',
          'rule b is not in force any more',
        ],
        since: 'the rules of the portal',
      },
    });
    await auditRuleSet({ ...common, inForce });
    expect(success).toHaveBeenCalledTimes(1);
    expect(await auditRuleSet({ ...common, inForce: own })).toHaveLength(2);
    expect(success).toHaveBeenCalledTimes(2);
  });
});
