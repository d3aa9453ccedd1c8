import {
  amountInWords,
  gapInWords,
  spanOfAmounts,
  targetInWords,
} from './measure';

describe('figures of KPIs and claims', () => {
  it('have their unit, and no digits that say nothing', () => {
    expect(amountInWords(99.9, 'percent')).toBe('99.9 %');
    expect(amountInWords(1 / 3, 'hours')).toBe('0.33 h');
    expect(amountInWords(48, 'hours')).toBe('48 h');
    expect(amountInWords(576.2, 'hours')).toBe('24 days');
    expect(amountInWords(110, 'count')).toBe('110');
    expect(amountInWords(1, 'yes-no')).toBe('yes');
    expect(amountInWords(0, 'yes-no')).toBe('no');
  });
  it('are ranges only where the ends differ', () => {
    expect(spanOfAmounts(71, 84, 'percent')).toBe('71-84 %');
    expect(spanOfAmounts(71, 71, 'percent')).toBe('71 %');
  });
  it('say which way a target is meant', () => {
    expect(targetInWords(5, 'less-than', 'minutes')).toBe('less than 5 min');
    expect(targetInWords(1, 'at-least', 'yes-no')).toBe('yes');
  });
  it('say how far a claim is off, with the sign', () => {
    expect(gapInWords(-17, -4, 'percent')).toBe('-17 to -4 %');
    expect(gapInWords(3, 3, 'count')).toBe('+3');
  });
});
