import {
  absoluteTime,
  instantsInWords,
  relativeTime,
  spanInWords,
} from './time';

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

  it.each([
    [
      'Not seen since 2025-10-24T17:26:03.120Z, when it was down.',
      'Not seen since 2025-10-24 17:26 UTC, when it was down.',
    ],
    [
      'from 2025-10-24T17:26Z to 2025-10-24T20:00:00+02:00',
      'from 2025-10-24 17:26 UTC to 2025-10-24 18:00 UTC',
    ],
    // Without a zone nobody can say which moment it is.
    ['2025-10-24T17:26:03', '2025-10-24T17:26:03'],
    ['9999-99-99T99:99Z', '9999-99-99T99:99Z'],
    ['on 2025-10-24', 'on 2025-10-24'],
  ])('writes the instants of %p for people', (sentence, words) => {
    expect(instantsInWords(sentence)).toBe(words);
  });

  it('shows what is no time as it is', () => {
    expect(relativeTime('soon', 0)).toBe('soon');
    expect(absoluteTime('soon')).toBe('soon');
    expect(absoluteTime('2025-10-24T17:26:00Z')).toBe(
      '2025-10-24 17:26:00 UTC',
    );
  });
});
