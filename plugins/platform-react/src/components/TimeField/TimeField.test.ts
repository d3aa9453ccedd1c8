import { inHours, timeOfField, toInstant } from './TimeField';

const NOW = Date.parse('2025-10-24T17:26:00.000Z');

describe('times in a field', () => {
  it('are read and written in UTC, wherever the reader is', () => {
    expect(inHours(2, NOW)).toBe('2025-10-24T19:26');
    expect(toInstant('2025-10-24T19:26')).toBe('2025-10-24T19:26:00.000Z');
    expect(timeOfField('2025-10-24T17:26')).toBe(NOW);
    expect(timeOfField('')).toBeNaN();
  });
});
