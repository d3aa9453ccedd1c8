import fc from 'fast-check';
import { canonicalDecimal } from './canonicalDecimal';
import { coerceColumns, coerceValue, MISSING } from './coerceColumns';
import { parseJson } from './exactJson';
import { cursorCandidatesOf, guessSchema } from './guessSchema';
import { checkRow } from '../schema';

describe('canonicalDecimal', () => {
  it('keeps every digit: the value is the same fraction, however it was written', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: -30, max: 30 }),
        (digits, scale, exponent) => {
          const sign = digits < 0n ? '-' : '';
          const size = (digits < 0n ? -digits : digits).toString();
          const padded = size.padStart(scale + 1, '0');
          const at = padded.length - scale;
          const written = `${sign}${padded.slice(0, at)}.${padded.slice(
            at,
          )}e${exponent}`;
          const [whole, fraction = ''] = String(
            canonicalDecimal(written),
          ).split('.');
          // value = digits * 10^(exponent - scale), compared without division.
          const left =
            BigInt(whole.replace('-', '') + fraction) *
            (whole.startsWith('-') ? -1n : 1n);
          const power = exponent - scale + fraction.length;
          expect(power >= 0 ? digits * 10n ** BigInt(power) : digits).toBe(
            power >= 0 ? left : left * 10n ** BigInt(-power),
          );
        },
      ),
    );
  });

  it('has one form a value', () => {
    for (const text of ['71.26', '+71.260', '071.26', '7126e-2', '0.7126E2']) {
      expect(canonicalDecimal(text)).toBe('71.26');
    }
    expect(canonicalDecimal('-0.00')).toBe('0');
    expect(canonicalDecimal('.5')).toBe('0.5');
    for (const text of ['', '.', '-', 'e5', '1,5', '0x1', 'NaN', '1e99999']) {
      expect(canonicalDecimal(text)).toBeUndefined();
    }
  });

  it('leaves what it gives alone', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        value => {
          const text = canonicalDecimal(String(value));
          expect(Number(text)).toBe(value === 0 ? 0 : value);
          expect(canonicalDecimal(String(text))).toBe(text);
        },
      ),
    );
  });
});

describe('parseJson', () => {
  it('keeps the digits of numbers that no double holds, and numbers as numbers otherwise', () => {
    const text =
      '{"a":71.26,"b":71.260000000000000001,"c":9007199254740993,"d":1e2,"e":"x"}';
    expect(parseJson(text, true)).toEqual({
      a: 71.26,
      b: '71.260000000000000001',
      c: '9007199254740993',
      d: 100,
      e: 'x',
    });
    expect(parseJson(text, false)).toMatchObject({ b: 71.26 });
  });

  it('gives what JSON.parse gives for everything that JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = JSON.stringify(value);
        expect(parseJson(text, true)).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe('coerceValue', () => {
  it('makes every word for "no value" null, with any space around it, and never a number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MISSING),
        fc.constantFrom('', ' ', '\t'),
        fc.constantFrom(
          'text' as const,
          'decimal' as const,
          'number' as const,
          'integer' as const,
          'boolean' as const,
          'date' as const,
          'timestamp' as const,
        ),
        (word, space, as) => {
          expect(coerceValue({ as }, `${space}${word}${space}`)).toBeNull();
        },
      ),
    );
  });

  it('changes nothing that it cannot make what was declared', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter(text => /^[^\d.\-NA\s]/.test(text)),
        text => {
          fc.pre(canonicalDecimal(text.trim()) === undefined);
          for (const as of ['decimal', 'number', 'integer', 'date'] as const) {
            expect(coerceValue({ as }, text)).toBe(text);
          }
        },
      ),
    );
  });

  it('leaves a column without a kind alone, whatever it holds', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        expect(coerceValue({}, value)).toBe(value);
      }),
    );
  });

  it.each([
    ['decimal', '71.260', '71.26'],
    ['decimal', 71.26, '71.26'],
    ['decimal', '1e-7', '0.0000001'],
    ['number', '71.26', 71.26],
    ['number', '1,5', '1,5'],
    ['integer', '12', 12],
    ['integer', '12.5', '12.5'],
    ['integer', '9007199254740993', '9007199254740993'],
    ['boolean', 'yes', true],
    ['boolean', '0', false],
    ['boolean', 'perhaps', 'perhaps'],
    ['text', 5, '5'],
    ['date', '2026-06-15T00:00:00', '2026-06-15'],
    ['date', 'yesterday', 'yesterday'],
    ['timestamp', '2026-06-15', '2026-06-15T00:00:00.000Z'],
    ['timestamp', '2026-06-15T07:00:00-05:00', '2026-06-15T12:00:00.000Z'],
    ['timestamp', '2026-06-15 07:00:00.123456+00', '2026-06-15T07:00:00.123Z'],
    ['timestamp', '2026-13-45T99:00', '2026-13-45T99:00'],
  ] as const)('%s %j -> %j', (as, value, expected) => {
    expect(coerceValue({ as }, value)).toBe(expected);
  });

  it('turns times since 1970 into the day of the zone they are of', () => {
    const start = 1781841600000; // Midnight in New York, 04:00 in UTC.
    const column = { as: 'date', epoch: 'milliseconds' } as const;
    const zone = 'America/New_York';
    expect(coerceValue({ ...column, zone }, start)).toBe('2026-06-19');
    expect(coerceValue({ ...column, zone }, start - 1)).toBe('2026-06-18');
    expect(coerceValue(column, start - 1)).toBe('2026-06-19');
    expect(
      coerceValue({ as: 'timestamp', epoch: 'seconds' }, '1781841600'),
    ).toBe('2026-06-19T04:00:00.000Z');
  });

  it('keeps the source its own words for "no value"', () => {
    expect(coerceValue({ as: 'decimal', missing: ['W'] }, 'W')).toBeNull();
    expect(coerceValue({ as: 'decimal', missing: ['W'] }, '-')).toBe('-');
  });
});

