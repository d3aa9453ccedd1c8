import { ExemptionDraft, findExemptionObstacle } from './exemptionDraft';

const NOW = Date.parse('2025-10-24T17:26:00.000Z');
const good: ExemptionDraft = {
  reason: 'the vendor has no second replica',
  owner: 'group:default/platform-engineering',
  compensatingControl: 'restarted by hand within an hour',
  until: '2025-11-24T17:26',
};

describe('an exemption that is being filled in', () => {
  it('is complete with reason, control, owner and an end', () => {
    expect(findExemptionObstacle(good, NOW)).toBeUndefined();
  });
  it.each<[Partial<ExemptionDraft>, RegExp]>([
    [{ reason: 'because  ' }, /why the rule cannot be met/],
    [{ compensatingControl: '' }, /protects the service/],
    [{ owner: '' }, /answers for it/],
    [{ until: '' }, /until when/],
    [{ until: '2025-10-24T17:00' }, /in the past/],
    [{ until: '2026-10-24T17:00' }, /180 days at most/],
  ])('with %j it is told what is missing', (change, said) => {
    expect(findExemptionObstacle({ ...good, ...change }, NOW)).toMatch(said);
  });
});
