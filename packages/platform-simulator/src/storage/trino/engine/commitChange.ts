/** Changes of rows on their way into the table. */
import { commitRows, isConflict, type RowChange } from '../../lake/commitFiles';
import { currentSchema } from '../../lake/writeFiles';
import { SqlError } from '../SqlError';
import type { SqlRow } from '../types';
import { asCommitError } from './asCommitError';
import { MAX_ROWS, type EngineContext } from './context';
import type { FoundTable } from './names';

const APPEND_ATTEMPTS = 5;

/** @throws SqlError `CONSTRAINT_VIOLATION` for a NULL where none may be */
function assertRequired(table: FoundTable, rows: readonly SqlRow[]): void {
  const { fields } = currentSchema(table.table.metadata);
  fields.forEach((field, at) => {
    if (!field.required || !rows.some(row => row[at] === null)) return;
    throw new SqlError(
      'CONSTRAINT_VIOLATION',
      `NULL value not allowed for NOT NULL column: ${field.name}`,
    );
  });
}

/** Commits a change against the state that it was made from. @throws SqlError `ICEBERG_COMMIT_ERROR` */
export async function commitChange(
  table: FoundTable,
  change: RowChange,
  context: EngineContext,
): Promise<void> {
  assertRequired(table, change.added);
  if (change.added.length > MAX_ROWS) {
    throw new SqlError(
      'EXCEEDED_GLOBAL_MEMORY_LIMIT',
      `Query exceeded the memory limit of ${MAX_ROWS} rows`,
    );
  }
  if (change.added.length === 0 && change.removed.length === 0) return;
  try {
    await commitRows(
      context.lake,
      { name: table.name, base: table.table.metadata, now: context.now },
      change,
    );
  } catch (error) {
    throw asCommitError(error);
  }
}

/** Rows were made for the columns of one schema. @throws SqlError `ICEBERG_COMMIT_ERROR` when there is another by now */
function assertSameSchema(before: FoundTable, now: FoundTable): void {
  const id = 'current-schema-id';
  if (before.table.metadata[id] === now.table.metadata[id]) return;
  throw new SqlError(
    'ICEBERG_COMMIT_ERROR',
    'Failed to commit: the schema of the table has changed',
  );
}

/** Adds rows; who was overtaken tries again, because rows that are added take nothing from anybody. @throws SqlError */
export async function insertRows(
  table: FoundTable,
  rows: readonly SqlRow[],
  context: EngineContext,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const current = { ...table, table: context.lake.loadTable(table.name) };
    assertSameSchema(table, current);
    try {
      await commitChange(current, { added: rows, removed: [] }, context);
      return;
    } catch (error) {
      const cause = error instanceof SqlError ? error.cause : undefined;
      if (!isConflict(cause) || attempt >= APPEND_ATTEMPTS) throw error;
    }
  }
}
