/*
 * What a run leaves behind, under keys that follow from the run and the page alone: writing a page twice writes the
 * same object. Rows that were read again (lookback) are newer objects with the same primary key; a reader keeps the
 * newest.
 */
import type { StreamDeclaration } from './declaration';
import type { ObjectStore } from './ports';
import type { Row } from './schema';

/** The kinds of objects of a page. */
export type PageObject = 'raw' | 'rows' | 'rejected';

/** Key of one object of one page. */
export function pageKey(options: {
  kind: PageObject;
  stream: string;
  run: string;
  page: number;
}): string {
  const extension = options.kind === 'raw' ? 'json' : 'ndjson';
  const page = String(options.page).padStart(6, '0');
  return `${options.kind}/${options.stream}/run=${options.run}/page-${page}.${extension}`;
}

/** Rows as newline-delimited JSON with sorted columns: equal rows are equal bytes. */
export function encodeLines(lines: ReadonlyArray<object>): Uint8Array {
  const text = lines.map(line =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    ),
  );
  return Buffer.from(text.map(line => `${line}\n`).join(''));
}

/** The table of a stream: one row a primary key, the newest kept, sorted by key. */
export async function readTable(
  store: ObjectStore,
  stream: StreamDeclaration,
): Promise<Row[]> {
  const rows = new Map<string, Row>();
  for (const key of await store.list(`rows/${stream.name}/`)) {
    const bytes = await store.get(key);
    for (const line of Buffer.from(bytes ?? [])
      .toString('utf8')
      .split('\n')
      .filter(Boolean)) {
      const row: Row = JSON.parse(line);
      rows.set(
        JSON.stringify(stream.primaryKey.map(column => row[column] ?? null)),
        row,
      );
    }
  }
  return [...rows.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
}