describe('coerceColumns', () => {
  const one = (
    columns: Parameters<typeof coerceColumns>[0],
    record: unknown,
    origin: Parameters<typeof coerceColumns>[2] = { answer: undefined },
  ) => coerceColumns(columns, [record], origin)[0];

  it('renames, takes from answer and partition, and passes what is not declared', () => {
    const record = { '4. close': '1.50', deep: { b: '2' }, extra: 'kept' };
    expect(
      one(
        {
          close: { from: '4. close', as: 'decimal' },
          b: { from: 'deep.b', as: 'integer' },
          unit: { in: 'answer', from: 'meta.unit' },
          symbol: { in: 'partition' },
          absent: { as: 'decimal' },
        },
        record,
        { answer: { meta: { unit: '$/BBL' } }, partition: { symbol: 'WTI' } },
      ),
    ).toEqual({
      close: '1.5',
      b: 2,
      unit: '$/BBL',
      symbol: 'WTI',
      extra: 'kept',
    });
  });

  it('can swap two columns, and holds nothing for a place that is empty', () => {
    const swap = { a: { from: 'b' }, b: { from: 'a' } };
    expect(one(swap, { a: 1, b: 2 })).toEqual({ a: 2, b: 1 });
    expect(one(swap, { a: 1 })).toEqual({ b: 1 });
    expect(one({ a: { from: 'b' } }, { a: 1 })).toEqual({});
  });

  it('does not touch what is no object', () => {
    for (const odd of [null, 5, 'text', ['a']]) {
      expect(one({ a: { as: 'decimal' } }, odd)).toBe(odd);
    }
  });

  it('passes every record of which no column is declared, whatever it holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), record => {
        expect(one({}, record)).toEqual(record);
      }),
    );
  });
});

describe('guessSchema', () => {
  it('is kept by the rows that it was guessed from', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record(
            {
              a: fc.oneof(fc.integer(), fc.constant(null)),
              b: fc.string(),
              c: fc.boolean(),
              d: fc.double({ noNaN: true, noDefaultInfinity: true }),
            },
            { requiredKeys: ['a'] },
          ),
          { minLength: 1 },
        ),
        rows => {
          const schema = guessSchema(rows);
          for (const row of rows) {
            const checked = checkRow(schema, row);
            const problems = checked.ok ? [] : checked.problems;
            // Text among words for "no value" is nullable, and stays text until its column is coerced.
            expect(problems).toEqual([]);
          }
        },
      ),
    );
  });

  it('finds decimals, dates, what may be missing and what could be the cursor', () => {
    const rows = [
      { period: '2026-01', id: 1, value: '1.5', code: '007', at: '2026-01-01' },
      { period: '2026-02', id: 2, value: '.', code: '008', at: '2026-01-02' },
    ];
    const schema = guessSchema(rows);
    expect(schema.properties).toEqual({
      period: { type: 'string' },
      id: { type: 'integer' },
      value: { type: ['string', 'null'], format: 'decimal' },
      code: { type: 'string' },
      at: { type: 'string', format: 'date' },
    });
    expect(cursorCandidatesOf(rows, schema)).toEqual(['period', 'id', 'at']);
  });
});

describe('columns from inside of a structure', () => {
  const origin = { answer: undefined };
  const columns = {
    symbol: { from: 'meta.symbol', as: 'text' },
    unit: { from: 'meta.price.unit', as: 'text' },
  } as const;

  it('take what they name out of it; what is left stays a column, and nothing left is none', () => {
    const meta = { symbol: 'WTI', price: { unit: 'USD' } };
    const more = { symbol: 'WTI', price: { unit: 'USD', scale: 2 } };
    expect(
      coerceColumns(columns, [{ meta }, { meta: more }, { meta: 'x' }], origin),
    ).toEqual([
      { symbol: 'WTI', unit: 'USD' },
      { meta: { price: { scale: 2 } }, symbol: 'WTI', unit: 'USD' },
      { meta: 'x' },
    ]);
  });
});
