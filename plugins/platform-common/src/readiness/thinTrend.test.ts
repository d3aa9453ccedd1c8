import fc from 'fast-check';
import { thinTrend } from './thinTrend';

describe('thinTrend', () => {
  it('keeps the ends, the order and the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.integer({ min: 2, max: 20 }),
        (numbers, max) => {
          const items = numbers.map((_, i) => i);
          const thin = thinTrend(items, max);
          expect(thin).toHaveLength(Math.min(items.length, max));
          expect(thin[0]).toBe(0);
          expect(thin.at(-1)).toBe(items.length - 1);
          expect([...new Set(thin)].sort((a, b) => a - b)).toEqual(thin);
        },
      ),
    );
  });
});
