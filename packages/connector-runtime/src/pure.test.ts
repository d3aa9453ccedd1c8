import fc from 'fast-check';
import { furthest, startOf } from './cursor';
import type { ConnectorDeclaration } from './declaration';
import { DEFAULT_LIMITS, defineConnector } from './declaration';
import { valueAt } from './places';
import { delayBefore, isRetryable, readRetryAfter } from './retry';
import { checkRow } from './schema';
import { createScrub } from './scrub';
import { testDeclaration } from './testSource';

const day = {
  field: 'period',
  granularity: 'day',
  initial: '2026-01-01',
  lookback: 2,
} as const;

describe('startOf', () => {
  it.each([
    ['day', '2026-03-01', 1, '2026-02-28'],
    ['hour', '2026-01-02T01', 3, '2026-01-01T22'],
    ['month', '2026-01', 2, '2025-11'],
    ['year', '2026', 3, '2023'],
  ] as const)(
    'steps back by %s',
    (granularity, reached, lookback, expected) => {
      expect(
        startOf({ ...day, granularity, lookback, initial: '2000' }, reached),
      ).toBe(expected);
    },
  );

  it('never starts before the beginning or after the cursor', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('2026-01-01'),
          max: new Date('2030-01-01'),
          noInvalidDate: true,
        }),
        fc.nat(400),
        (date, lookback) => {
          const reached = date.toISOString().slice(0, 10);
          const start = startOf({ ...day, lookback }, reached);
          expect(start >= day.initial && start <= reached).toBe(true);
        },
      ),
    );
  });

  it('refuses a cursor of another granularity', () => {
    expect(() => startOf(day, '2026-01')).toThrow('granularity');
  });

  it('keeps the further of two cursors', () => {
    expect(furthest(undefined, undefined)).toBeUndefined();
    expect(furthest('2026-01-02', undefined)).toBe('2026-01-02');
    expect(furthest('2026-01-02', '2026-01-10')).toBe('2026-01-10');
  });
});

describe('delayBefore', () => {
  it('stays between what the source asks for and the bound', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.option(fc.nat(100_000), { nil: undefined }),
        (attempt, random, retryAfterMs) => {
          const delay = delayBefore({
            attempt,
            limits: DEFAULT_LIMITS,
            random: () => random,
            retryAfterMs,
          });
          expect(delay).toBeGreaterThanOrEqual(retryAfterMs ?? 0);
          expect(delay).toBeLessThanOrEqual(
            (retryAfterMs ?? 0) + DEFAULT_LIMITS.maxDelayMs,
          );
        },
      ),
    );
  });

  it('reads both forms of Retry-After', () => {
    const now = Date.parse('2026-11-21T06:00:00Z');
    expect(readRetryAfter('12', now)).toBe(12_000);
    expect(readRetryAfter('Sat, 21 Nov 2026 06:00:05 GMT', now)).toBe(5_000);
    expect(readRetryAfter('soon', now)).toBeUndefined();
    expect(readRetryAfter(null, now)).toBeUndefined();
  });

  it('retries only what time can mend', () => {
    expect([200, 400, 401, 403, 404, 422].some(isRetryable)).toBe(false);
    expect([408, 425, 429, 500, 502, 503, 504].every(isRetryable)).toBe(true);
  });
});

describe('createScrub', () => {
  it('leaves no form of a secret, for any secret and any text around it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6 }),
        fc.string(),
        (secret, around) => {
          const scrub = createScrub([secret]);
          const hidden = scrub(
            `${around}?k=${encodeURIComponent(secret)}&s=${secret}${around}`,
          );
          expect(hidden.includes(secret)).toBe(false);
        },
      ),
    );
  });

  it('ignores an empty secret', () => {
    expect(createScrub([''])('text')).toBe('text');
  });
});

describe('checkRow', () => {
  const schema = testDeclaration().streams[0].schema;

  it('accepts what it gives back, for any record', () => {
    fc.assert(
      fc.property(fc.anything(), record => {
        const checked = checkRow(schema, record);
        const again = checked.ok ? checkRow(schema, checked.row) : checked;
        expect(again).toEqual(checked);
      }),
    );
  });

  it('rejects columns outside a closed contract', () => {
    const closed = { ...schema, additionalProperties: false };
    const record = {
      period: '2026-01-01',
      series: 'RWTC',
      value: '1',
      more: 1,
    };
    expect(checkRow(closed, record)).toEqual({
      ok: false,
      problems: ['more: not in the contract'],
    });
  });
});

describe('valueAt', () => {
  it('sees own keys only', () => {
    expect(valueAt({ a: { b: 1 } }, 'a.b')).toBe(1);
    expect(valueAt({}, '__proto__.toString')).toBeUndefined();
    expect(valueAt(undefined, 'a')).toBeUndefined();
  });
});

describe('defineConnector', () => {
  const declared = testDeclaration();
  const [stream] = declared.streams;
  it.each([
    [{ name: 'Bad Name' }, 'lower-case'],
    [{ streams: [] }, 'at least one'],
    [{ streams: [stream, stream] }, 'share a name'],
    [
      { authentication: { in: 'header', name: 'x-key', secret: 'abc123' } },
      'never is the key',
    ],
    [
      { streams: [{ ...stream, primaryKey: ['id'] }] },
      "'id' is not in the schema",
    ],
    [
      { streams: [{ ...stream, cursor: { ...stream.cursor, field: 'date' } }] },
      "'date' is no column",
    ],
    [{ streams: [{ ...stream, path: 'x' }] }, "start with '/'"],
  ] as Array<[Partial<ConnectorDeclaration>, string]>)(
    'refuses %j',
    (change, message) => {
      expect(() => defineConnector({ ...declared, ...change })).toThrow(
        message,
      );
    },
  );
});
