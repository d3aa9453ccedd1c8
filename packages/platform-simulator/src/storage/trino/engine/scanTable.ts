/** The rows of a table, file by file. */
import type { IcebergField } from '../../iceberg/types';
import { currentSchema } from '../../lake/writeFiles';
import { readParquet } from '../../lake/readParquet';
import {
  UnreadableTable,
  currentSnapshot,
  readLiveFiles,
  type LiveFile,
} from '../../lake/readSnapshot';
import { SqlError, notSupported } from '../SqlError';
import { fromIceberg, type SqlColumn, type SqlRow } from '../types';
import { assertWanted, type EngineContext, type Source } from './context';
import type { FoundTable } from './names';
import type { ScopeColumn } from './Scope';

const COUNTED_AT_ONCE = 10_000;

/** A file of a table whose columns are all known by place. */
export interface TableFields {
  fields: readonly IcebergField[];
  columns: readonly SqlColumn[];
}

/** The columns of a table as the engine sees them. A nested one is there, and reading it is refused. */
export function tableFields(table: FoundTable): TableFields {
  const { fields } = currentSchema(table.table.metadata);
  const columns = fields.map(({ name, type }) => ({
    name: name.toLowerCase(),
    type: fromIceberg(type) ?? { kind: 'unknown' as const },
  }));
  return { fields, columns };
}

/** The data files of the current snapshot. @throws SqlError `NOT_SUPPORTED` when they are not all readable */
export async function liveFiles(
  context: EngineContext,
  { table }: FoundTable,
): Promise<LiveFile[]> {
  try {
    const snapshot = currentSnapshot(table.metadata);
    return await readLiveFiles(context.lake.files, snapshot);
  } catch (error) {
    throw asSqlError(error);
  }
}

function asSqlError(cause: unknown): SqlError {
  if (cause instanceof SqlError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new SqlError(
    cause instanceof UnreadableTable ? 'NOT_SUPPORTED' : 'ICEBERG_BAD_DATA',
    message,
    { cause },
  );
}

/** Rows of a file that were only counted. */
function* counted(rows: number, width: number): Generator<SqlRow[]> {
  const row: SqlRow = Array(width).fill(null);
  for (let left = rows; left > 0; left -= COUNTED_AT_ONCE) {
    yield Array(Math.min(left, COUNTED_AT_ONCE)).fill(row);
  }
}

/** The rows of one file, with all columns in their places; those that are not used hold NULL. */
export async function* scanFile(
  context: EngineContext,
  file: LiveFile,
  options: { fields: readonly IcebergField[]; used?: ReadonlySet<number> },
): AsyncGenerator<SqlRow[]> {
  const { fields, used } = options;
  const { data_file: data } = file.entry;
  const places = fields
    .map((_field, at) => at)
    .filter(at => !used || used.has(at));
  const nested = places.find(at => !fromIceberg(fields[at].type));
  if (nested !== undefined) {
    throw notSupported(`Reading the nested column ${fields[nested].name}`);
  }
  if (places.length === 0) {
    yield* counted(Number(data.record_count), fields.length);
    return;
  }
  try {
    const bytes = await context.lake.files.read(data.file_path);
    const wanted = places.map(at => fields[at]);
    for await (const batch of readParquet(bytes, wanted)) {
      assertWanted(context);
      yield places.length === fields.length
        ? batch
        : batch.map(row => widen(row, places, fields.length));
    }
  } catch (error) {
    throw asSqlError(error);
  }
}

function widen(row: SqlRow, places: readonly number[], width: number): SqlRow {
  const wide: SqlRow[number][] = Array(width).fill(null);
  places.forEach((place, at) => {
    wide[place] = row[at];
  });
  return wide;
}

/** A table as rows. */
export function scanTable(
  context: EngineContext,
  found: FoundTable,
  qualifier: readonly string[],
): Source {
  const { fields, columns } = tableFields(found);
  const scoped: ScopeColumn[] = columns.map(one => ({ ...one, qualifier }));
  return {
    columns: scoped,
    rows: async function* rows(used) {
      for (const file of await liveFiles(context, found)) {
        yield* scanFile(context, file, { fields, used });
      }
    },
  };
}
