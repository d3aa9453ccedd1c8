import fc from 'fast-check';
import { MemoryStore } from '../../memoryStore';
import type { Clock } from '../../ports';
import { CircuitBreaker } from './CircuitBreaker';
import { QuotaLedger } from './QuotaLedger';
import { isUsedUp, readReset } from './readReset';
import { bucketOf, TokenBucket } from './TokenBucket';
import { dayIn, nextMidnight } from './zonedDay';

const HOUR = 3_600_000;

function clockAt(start: number): Clock & { move(milliseconds: number): void } {
  let now = start;
  return {
    now: () => now,
    sleep: async milliseconds => {
      now += milliseconds;
    },
    move: milliseconds => {
      now += milliseconds;
    },
  };
}

describe('TokenBucket', () => {
  it('lets no window of any position hold more calls than allowed, and wastes none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.nat(40_000), { minLength: 1, maxLength: 60 }),
        async (perMinute, pauses) => {
          const clock = clockAt(1_000_000);
          const bucket = new TokenBucket({ perMinute }, clock);
          const taken: number[] = [];
          for (const pause of pauses) {
            clock.move(pause);
            const before = clock.now();
            await bucket.take();
            const at = clock.now();
            // Waited only when the window was full.
            const inWindow = taken.filter(time => time > before - 60_000);
            expect(at > before).toBe(inWindow.length >= perMinute);
            taken.push(at);
          }
          for (const start of taken) {
            const within = taken.filter(
              time => time >= start && time < start + 60_000,
            );
            expect(within.length).toBeLessThanOrEqual(perMinute);
          }
        },
      ),
    );
  });

  it('obeys two bounds at once, and fractions', async () => {
    const clock = clockAt(0);
    const bucket = new TokenBucket({ perSecond: 0.5, perMinute: 5 }, clock);
    const taken: number[] = [];
    for (let call = 0; call < 7; call += 1) {
      await bucket.take();
      taken.push(clock.now());
    }
    expect(taken).toEqual([0, 2_000, 4_000, 6_000, 8_000, 60_000, 62_000]);
    expect(bucket.waitedMs).toBe(62_000);
  });

  it('serves callers in their order, and pauses for all of them', async () => {
    const clock = clockAt(0);
    const bucket = new TokenBucket({ perSecond: 1 }, clock);
    bucket.pause(5_000);
    const order: string[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map(async name => {
        await bucket.take();
        order.push(`${name}${clock.now()}`);
      }),
    );
    expect(order).toEqual(['a5000', 'b6000', 'c7000']);
  });

  it('refuses at once who would have to wait too long, and does not block those behind', async () => {
    const clock = clockAt(Date.parse('2026-11-21T06:00:00Z'));
    const bucket = new TokenBucket({}, clock);
    bucket.pause(clock.now() + 3_600_000);
    await expect(bucket.take(clock.now() + 300_000)).rejects.toMatchObject({
      failure: 'unavailable',
      message: expect.stringContaining('2026-11-21T07:00:00.000Z'),
    });
    expect(bucket.waitedMs).toBe(0);
    await bucket.take();
    expect(bucket.waitedMs).toBe(3_600_000);
  });

  it('is one for a group in a process', () => {
    const clock = clockAt(0);
    const limit = { group: 'polygon', perMinute: 5 };
    expect(bucketOf(limit, clock)).toBe(bucketOf({ ...limit }, clock));
    expect(bucketOf(limit, clockAt(0))).not.toBe(bucketOf(limit, clock));
  });
});

