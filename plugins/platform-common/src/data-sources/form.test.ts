import type { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import type { KnownPipeline } from '../contracts/dataSourcesShapes';
import {
  callsPerDay,
  compareLines,
  countByMinute,
  diffTrees,
  findDuplicateSeries,
  findSecret,
  findSource,
  isTimezone,
  listTables,
  moveToMinute,
  nextRuns,
  parseSchedule,
  quotaPerDay,
  readForm,
  readKnownPipeline,
  runsPerDay,
  suggestMinute,
} from '.';

const iso = (instant: number) => new Date(instant).toISOString();
const parsed = (text: string) => {
  const result = parseSchedule(text);
  if (!result.ok) throw new Error(result.problem);
  return result.schedule;
};
const runs = (text: string, timezone: string, now: string, count = 5) =>
  nextRuns({
    schedule: parsed(text),
    timezone,
    now: Date.parse(now),
    count,
  }).map(iso);

describe('schedules', () => {
  it('fire in their own zone, over the nights in which clocks change', () => {
    expect(runs('30 6 * * 1-5', 'UTC', '2026-11-20T06:30:00Z', 3)).toEqual([
      '2026-11-23T06:30:00.000Z',
      '2026-11-24T06:30:00.000Z',
      '2026-11-25T06:30:00.000Z',
    ]);
    // New York leaves daylight saving time on 2026-11-01.
    expect(
      runs('0 9 * * *', 'America/New_York', '2026-10-31T00:00:00Z', 3),
    ).toEqual([
      '2026-10-31T13:00:00.000Z',
      '2026-11-01T14:00:00.000Z',
      '2026-11-02T14:00:00.000Z',
    ]);
  });
  it('a time that does not exist is left out, one that happens twice counts once', () => {
    // Berlin: 02:30 does not exist on 2026-03-29 and happens twice on 2026-10-25.
    expect(
      runs('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 2),
    ).toEqual(['2026-03-30T00:30:00.000Z', '2026-03-31T00:30:00.000Z']);
    expect(
      runs('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2),
    ).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']);
  });
  it('a leap day is found, a day that never comes is not', () => {
    expect(runs('0 0 29 2 *', 'UTC', '2026-11-21T00:00:00Z', 1)).toEqual([
      '2028-02-29T00:00:00.000Z',
    ]);
    expect(runs('0 0 31 2 *', 'UTC', '2026-11-21T00:00:00Z', 1)).toEqual([]);
  });
  it.each([
    ['daily', /five fields/],
    ['0 6 1 * 1', /day of the month and a weekday/],
    ['61 6 * * *', /The minute "61"/],
    ['0 6 * * 5-1', /The weekday "5-1"/],
    ['*/0 6 * * *', /The minute/],
    [`${'1,'.repeat(100)}1 * * * *`, /five fields/],
  ])('refuses %s with the cure', (text, message) => {
    expect(parseSchedule(text)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(message),
    });
  });

  const number = (low: number, high: number) =>
    fc.integer({ min: low, max: high }).map(String);
  const field = (low: number, high: number) =>
    fc.oneof(
      fc.constant('*'),
      number(low, high),
      fc.tuple(number(low, high), number(low, high)).map(list => list.join()),
    );
  const schedule = fc
    .tuple(
      field(0, 59),
      field(0, 23),
      field(1, 31),
      field(1, 12),
      field(0, 6),
      fc.boolean(),
    )
    .map(([minute, hour, day, month, weekday, byDay]) =>
      [minute, hour, byDay ? day : '*', month, byDay ? '*' : weekday].join(' '),
    );
  const zone = fc.constantFrom(
    'UTC',
    'America/New_York',
    'Europe/Berlin',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
  );
  it('every run is after now, later than the one before, and what the clock on the wall shows fits every field', () => {
    fc.assert(
      fc.property(
        schedule,
        zone,
        fc.date({
          min: new Date('2026-01-01'),
          max: new Date('2027-12-31'),
          noInvalidDate: true,
        }),
        (text, timezone, now) => {
          const plan = parsed(text);
          const found = nextRuns({
            schedule: plan,
            timezone,
            now: now.getTime(),
            count: 5,
          });
          let last = now.getTime();
          for (const instant of found) {
            expect(instant).toBeGreaterThan(last);
            last = instant;
            const wall = new Date(
              `${new Date(instant).toLocaleString('sv-SE', {
                timeZone: timezone,
              })}Z`.replace(' ', 'T'),
            );
            expect(plan.minutes).toContain(wall.getUTCMinutes());
            expect(plan.hours).toContain(wall.getUTCHours());
            expect(plan.days.has(wall.getUTCDate())).toBe(true);
            expect(plan.months.has(wall.getUTCMonth() + 1)).toBe(true);
            expect(plan.weekdays.has(wall.getUTCDay())).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
  it('misses nothing: in UTC the next run is the first minute that fits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 10_000 }),
        (minute, hour, later) => {
          const now = Date.parse('2026-11-21T00:00:00Z') + later * 60_000;
          const [next] = nextRuns({
            schedule: parsed(`${minute} ${hour} * * *`),
            timezone: 'UTC',
            now,
            count: 1,
          });
          let expected = now + 60_000;
          while (
            new Date(expected).getUTCMinutes() !== minute ||
            new Date(expected).getUTCHours() !== hour
          )
            expected += 60_000;
          expect(next).toBe(expected);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('minutes and quotas', () => {
  it('suggests a minute that nobody uses, away from the full hour, the same for the same name', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), {
          minLength: 60,
          maxLength: 60,
        }),
        fc.string(),
        (byMinute, name) => {
          const minute = suggestMinute({ byMinute, name });
          expect(minute % 30).toBeGreaterThanOrEqual(3);
          expect(minute % 30).toBeLessThanOrEqual(27);
          const away = byMinute.filter(
            (_, other) => other % 30 >= 3 && other % 30 <= 27,
          );
          expect(byMinute[minute]).toBe(Math.min(...away));
          expect(suggestMinute({ byMinute, name })).toBe(minute);
        },
      ),
    );
  });
  it('counts who fires when, and passes over what is no schedule', () => {
    const counts = countByMinute(['0 6 * * *', '0,30 * * * *', 'soon']);
    expect(counts[0]).toBe(2);
    expect(counts[30]).toBe(1);
    expect(counts.reduce((sum, count) => sum + count)).toBe(3);
  });
  it('moves a schedule to another minute', () => {
    expect(moveToMinute('0 6 * * 1-5', 37)).toBe('37 6 * * 1-5');
    expect(moveToMinute('soon', 37)).toBe('soon');
  });
  it('counts calls of a day against the strictest limit', () => {
    expect(callsPerDay({ schedule: '0,30 6-7 * * *', callsPerRun: 3 })).toBe(
      12,
    );
    expect(callsPerDay({ schedule: 'soon', callsPerRun: 1 })).toBeUndefined();
    expect(runsPerDay(parsed('*/15 * * * *'))).toBe(96);
    const limit = (value: number, per: 'day' | 'minute') => ({
      limit: value,
      per,
      source: 'a test',
    });
    expect(
      quotaPerDay({ quota: [limit(500, 'day'), limit(5, 'minute')] }),
    ).toBe(500);
    expect(quotaPerDay({ quota: [] })).toBeUndefined();
  });
  it('knows time zones', () => {
    expect(isTimezone('Europe/Berlin')).toBe(true);
    expect(isTimezone('Mars/Olympus')).toBe(false);
  });
});

function pipeline(rest: Partial<KnownPipeline>): KnownPipeline {
  return {
    entityRef: 'component:default/eia-wti',
    name: 'eia-wti',
    title: 'WTI',
    source: 'eia',
    series: ['RWTC'],
    tables: [],
    ...rest,
  };
}

describe('pipelines that stand', () => {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'eia-wti',
      annotations: {
        '254carbon.com/series': 'RWTC, RBRTE,,RWTC',
        '254carbon.com/schedule': '37 6 * * 1-5',
        '254carbon.com/table': 'energy.prices',
      },
    },
    spec: {
      type: 'data-pipeline',
      owner: 'group:default/data-engineering',
      dependsOn: [7, '!', 'resource:default/eia'],
    } as Entity['spec'],
  };
  it('are read from their entities', () => {
    expect(readKnownPipeline(entity)).toEqual({
      entityRef: 'component:default/eia-wti',
      name: 'eia-wti',
      title: 'eia-wti',
      owner: 'group:default/data-engineering',
      source: 'eia',
      series: ['RWTC', 'RBRTE'],
      schedule: '37 6 * * 1-5',
      timezone: undefined,
      tables: ['energy.prices'],
      lifecycle: undefined,
    });
    expect(listTables([entity, entity])).toEqual([
      { name: 'energy.prices', entityRef: 'component:default/eia-wti' },
    ]);
  });
  it('are told when they read the same series, whatever its letters, but not themselves and not the retired', () => {
    const find = (given: KnownPipeline, except?: string) =>
      findDuplicateSeries({
        source: 'eia',
        series: ['rwtc', 'OTHER'],
        pipelines: [given],
        except,
      });
    expect(find(pipeline({}))).toEqual([
      { entityRef: 'component:default/eia-wti', series: 'rwtc' },
    ]);
    expect(find(pipeline({}), 'eia-wti')).toEqual([]);
    expect(find(pipeline({ source: 'fred' }))).toEqual([]);
    expect(find(pipeline({ lifecycle: 'deprecated' }))).toEqual([]);
  });
});

describe('secrets', () => {
  const source = { kind: 'cluster' as const, name: 'demo' };
  const read = (names: string[]) => ({
    cluster: 'demo',
    group: '',
    kind: 'Secret',
    names: {
      ok: true as const,
      value: new Set(names),
      observedAt: '2026-11-21T00:00:00Z',
      source,
    },
  });
  const ask = { name: 'eia-api-key', namespace: 'data' };
  it('are there, are not, or nobody knows', () => {
    expect(
      findSecret({ ...ask, names: [read(['data/eia-api-key'])] }).exists,
    ).toBe('true');
    expect(
      findSecret({ ...ask, names: [read(['other/eia-api-key'])] }).exists,
    ).toBe('false');
    expect(findSecret({ ...ask, names: [] })).toMatchObject({
      exists: 'unknown',
      reason: expect.stringContaining('allow the portal'),
    });
    const denied = {
      ...read([]),
      names: {
        ok: false as const,
        reason: 'the portal may not list Secrets',
        since: '2026-11-21T00:00:00Z',
        source,
      },
    };
    expect(findSecret({ ...ask, names: [read([]), denied] })).toMatchObject({
      exists: 'unknown',
      reason: 'the portal may not list Secrets',
    });
  });
});

describe('differences', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
    .map(lines => lines.join('\n'));
  it('lead from one text to the other, and back', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = compareLines(before, after);
        const without = (kind: string) =>
          changes
            .filter(change => change.kind !== kind)
            .map(change => change.text)
            .join('\n');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });
  it('name what is added, removed, changed and unchanged, each path once', () => {
    const tree = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), text);
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        const before = new Map(Object.entries(one));
        const after = new Map(Object.entries(other));
        const diff = diffTrees(before, after);
        const total = new Set([...before.keys(), ...after.keys()]).size;
        expect(
          diff.added.length +
            diff.removed.length +
            diff.changed.length +
            diff.unchanged,
        ).toBe(total);
        for (const { path, lines } of diff.changed) {
          expect(before.get(path)).not.toBe(after.get(path));
          expect(lines.some(({ kind }) => kind !== 'same')).toBe(true);
        }
      }),
    );
  });
  it('count equal lines that are far from a change', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const before = new Map([['f', lines.join('\n')]]);
    const after = new Map([['f', [...lines, 'new'].join('\n')]]);
    expect(diffTrees(before, after).changed[0].lines).toEqual([
      { kind: 'skipped', text: '17 equal lines' },
      { kind: 'same', text: 'line 17' },
      { kind: 'same', text: 'line 18' },
      { kind: 'same', text: 'line 19' },
      { kind: 'added', text: 'new' },
    ]);
  });
});

describe('forms', () => {
  it('are understood as far as they say what every form says', () => {
    expect(
      readForm({
        name: ' eia-wti ',
        symbols: ['USO', 7, ''],
        table: { namespace: 'energy', name: 'prices' },
        schedule: 3,
      }),
    ).toMatchObject({
      name: 'eia-wti',
      series: ['USO'],
      seriesField: 'symbols',
      table: 'energy.prices',
      timezone: 'UTC',
      schedule: undefined,
    });
    expect(readForm({ series: 'A, B' }).series).toEqual(['A', 'B']);
  });
  it('are read whatever they hold', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), values => {
        expect(readForm(values).timezone).toEqual(expect.any(String));
      }),
    );
  });
  it('are about the source that the template names, then the form, then the name', () => {
    const template = (annotations?: Record<string, string>) => ({
      metadata: { name: 'eia-connector', annotations },
    });
    const sources = ['fred', 'eia'];
    const find = (source?: string, annotations?: Record<string, string>) =>
      findSource({
        template: template(annotations),
        form: readForm({ source }),
        sources,
      });
    expect(find()).toBe('eia');
    expect(find('gie')).toBe('gie');
    expect(find('gie', { '254carbon.com/data-source': 'fred' })).toBe('fred');
  });
});
