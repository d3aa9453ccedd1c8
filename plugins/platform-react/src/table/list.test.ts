import fc from 'fast-check';
import { compareKeys, type SortKey } from './compareKeys';
import {
  defineList,
  filterRows,
  findRows,
  readQuestion,
  sortRows,
  writeQuestion,
} from './list';

type Row = {
  id: number;
  name: string;
  owners: string[];
  size: number | undefined;
};

const list = defineList({
  words: (row: Row) => [row.name, ...row.owners],
  filters: { owner: row => row.owners, name: row => row.name },
  orders: { name: row => row.name, size: row => [row.size, row.name] },
  initial: { sort: 'size', descending: true },
  tieBreak: row => row.name,
});

const anyWord = fc.constantFrom('gas', 'Oil', 'power', 'LNG', '');
const anyRows = fc
  .array(
    fc.record({
      name: anyWord,
      owners: fc.array(anyWord, { maxLength: 3 }),
      size: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    }),
    { maxLength: 12 },
  )
  .map(rows => rows.map((row, id) => ({ ...row, id })));
const anyQuestion = fc.record({
  search: fc.array(anyWord, { maxLength: 3 }).map(words => words.join(' ')),
  filters: fc.record({ owner: anyWord, name: anyWord }),
  sort: fc.constantFrom('name' as const, 'size' as const),
  descending: fc.boolean(),
});
const ids = (rows: readonly Row[]) => rows.map(({ id }) => id);
const inOrder = (rows: readonly Row[]) => ids(rows).sort((a, b) => a - b);

describe('sortRows', () => {
  it('gives a permutation, and leaves what it was given alone', () => {
    fc.assert(
      fc.property(anyRows, anyQuestion, (rows, question) => {
        const before = ids(rows);
        expect(inOrder(sortRows(list, rows, question))).toEqual(before);
        expect(ids(rows)).toEqual(before);
      }),
    );
  });

  it('puts neighbours in order', () => {
    fc.assert(
      fc.property(anyRows, anyQuestion, (rows, question) => {
        const sorted = sortRows(list, rows, question);
        sorted.slice(1).forEach((row, i) => {
          const keyOf = list.orders[question.sort];
          expect(
            compareKeys(keyOf(sorted[i]), keyOf(row), question.descending),
          ).toBeLessThanOrEqual(0);
        });
      }),
    );
  });

  it('is stable: rows that nothing tells apart keep the order they came in', () => {
    const blind = defineList({
      words: () => [],
      filters: {},
      orders: { size: (row: Row) => row.size },
      initial: { sort: 'size', descending: false },
      tieBreak: () => '',
    });
    fc.assert(
      fc.property(anyRows, fc.boolean(), (rows, descending) => {
        const sorted = sortRows(blind, rows, { sort: 'size', descending });
        for (const size of [undefined, 0, 1, 2, 3]) {
          const equal = ids(sorted.filter(row => row.size === size));
          expect(equal).toEqual([...equal].sort((a, b) => a - b));
        }
      }),
    );
  });

  it('puts the unknown last, whichever way', () => {
    fc.assert(
      fc.property(anyRows, fc.boolean(), (rows, descending) => {
        const known = sortRows(list, rows, { sort: 'size', descending }).map(
          ({ size }) => size !== undefined,
        );
        expect(known).toEqual([...known].sort().reverse());
      }),
    );
  });

  it('counts as people do', () => {
    const rows = ['node 10', 'node 9', 'Node 1'].map((name, id) => ({
      id,
      name,
      owners: [],
      size: 0,
    }));
    expect(
      sortRows(list, rows, { sort: 'name', descending: false }).map(
        ({ name }) => name,
      ),
    ).toEqual(['Node 1', 'node 9', 'node 10']);
  });
});

