import fc from 'fast-check';
import {
  dayParts,
  decimalText,
  momentOf,
  scaledText,
  timestampParts,
  unscaledDecimal,
} from './exactValues';
import { decimalBytes, momentText, plainName } from './parquet/parquetColumns';

const price = { precision: 38, scale: 9 };

describe('decimals', () => {
  it('keeps every digit, both ways', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
        fc.integer({ min: 0, max: 38 }),
        (unscaled, scale) => {
          const text = scaledText(unscaled, scale);
          expect(unscaledDecimal('p', { precision: 38, scale }, text)).toBe(
            unscaled,
          );
        },
      ),
    );
  });

  it('reads what JavaScript prints of a number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 9 }),
        (digits, places) => {
          const text = scaledText(BigInt(digits), places);
          expect(Number(decimalText('p', price, text))).toBe(
            digits / 10 ** places,
          );
        },
      ),
    );
    expect(decimalText('p', price, '1e-7')).toBe('0.000000100');
    expect(decimalText('p', price, '-.5')).toBe('-0.500000000');
    expect(decimalText('p', price, '+12.')).toBe('12.000000000');
    expect(decimalText('p', price, '0e300')).toBe('0.000000000');
  });

  it.each([
    '',
    '.',
    '-',
    'e5',
    '1,5',
    '0x10',
    'NaN',
    '1e',
    '1.0000000001',
    '1e30',
    "1'",
  ])('refuses %j', text => {
    expect(() => decimalText('p', price, text)).toThrow(
      'correct the schema of the column',
    );
  });

  it('takes the bytes that the specification gives a precision', () => {
    expect([1, 2, 9, 10, 18, 19, 20, 38].map(decimalBytes)).toEqual([
      1, 1, 4, 5, 8, 9, 9, 16,
    ]);
  });
});

describe('moments', () => {
  it('agrees with the calendar of JavaScript on every millisecond', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('1000-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59Z'),
          noInvalidDate: true,
        }),
        date => {
          const parts = timestampParts('at', date.toISOString());
          expect(parts.micros).toBe(BigInt(date.getTime()) * 1000n);
          expect(`${parts.date}T${parts.time.slice(0, -3)}Z`).toBe(
            date.toISOString(),
          );
          expect(Date.parse(momentText(parts.micros))).toBe(date.getTime());
          expect(parts.days).toBe(Math.floor(date.getTime() / 86_400_000));
        },
      ),
    );
  });

  it.each([
    ['2026-11-21T06:00:00+02:30', '2026-11-21T03:30:00Z'],
    ['2026-11-21T06:00:00-0500', '2026-11-21T11:00:00Z'],
    ['2026-11-21 06:00:00.123456789 UTC', '2026-11-21T06:00:00.123456Z'],
    ['2026-11-21T06:00', '2026-11-21T06:00:00Z'],
    ['2026-11-21', '2026-11-21T00:00:00Z'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999999Z'],
  ])('reads %s', (text, canonical) => {
    expect(momentText(timestampParts('at', text).micros)).toBe(canonical);
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-1-1',
    '24:00',
    '2026-01-01T24:00:00Z',
    'now',
    '',
    "2026-01-01' OR '1",
  ])('refuses %j', text => {
    expect(() => timestampParts('at', text)).toThrow('no date or date-time');
  });

  it('takes a midnight for a day and refuses to lose a time', () => {
    expect(dayParts('d', '2026-01-01T00:00:00Z').days).toBe(20454);
    expect(() => dayParts('d', '2026-01-01T00:00:01Z')).toThrow(
      'without a time of day',
    );
    expect(momentOf(-1n).date).toBe('1969-12-31');
  });
});

it('makes names that every reader of files takes', () => {
  expect(plainName('a.b')).toBe('a_x2Eb');
  expect(plainName('1st')).toBe('_1st');
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), name => {
      expect(plainName(name)).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
    }),
  );
});
