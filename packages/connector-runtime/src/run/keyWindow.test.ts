import fc from 'fast-check';
import type { Row } from '../schema';
import { createKeyWindow, dropDuplicates, keyOf } from './keyWindow';

const row = (id: string, value: number): Row => ({ id, value });

it('drops what was the same before and keeps what is newer', () => {
  const window = createKeyWindow(['id']);
  const first = dropDuplicates([row('a', 1), row('b', 1)], ['id'], window);
  expect(first).toEqual({ rows: [row('a', 1), row('b', 1)], duplicates: 0 });
  const second = dropDuplicates(
    [row('b', 1), row('a', 2), row('c', 1), row('c', 3)],
    ['id'],
    window,
  );
  expect(second).toEqual({ rows: [row('a', 2), row('c', 3)], duplicates: 2 });
});

it('never remembers more keys than it may', () => {
  const window = createKeyWindow(['id'], 2);
  for (const id of ['a', 'b', 'c']) {
    expect(window.see(row(id, 1))).toBe('new');
  }
  expect(window.see(row('c', 1))).toBe('same');
  expect(window.see(row('a', 1))).toBe('new');
});

it('leaves the same table as if nothing had been dropped, however rows are paged', () => {
  const rows = fc.array(
    fc.record({ id: fc.constantFrom('a', 'b', 'c'), value: fc.nat(2) }),
  );
  fc.assert(
    fc.property(fc.array(rows), pages => {
      const window = createKeyWindow(['id']);
      const table = new Map<string, Row>();
      const expected = new Map<string, Row>();
      let kept = 0;
      for (const page of pages) {
        for (const one of dropDuplicates(page, ['id'], window).rows) {
          table.set(keyOf(one, ['id']), one);
          kept += 1;
        }
        for (const one of page) {
          expected.set(keyOf(one, ['id']), one);
        }
      }
      expect(table).toEqual(expected);
      expect(kept).toBeLessThanOrEqual(pages.flat().length);
    }),
  );
});
