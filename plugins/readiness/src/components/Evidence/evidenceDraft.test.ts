import { EvidenceDraft, findEvidenceObstacle } from './evidenceDraft';

const NOW = Date.parse('2025-10-24T17:26:00.000Z');
const good: EvidenceDraft = {
  statement: 'restored the backup of Monday, row counts agree',
  proof: 'https://wiki.254carbon.com/drill',
  observedAt: '2025-10-23T10:00',
  until: '2026-01-21T10:00',
};

describe('evidence that is being filled in', () => {
  it('is complete with a statement, a proof, when it was done and until when it counts', () => {
    expect(findEvidenceObstacle(good, NOW)).toBeUndefined();
  });
  it.each<[Partial<EvidenceDraft>, RegExp]>([
    [{ statement: 'restored' }, /what was done/],
    [{ proof: '' }, /link to the protocol/],
    [{ observedAt: '' }, /when it was done/],
    [{ observedAt: '2025-10-25T10:00' }, /in the future/],
    [{ until: '' }, /until when it counts/],
    [{ until: '2025-10-24T10:00' }, /over already/],
    [{ until: '2027-10-24T10:00' }, /400 days at most/],
  ])('with %j it is told what is missing', (change, said) => {
    expect(findEvidenceObstacle({ ...good, ...change }, NOW)).toMatch(said);
  });
});
