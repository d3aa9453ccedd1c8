import { ChangeReason } from '@254carbon/backstage-plugin-platform-common';
import { mostTelling } from './mostTelling';

const part = (share: number, ruleId = `r${share}`): ChangeReason => ({
  kind: 'verdict',
  ruleId,
  dLow: share,
  dHigh: 0,
  dOf: 0,
  share,
});
const shares = (parts: readonly ChangeReason[]) =>
  parts.map(({ share }) => share);

describe('mostTelling', () => {
  it('tells falls before gains, each the largest first', () => {
    const { shown, rests } = mostTelling(
      [part(9), part(-2), part(3), part(-8), part(0)],
      5,
    );
    expect(shares(shown)).toEqual([-8, -2, 9, 3, 0]);
    expect(rests).toEqual([]);
  });

  it('a fall of many small parts does not hide behind the gains, nor the largest gain behind it', () => {
    const falls = Array.from({ length: 40 }, (_, i) => part(-1, `f${i}`));
    const { shown, rests } = mostTelling([part(7), part(6), ...falls], 5);
    expect(shares(shown)).toEqual([-1, -1, -1, -1, 7]);
    expect(rests).toEqual([
      { what: '36 smaller falls', share: -36 },
      { what: '1 smaller gain', share: 6 },
    ]);
  });

  it('loses nothing: what is shown and the rest add up', () => {
    const parts = [5, -4, 0, 3, -2, 1, 0, -6, 8].map((share, i) =>
      part(share, `r${i}`),
    );
    for (const most of [1, 2, 3, 5, 9]) {
      const { shown, rests } = mostTelling(parts, most);
      expect(shown.length).toBe(Math.min(most, parts.length));
      const all = [...shares(shown), ...rests.map(({ share }) => share)];
      expect(all.reduce((sum, one) => sum + one, 0)).toBe(5);
      const count = rests.reduce(
        (sum, one) => sum + parseInt(one.what, 10),
        shown.length,
      );
      expect(count).toBe(parts.length);
    }
  });
});
