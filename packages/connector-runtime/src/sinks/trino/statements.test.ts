import fc from 'fast-check';
import type { Row } from '../../schema';
import { canonicalRows, markedRows } from '../rowMarks';
import { priceRow, priceTable } from '../tableSink.conformance';
import {
  createTable,
  MAX_STATEMENT_CHARACTERS,
  MAX_STATEMENT_ROWS,
  mergeStatements,
  quoteName,
  quoteText,
} from './statements';

/** Words of SQL as the standard reads them: quoted things are one word, whatever is in them. */
function wordsOf(sql: string): string[] {
  const words: string[] = [];
  let rest = sql;
  while (rest.length > 0) {
    const word =
      /^(?:'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_][A-Za-z0-9_]*|-?\d[\d.]*(?:E-?\d+)?|\s+|[(),.=<>[\]])/.exec(
        rest,
      )?.[0];
    if (word === undefined) {
      throw new Error(`This is no word: ${rest.slice(0, 40)}`);
    }
    if (word.trim() !== '') {
      words.push(word);
    }
    rest = rest.slice(word.length);
  }
  return words;
}

const shapeOf = (sql: string) =>
  wordsOf(sql).map(word => word.replace(/^(['"]).*\1$/s, '$1$1'));

function mergesOf(rows: Row[], table = priceTable()): string[] {
  return [
    ...mergeStatements(
      'iceberg',
      table,
      canonicalRows(
        table,
        markedRows(table, { run: '1', page: 0, rows, cursor: null }),
      ),
    ),
  ];
}

describe('text in a statement', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        "'",
        '"',
        '\\',
        ';',
        '-',
        '\n',
        '\u0000',
        ')',
        '(',
        'x',
      ),
    }),
    fc.constantFrom(
      "'; DROP TABLE x; --",
      "\\'",
      "''",
      "' OR 1=1 --",
      '\u2019',
      '\uff07',
    ),
  );

  it('is one word that says what it said, and moves nothing around it', () => {
    const plain = shapeOf(
      mergesOf([priceRow('2026-01-01', 'a', { note: 'a' })])[0],
    );
    fc.assert(
      fc.property(anyText, anyText, (note, series) => {
        const [sql, ...more] = mergesOf([
          priceRow('2026-01-01', series, { note }),
        ]);
        expect(more).toEqual([]);
        expect(shapeOf(sql)).toEqual(plain);
        expect(wordsOf(sql)).toContain(quoteText(note));
        expect(quoteText(note).slice(1, -1).replaceAll("''", "'")).toBe(note);
      }),
      { numRuns: 500 },
    );
  });

  it('cannot be smuggled through a name', () => {
    const plain = shapeOf(createTable('iceberg', priceTable()));
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 1, maxLength: 20 })
          .filter(n => !n.includes('\u0000')),
        name => {
          expect(shapeOf(createTable('iceberg', priceTable({ name })))).toEqual(
            plain,
          );
          expect(quoteName(name).slice(1, -1).replaceAll('""', '"')).toBe(name);
        },
      ),
    );
    expect(() => quoteName('')).toThrow('give it a printable name');
    expect(() => quoteName('a\u0000')).toThrow('give it a printable name');
  });

  it('is refused where it does not have the shape of the type', () => {
    for (const wrong of [
      { price: "1'; DROP TABLE x --" },
      { at: "2026-01-01' --" },
      { day: "2026-01-01'" },
      { volume: '1' },
      { ratio: '1; 2' },
      { open: "TRUE'" },
    ] as Row[]) {
      expect(() => mergesOf([priceRow('2026-01-01', 'a', wrong)])).toThrow(
        'correct the schema of the column',
      );
    }
  });
});

describe('a merge', () => {
  it('is one form for each type', () => {
    const [sql] = mergesOf([
      priceRow('2026-01-01', "o'neil", {
        at: '2026-01-01T01:00:00+01:00',
        price: '1.5',
        volume: -5,
        ratio: 0.1,
        open: true,
      }),
    ]);
    expect(sql).toContain(
      `(VALUES (DATE '2026-01-01', 'o''neil', TIMESTAMP '2026-01-01 00:00:00.000000 UTC', DECIMAL '1.500000', NULL, -5, 1E-1, TRUE, NULL, '1', 0)) AS s (`,
    );
    expect(sql).toContain(
      'ON t."day" = s."day" AND t."series" = s."series" WHEN MATCHED AND (',
    );
    expect(sql).not.toContain('SET "day"');
  });

  it('stays below the bounds and holds every row once, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 150_000 }), { maxLength: 40 }),
        lengths => {
          const rows = lengths.map((length, index) =>
            priceRow('2026-01-01', `s${index}`, { note: "'".repeat(length) }),
          );
          const statements = mergesOf(rows);
          expect(
            statements.every(sql => sql.length <= MAX_STATEMENT_CHARACTERS),
          ).toBe(true);
          const seen = statements
            .join(' ')
            .match(/'s\d+'/g)
            ?.map(word => word.slice(1, -1));
          expect(seen ?? []).toEqual(rows.map(row => row.series));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is cut into statements of at most so many rows', () => {
    const rows = Array.from(
      { length: MAX_STATEMENT_ROWS * 2 + 1 },
      (_, index) => priceRow('2026-01-01', `s${index}`),
    );
    expect(mergesOf(rows)).toHaveLength(3);
    expect(mergesOf([])).toEqual([]);
  });

  it('names the cure for a row that no statement can hold', () => {
    expect(() =>
      mergesOf([
        priceRow('2026-01-01', 'a', {
          note: 'x'.repeat(MAX_STATEMENT_CHARACTERS),
        }),
      ]),
    ).toThrow('use the iceberg sink');
  });
});

it('cuts a table by the quoted name of its column', () => {
  expect(
    createTable(
      'iceberg',
      priceTable({ partitionBy: { column: 'at', transform: 'month' } }),
    ),
  ).toMatch(
    /WITH \(format = 'PARQUET', partitioning = ARRAY\['month\(at\)'\]\)$/,
  );
});
