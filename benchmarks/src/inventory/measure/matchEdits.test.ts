import { matchEdits } from './matchEdits';

const seen = (name: string, owner: string, at: number) => ({ name, owner, at });

describe('matchEdits', () => {
  it('takes the time to the write of an edit, or of a newer one of the same workload', () => {
    const edits = [
      seen('a', 'one', 0),
      seen('a', 'two', 10),
      seen('b', 'three', 20),
    ];
    expect(
      matchEdits(edits, [seen('a', 'two', 110), seen('b', 'three', 150)]),
    ).toEqual([110, 100, 130]);
  });

  it('does not take an older write for a newer edit', () => {
    const edits = [seen('a', 'one', 0), seen('a', 'two', 10)];
    expect(matchEdits(edits, [seen('a', 'one', 50)])).toEqual([50, undefined]);
    expect(matchEdits(edits, [])).toEqual([undefined, undefined]);
  });
});
