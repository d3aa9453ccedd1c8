import { widthOf } from './TestReadView';

describe('the width of a column', () => {
  it('never breaks a word of its head', () => {
    for (const name of ['area_name', 'x', 'a_column_with_quite_a_long_name'])
      expect(widthOf(`${name} (text)`, ['1'])).toBeGreaterThanOrEqual(
        name.length * 10 + 16,
      );
  });
  it('follows its longest text, within reason', () => {
    expect(widthOf('day (date)', ['2026-11-22T10:00:00Z'])).toBe(176);
    expect(widthOf('note (text)', ['x'.repeat(500)])).toBe(320);
  });
  it('leaves room for the bold texts of the first column, such as a date', () => {
    expect(
      widthOf('period (date)', ['2024-01-02'], { isBold: true }),
    ).toBeGreaterThanOrEqual(10 * 10 + 16);
  });
});
