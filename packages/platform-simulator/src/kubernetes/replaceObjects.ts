import { isDeepStrictEqual } from 'node:util';
import type { Seed } from './completeSeeds';
import { objectKey, type ObjectTable } from './ObjectTable';
import { storageKey } from './resourceTypes';

/** Makes a table hold exactly these seeds, by the smallest set of writes; the objects are written as they are. */
export function replaceObjects(
  table: ObjectTable,
  seeds: readonly Seed[],
): void {
  const rows = seeds.map(({ type, draft }) => ({
    row: { key: storageKey(type), name: objectKey(draft.metadata) },
    draft,
  }));
  const wanted = new Set(rows.map(({ row }) => `${row.key}/${row.name}`));
  for (const key of table.keys) {
    for (const object of table.list(key)) {
      if (!wanted.has(`${key}/${objectKey(object.metadata)}`)) {
        table.remove(key, object);
      }
    }
  }
  for (const { row, draft } of rows) {
    const stored = table.get(row);
    const resourceVersion = stored?.metadata.resourceVersion;
    if (resourceVersion) draft.metadata.resourceVersion = resourceVersion;
    if (!isDeepStrictEqual(draft, stored)) table.put(row.key, draft);
  }
}
