/**
 * Three readers of schedules, written by three people: the library that Backstage's own scheduler uses reads the five fields, the
 * simulated server reads what Quartz is told, and the form computes what it shows. They must name the same times.
 */
import {
  nextRuns,
  parseSchedule,
  toQuartz,
} from '@254carbon/backstage-plugin-platform-common';
import { listFires } from '@254carbon/platform-simulator';
import { CronTime } from 'cron';
import fc from 'fast-check';

const COUNT = 4;

/** A part of a field in all of its notations. */
function part(low: number, high: number) {
  const number = fc.integer({ min: low, max: high });
  const range = fc.tuple(number, number).map(pair => {
    const [from, to] = pair.sort((one, other) => one - other);
    return `${from}-${to}`;
  });
  const step = fc.tuple(
    fc.oneof(fc.constant('*'), range),
    fc.integer({ min: 1, max: high - low }),
  );
  return fc.oneof(
    number.map(String),
    range,
    step.map(([of, by]) => `${of}/${by}`),
  );
}

const field = (low: number, high: number) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant('*') },
    {
      weight: 3,
      arbitrary: fc
        .array(part(low, high), { minLength: 1, maxLength: 2 })
        .map(parts => parts.join(',')),
    },
  );

const days = fc.oneof(
  field(1, 28).map(day => [day, '*']),
  field(0, 6).map(weekday => ['*', weekday]),
);

const schedules = fc
  .tuple(field(0, 59), field(0, 23), days, field(1, 12))
  .map(([minute, hour, [day, weekday], month]) =>
    [minute, hour, day, month, weekday].join(' '),
  );

const starts = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
  .map(time => time - (time % 1000));

/** Zones without the two nights on which readers may differ. */
const zones = fc.constantFrom(
  'UTC',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'America/Phoenix',
);

function byLibrary(schedule: string, zone: string, now: number): number[] {
  const time = new CronTime(schedule, zone);
  const found: number[] = [];
  for (let at = now; found.length < COUNT; ) {
    at = time.getNextDateFrom(new Date(at), zone).toMillis();
    found.push(at);
  }
  return found;
}

it('a schedule fires at the same times before and after it is told to Quartz', () => {
  fc.assert(
    fc.property(schedules, zones, starts, (schedule, zone, now) => {
      const parsed = parseSchedule(schedule);
      if (!parsed.ok) throw new Error(`${schedule}: ${parsed.problem}`);
      const expected = byLibrary(schedule, zone, now);
      const crontab = toQuartz(schedule);
      expect([
        crontab,
        listFires({ crontab, timezoneId: zone }, { after: now, count: COUNT }),
      ]).toEqual([crontab, expected]);
      expect(
        nextRuns({
          schedule: parsed.schedule,
          timezone: zone,
          now,
          count: COUNT,
        }),
      ).toEqual(expected);
    }),
    { numRuns: 100 },
  );
}, 120_000);

it('a day of the month with a weekday is refused', () => {
  fc.assert(
    fc.property(part(1, 28), part(0, 6), (day, weekday) => {
      expect(() => toQuartz(`0 6 ${day} * ${weekday}`)).toThrow(RangeError);
    }),
  );
});

it.each([
  ['America/New_York', '2026-03-07T12:00:00Z', '30 2 * * *'],
  ['Europe/Berlin', '2026-10-24T12:00:00Z', '30 2 * * *'],
])(
  'on the night when the clocks of %s change, the form and the server agree',
  (zone, now, schedule) => {
    const parsed = parseSchedule(schedule);
    if (!parsed.ok) throw new Error(parsed.problem);
    const after = Date.parse(now);
    expect(
      listFires(
        { crontab: toQuartz(schedule), timezoneId: zone },
        { after, count: COUNT },
      ),
    ).toEqual(
      nextRuns({
        schedule: parsed.schedule,
        timezone: zone,
        now: after,
        count: COUNT,
      }),
    );
  },
);
