import {
  countInWords,
  exactRangeInWords,
  levelInWords,
  movedInWords,
  pointsInWords,
  rangeInWords,
  shareInWords,
  systemInWords,
} from './words';

describe('words', () => {
  it('say a range only when something is not known', () => {
    const points = { low: 71, high: 84, known: 87, of: 100 };
    expect(rangeInWords(points)).toBe('71-84');
    expect(pointsInWords(points)).toBe('71 to 84 of 100 points');
    expect(rangeInWords({ ...points, high: 71 })).toBe('71');
    expect(pointsInWords({ ...points, high: 71 })).toBe('71 of 100 points');
    expect(rangeInWords({ low: 0, high: 0, known: 0, of: 0 })).toBe('no score');
  });
  it('never round up to everything', () => {
    expect(rangeInWords({ low: 999, high: 999, known: 1000, of: 1000 })).toBe(
      '99',
    );
  });
  it.each([
    [10, 400, '+2.5'],
    [-10, 400, '-2.5'],
    [1, 4000, '+0.03'],
    [996, 1_000_000, '+0.1'],
    [949, 1_000_000, '+0.09'],
    [1, 0, '+0.0'],
  ])('%s of %s is a share of %s', (points, of, text) => {
    expect(shareInWords(points, of).replace('+0.00', '+0.0')).toBe(text);
  });
  it('name levels and systems', () => {
    expect(levelInWords('gold')).toBe('Gold');
    expect(levelInWords('none')).toBe('No level yet');
    expect(levelInWords(undefined)).toBe('No level');
    expect(systemInWords('machine-learning')).toBe('Machine learning');
  });
  it('tell a tenth, rounded down, where one fix is to show', () => {
    const points = { low: 2651, high: 9019, known: 0, of: 10_000 };
    expect(exactRangeInWords(points)).toBe('26.5-90.1');
    expect(exactRangeInWords({ ...points, high: 2651 })).toBe('26.5');
    expect(exactRangeInWords({ ...points, of: 0 })).toBe('no score');
  });
  it('count', () => {
    expect(countInWords(1, 'service')).toBe('1 service');
    expect(countInWords(3, 'service')).toBe('3 services');
    expect(countInWords(2, 'fix', 'fixes')).toBe('2 fixes');
  });
  it.each([
    [88, 85, '-3.0'],
    [85, 88, '+3.0'],
    [85, 85, '0'],
  ])('say how far a score went from %s to %s', (before, after, text) => {
    const points = (low: number) => ({ low, high: low, known: 100, of: 100 });
    expect(movedInWords(points(before), points(after))).toBe(text);
  });
  it('say nothing where there was no score', () => {
    const none = { low: 0, high: 0, known: 0, of: 0 };
    expect(movedInWords(none, { ...none, of: 10 })).toBe('');
  });
});
