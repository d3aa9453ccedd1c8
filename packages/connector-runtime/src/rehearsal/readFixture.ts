import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file below `fixtures/` as JSON. */
export async function readFixture(
  root: string,
  name: string,
): Promise<readonly unknown[]> {
  const text = await readFile(join(root, 'fixtures', name), 'utf8');
  const document: unknown = JSON.parse(text);
  return Array.isArray(document) ? document : [document];
}
