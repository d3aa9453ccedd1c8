import { absoluteTime, relativeTime, spanInWords } from './time';

describe('words for times', () => {
  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [14 * 60_000, '14 min'],
    [3 * 3_600_000, '3 h'],
    [86_400_000, '1 day'],
    [2.9 * 86_400_000, '2 days'],
    [-5, '0 s'],
  ])('%d ms is %s', (span, words) => {
    expect(spanInWords(span)).toBe(words);
  });

  it('tells past from future', () => {
    const now = Date.parse('2025-10-24T17:26:00Z');
    expect(relativeTime('2025-10-24T17:12:00Z', now)).toBe('14 min ago');
    expect(relativeTime('2025-10-24T18:26:00Z', now)).toBe('in 1 h');
    expect(relativeTime('2025-10-24T17:26:12Z', now)).toBe('0 s ago');
  });

  it('shows what is no time as it is', () => {
    expect(relativeTime('soon', 0)).toBe('soon');
    expect(absoluteTime('soon')).toBe('soon');
    expect(absoluteTime('2025-10-24T17:26:00Z')).toBe(
      '2025-10-24 17:26:00 UTC',
    );
  });
});
