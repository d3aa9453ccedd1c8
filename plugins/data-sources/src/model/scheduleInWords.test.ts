import { scheduleInWords } from './scheduleInWords';

describe('scheduleInWords', () => {
  it.each([
    ['30 10 * * 3', 'Wednesdays at 10:30'],
    ['0 23 * * *', 'Every day at 23:00'],
    ['5 6,18 * * 1-5', 'Mondays to Fridays at 06:05 and 18:05'],
    ['0 9 * * 1,3,7', 'Sundays, Mondays and Wednesdays at 09:00'],
    // These are no sentence, and no schedule.
    ['*/5 * * * *', '*/5 * * * *'],
    ['0 9 1 * *', '0 9 1 * *'],
    ['0 9 * 1 *', '0 9 * 1 *'],
    ['whenever', 'whenever'],
  ])('%s is %s', (schedule, words) => {
    expect(scheduleInWords(schedule)).toBe(words);
  });
});
