import fc from 'fast-check';
import { compare, figureOf, interleave, median } from './figures';

const values = fc.array(fc.double({ min: 0.001, max: 1e9, noNaN: true }), {
  minLength: 1,
});

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])('of %p is %p', (list, expected) => {
    expect(median(list)).toBe(expected);
  });

  it('refuses to make a figure of nothing', () => {
    expect(() => median([])).toThrow('measure at least once');
  });

  it('does not depend on the order, changes nothing, and has as many values below as above', () => {
    fc.assert(
      fc.property(values, list => {
        const before = [...list];
        const middle = median(list);
        expect(median([...list].reverse())).toBe(middle);
        expect(list).toEqual(before);
        const below = list.filter(value => value < middle).length;
        const above = list.filter(value => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(list.length / 2);
      }),
    );
  });
});

describe('figureOf', () => {
  it('keeps the spread and how many runs there were', () => {
    expect(figureOf([5, 1, 9])).toEqual({ median: 5, min: 1, max: 9, runs: 3 });
  });
});

describe('compare', () => {
  it('divides the portal by the stock app and holds at the bound itself', () => {
    expect(
      compare({ portal: [11, 11, 11], stock: [10, 10, 10] }, 1.1),
    ).toMatchObject({ ratio: 1.1, holds: true });
    expect(compare({ portal: [12], stock: [10] }, 1.1)).toMatchObject({
      holds: false,
    });
  });

  it('is not moved by one run that something else disturbed', () => {
    expect(
      compare({ portal: [10, 10, 90], stock: [10, 10, 10] }, 1),
    ).toMatchObject({ ratio: 1, holds: true });
  });

  it('refuses a side that was not measured, and a stock figure of zero', () => {
    expect(() => compare({ portal: [1], stock: [] }, 1)).toThrow(
      'measure at least once',
    );
    expect(() => compare({ portal: [1], stock: [0] }, 1)).toThrow(
      'measure the stock app again',
    );
  });
});

describe('interleave', () => {
  it('lets the sides take turns', () => {
    expect(interleave(['a', 'b'], 2)).toEqual([
      { side: 'a', round: 1 },
      { side: 'b', round: 1 },
      { side: 'a', round: 2 },
      { side: 'b', round: 2 },
    ]);
  });

  it('gives every side the same number of runs, never twice in a row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), rounds => {
        const order = interleave(['a', 'b'], rounds).map(({ side }) => side);
        expect(order.filter(side => side === 'a')).toHaveLength(rounds);
        expect(order).toHaveLength(2 * rounds);
        expect(order.some((side, index) => side === order[index + 1])).toBe(
          false,
        );
      }),
    );
  });
});