describe('the day of a zone', () => {
  it('ends at the first millisecond of the next date, for any time and zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }),
        fc.constantFrom(
          'UTC',
          'America/New_York',
          'Asia/Kolkata',
          'Pacific/Apia',
          'Australia/Lord_Howe',
        ),
        (at, zone) => {
          const midnight = nextMidnight(zone, at);
          expect(midnight).toBeGreaterThan(at);
          expect(midnight - at).toBeLessThanOrEqual(26 * HOUR);
          expect(dayIn(zone, midnight - 1)).toBe(dayIn(zone, at));
          expect(dayIn(zone, midnight)).not.toBe(dayIn(zone, at));
        },
      ),
    );
  });

  it('knows days of 23 and of 25 hours', () => {
    const spring = Date.parse('2026-03-08T05:00:00Z');
    expect(nextMidnight('America/New_York', spring) - spring).toBe(23 * HOUR);
    const autumn = Date.parse('2026-11-01T04:00:00Z');
    expect(nextMidnight('America/New_York', autumn) - autumn).toBe(25 * HOUR);
  });
});

describe('QuotaLedger', () => {
  const limit = { group: 'alphavantage', perDay: 25 };
  const start = Date.parse('2026-11-21T20:00:00Z');
  const ledger = (
    store = new MemoryStore(),
    clock: Clock = clockAt(start),
    given: { group: string; perDay?: number; resetsAt?: string } = limit,
  ) => new QuotaLedger({ limit: given, store, clock });

  it('survives runs: each opens the ledger anew and the twenty-sixth call is refused with the time of the reset', async () => {
    const store = new MemoryStore();
    const clock = clockAt(start);
    for (let run = 0; run < 25; run += 1) {
      const one = ledger(store, clock);
      await one.take();
      await one.close();
    }
    const late = ledger(store, clock);
    await expect(late.take()).rejects.toMatchObject({
      failure: 'unavailable',
      resetsAt: Date.parse('2026-11-22T00:00:00Z'),
      message: expect.stringMatching(
        /25 calls .* used; they come back at 2026-11-22T00:00:00.000Z, midnight in UTC/,
      ),
    });
    expect(late.state()).toMatchObject({ used: 25, remaining: 0 });
    clock.move(4 * HOUR);
    await late.take();
    expect(late.state()).toMatchObject({ used: 1, remaining: 24 });
  });

  it('is shared by processes that ask at once: never more than the day has, for any number of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: 1, max: 40 }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (perDay, asks) => {
          const store = new MemoryStore();
          const given = { group: 'g', perDay };
          const granted = await Promise.all(
            asks.map(async calls => {
              let taken = 0;
              const one = ledger(store, clockAt(start), given);
              for (let call = 0; call < calls; call += 1) {
                taken += await one.take().then(
                  () => 1,
                  () => 0,
                );
              }
              await one.close();
              return taken;
            }),
          );
          const asked = asks.reduce((sum, calls) => sum + calls, 0);
          const all = granted.reduce((sum, calls) => sum + calls, 0);
          expect(all).toBe(Math.min(perDay, asked));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('counts ten thousand calls in a few hundred entries and gives back what was not used', async () => {
    const store = new MemoryStore();
    const given = { group: 'noaa', perDay: 10_000 };
    const one = ledger(store, clockAt(start), given);
    for (let call = 0; call < 9_000; call += 1) {
      await one.take();
    }
    await one.close();
    expect((await store.list('quota/noaa/')).length).toBeLessThan(300);
    const two = ledger(store, clockAt(start), given);
    await two.take();
    expect(two.state()).toMatchObject({ used: 9_001 });
  });

  it('stays closed for everybody of the group when the source says that the day is over', async () => {
    const store = new MemoryStore();
    const clock = clockAt(start);
    const one = ledger(store, clock, { group: 'g' });
    await one.take();
    expect(await one.exhaust()).toMatchObject({ failure: 'unavailable' });
    await expect(one.take()).rejects.toThrow('no more calls today');
    await expect(ledger(store, clock, { group: 'g' }).take()).rejects.toThrow(
      'no more calls today',
    );
    clock.move(5 * HOUR);
    await ledger(store, clock, { group: 'g' }).take();
  });

  it('resets at the midnight of its zone, and forgets days that nobody writes any more', async () => {
    const store = new MemoryStore();
    const clock = clockAt(start);
    const given = { group: 'g', perDay: 1, resetsAt: 'America/New_York' };
    const one = ledger(store, clock, given);
    await one.take();
    clock.move(8 * HOUR);
    await expect(one.take()).rejects.toMatchObject({
      resetsAt: Date.parse('2026-11-22T05:00:00Z'),
    });
    clock.move(HOUR);
    await one.take();
    clock.move(48 * HOUR);
    await one.take();
    const days = (await store.list('quota/g/')).map(key => key.split('/')[2]);
    expect(new Set(days)).toEqual(new Set(['2026-11-24']));
  });

  it('says which entry cannot be read', async () => {
    const store = new MemoryStore();
    await store.put('quota/g/2026-11-21/000001.json', Buffer.from('{'));
    await expect(
      ledger(store, clockAt(start), { group: 'g', perDay: 2 }).take(),
    ).rejects.toThrow('quota/g/2026-11-21/000001.json');
  });
});

describe('CircuitBreaker', () => {
  const make = () => {
    const clock = clockAt(Date.parse('2026-11-21T06:00:00Z'));
    const options = { name: 'eia', failures: 3, cooldownMs: 1_000, clock };
    return { clock, breaker: new CircuitBreaker(options) };
  };
  const fail = (breaker: CircuitBreaker, times: number) => {
    for (let time = 0; time < times; time += 1) {
      breaker.enter();
      breaker.failed();
    }
  };

  it('opens after failures in a row and refuses without a call, saying until when', () => {
    const { breaker } = make();
    fail(breaker, 2);
    breaker.enter();
    breaker.succeeded();
    fail(breaker, 2);
    expect(breaker.state()).toMatchObject({ state: 'closed', failures: 2 });
    fail(breaker, 1);
    expect(breaker.state().state).toBe('open');
    expect(() => breaker.enter()).toThrow('2026-11-21T06:00:01.000Z');
  });

  it('lets one probe through, which decides', () => {
    const { breaker, clock } = make();
    fail(breaker, 3);
    clock.move(1_000);
    expect(breaker.state().state).toBe('half-open');
    breaker.enter();
    expect(() => breaker.enter()).toThrow('left alone');
    breaker.failed();
    expect(breaker.state().state).toBe('open');
    clock.move(1_000);
    breaker.enter();
    breaker.abandoned();
    breaker.enter();
    breaker.succeeded();
    expect(breaker.state()).toEqual({
      name: 'eia',
      state: 'closed',
      failures: 0,
    });
  });
});

describe('reset headers', () => {
  const now = Date.parse('2026-11-21T06:00:00Z');
  it.each([
    [{ 'retry-after': '12' }, 12_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 06:00:05 GMT' }, 5_000],
    [{ 'x-ratelimit-reset': '30' }, 30_000],
    [{ 'x-ratelimit-reset': String(now / 1000 + 9) }, 9_000],
    [{ 'x-rate-limit-reset': String(now + 9) }, 9],
    [{ 'ratelimit-reset': '7' }, 7_000],
    [{ ratelimit: '"default";r=0;t=42' }, 42_000],
    [{ ratelimit: 'limit=100, remaining=0, reset=50' }, 50_000],
    [{ 'x-ratelimit-reset': 'soon' }, undefined],
    [{}, undefined],
  ])('%j', (headers, expected) => {
    expect(readReset(new Headers(Object.entries(headers)), now)).toBe(expected);
  });

  it('tells when nothing is left', () => {
    const used = (headers: Record<string, string>) =>
      isUsedUp(new Headers(headers));
    expect(used({ 'x-ratelimit-remaining': '0' })).toBe(true);
    expect(used({ ratelimit: '"default";r=0;t=42' })).toBe(true);
    expect(used({ 'ratelimit-remaining': '10' })).toBe(false);
    expect(used({})).toBe(false);
  });
});
