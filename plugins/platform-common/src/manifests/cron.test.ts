import fc from 'fast-check';
import { isCron, longestGapHours, toQuartz } from './cron';

describe('isCron', () => {
  it.each(['* * * * *', '*/5 0-6 1,15 * 1-5', '30 6 * * 0', '0 0 1 1 7'])(
    'accepts %s',
    schedule => {
      expect(isCron(schedule)).toBe(true);
    },
  );
  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '5-1 * * * *',
    '*/0 * * * *',
    '0 0 6 * * ?',
    '@daily',
    '* * * * MON',
  ])('refuses %p', schedule => {
    expect(isCron(schedule)).toBe(false);
  });
});

describe('toQuartz', () => {
  it.each([
    ['30 6 * * *', '0 30 6 * * ? *'],
    ['0 6 1 * *', '0 0 6 1 * ? *'],
    ['0 6 * * 0', '0 0 6 ? * 1 *'],
    ['0 6 * * 7', '0 0 6 ? * 1 *'],
    ['0 6 * * 1-5', '0 0 6 ? * 2-6 *'],
    ['0 6 * * */2', '0 0 6 ? * 1,3,5,7 *'],
    ['0 6 * * 1/2', '0 0 6 ? * 1,2,4,6 *'],
    ['0 6 * * 5-7', '0 0 6 ? * 1,6,7 *'],
    ['0 6 * * 0,2-4', '0 0 6 ? * 1,3-5 *'],
  ])('%s is %s', (schedule, quartz) => {
    expect(toQuartz(schedule)).toBe(quartz);
  });

  it('refuses what Quartz cannot say', () => {
    expect(() => toQuartz('0 6 1 * 1')).toThrow("use '*' for one of them");
    expect(() => toQuartz('daily')).toThrow('five fields');
  });

  it('has seven fields with exactly one question mark, for any daily schedule', () => {
    fc.assert(
      fc.property(
        fc.nat(59),
        fc.nat(23),
        fc.option(fc.nat(6), { nil: '*' }),
        (minute, hour, weekday) => {
          const fields = toQuartz(`${minute} ${hour} * * ${weekday}`).split(
            ' ',
          );
          expect(fields).toHaveLength(7);
          expect(fields.filter(field => field === '?')).toHaveLength(1);
        },
      ),
    );
  });
});

describe('longestGapHours', () => {
  it.each([
    ['30 6 * * *', 24],
    ['*/15 * * * *', 1],
    ['0 6 * * 1-5', 72],
    ['0 6 * * 0', 168],
    ['0 6 * * 7', 168],
    ['0 6 1 * *', 744],
    ['0 */6 * * *', 6],
  ])('%s pauses at most %i hours', (schedule, hours) => {
    expect(longestGapHours(schedule)).toBe(hours);
  });

  it('refuses what never fires', () => {
    expect(() => longestGapHours('0 0 31 2 *')).toThrow('hardly ever');
  });
});