describe('compareKeys', () => {
  const anyValue = fc.oneof(
    fc.double(),
    fc.string({ maxLength: 3 }),
    fc.constant(undefined),
  );
  const anyKey: fc.Arbitrary<SortKey> = fc.oneof(
    anyValue,
    fc.array(anyValue, { maxLength: 2 }),
  );

  it('is a total order, even of mixed and unknown keys', () => {
    fc.assert(
      fc.property(anyKey, anyKey, anyKey, fc.boolean(), (a, b, c, down) => {
        expect(Math.sign(compareKeys(a, b, down))).toBe(
          0 - Math.sign(compareKeys(b, a, down)),
        );
        const [x, y, z] = [a, b, c].sort((l, r) => compareKeys(l, r, down));
        expect(compareKeys(x, y, down)).toBeLessThanOrEqual(0);
        expect(compareKeys(y, z, down)).toBeLessThanOrEqual(0);
        expect(compareKeys(x, z, down)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('filterRows', () => {
  it('does not depend on the order of rows or of words', () => {
    fc.assert(
      fc.property(anyRows, anyQuestion, (rows, question) => {
        const search = question.search.split(' ').reverse().join(' ');
        expect(
          inOrder(filterRows(list, [...rows].reverse(), question)),
        ).toEqual(ids(filterRows(list, rows, { ...question, search })));
      }),
    );
  });

  it('gives the same whether filters are asked at once or one after another, in any order', () => {
    fc.assert(
      fc.property(anyRows, anyQuestion, (rows, question) => {
        const nothing = { search: '', filters: { owner: '', name: '' } };
        const { search, filters } = question;
        const parts = [
          { ...nothing, search },
          { ...nothing, filters: { ...nothing.filters, owner: filters.owner } },
          { ...nothing, filters: { ...nothing.filters, name: filters.name } },
        ];
        const apply = (order: typeof parts) =>
          ids(
            order.reduce<Row[]>(
              (left, part) => filterRows(list, left, part),
              rows,
            ),
          );
        const atOnce = ids(filterRows(list, rows, question));
        expect(apply(parts)).toEqual(atOnce);
        expect(apply([...parts].reverse())).toEqual(atOnce);
      }),
    );
  });

  it('takes a row only for what it says', () => {
    const rows = [
      { id: 0, name: 'Gas prices', owners: ['desk'], size: 1 },
      { id: 1, name: 'Power', owners: ['desk', 'gas'], size: 2 },
      { id: 2, name: 'Oil', owners: [], size: 3 },
    ];
    const found = (query: string) =>
      ids(findRows(list, rows, readQuestion(list, new URLSearchParams(query))));
    expect(found('')).toEqual([2, 1, 0]);
    expect(found('q=GAS')).toEqual([1, 0]);
    expect(found('q= prices gas ')).toEqual([0]);
    expect(found('owner=gas')).toEqual([1]);
    expect(found('owner=desk&name=Power')).toEqual([1]);
    expect(found('owner=nobody')).toEqual([]);
    // A word is not found across the border of two texts.
    expect(found('q=oweroil')).toEqual([]);
  });
});

describe('the question in the address', () => {
  it('is kept without loss, whatever people type', () => {
    const anything = fc.record({
      search: fc.string(),
      filters: fc.record({ owner: fc.string(), name: fc.string() }),
      sort: fc.constantFrom('name' as const, 'size' as const),
      descending: fc.boolean(),
    });
    fc.assert(
      fc.property(anything, question => {
        const address = writeQuestion(list, question).toString();
        expect(readQuestion(list, new URLSearchParams(address))).toEqual(
          question,
        );
      }),
    );
  });

  it('leaves out what is at its default, and keeps what is not its own', () => {
    const asked = readQuestion(list, new URLSearchParams());
    expect(writeQuestion(list, asked).toString()).toBe('');
    expect(
      writeQuestion(
        list,
        { ...asked, search: 'gas' },
        new URLSearchParams('tab=2&owner=desk'),
      ).toString(),
    ).toBe('tab=2&q=gas');
  });

  it('falls back to the initial order when it names an order that there is not', () => {
    expect(
      readQuestion(list, new URLSearchParams('sort=nonsense')),
    ).toMatchObject(list.initial);
  });
});

describe('defineList', () => {
  it('refuses a filter whose name the address uses otherwise', () => {
    expect(() => defineList({ ...list, filters: { sort: () => '' } })).toThrow(
      "A filter cannot be called 'sort'",
    );
  });
});
