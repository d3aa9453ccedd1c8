import { Draft, findObstacle } from './draft';

const NOW = Date.parse('2025-10-24T17:26:00.000Z');
const good: Draft = {
  kind: 'maintenance',
  reason: 'new disks',
  owner: 'group:default/platform-engineering',
  from: '',
  until: '2025-10-24T19:26',
};

describe('a declaration that is being filled in', () => {
  it('is complete with a reason, an owner and an end', () => {
    expect(findObstacle(good, NOW)).toBeUndefined();
  });

  it.each<[Partial<Draft>, RegExp]>([
    [{ reason: ' ' }, /reason/],
    [{ owner: '' }, /answers for it/],
    [{ until: '' }, /until when/],
    [{ until: '2025-10-24T17:00' }, /in the past/],
    [{ from: '2025-10-25T00:00' }, /before the start/],
    [{ until: '2025-11-24T17:00' }, /7 days at most/],
    [{ kind: 'expected-down', until: '2026-10-24T17:00' }, /90 days at most/],
  ])('with %j it is told what is missing', (change, said) => {
    expect(findObstacle({ ...good, ...change }, NOW)).toMatch(said);
  });
});
