/** What a statement runs in. */
import type { IcebergCatalog } from '../../iceberg/IcebergCatalog';
import { SqlError } from '../SqlError';
import type { SqlRow } from '../types';
import type { ScopeColumn } from './Scope';

/** Rows that are held at once; beyond it a statement fails as one that needs too much memory. */
export const MAX_ROWS = 1_000_000;

/** One statement's surroundings. */
export interface EngineContext {
  lake: IcebergCatalog;
  /** Names of the catalogs that lead to the lake; the first is the usual one. */
  catalogs: readonly string[];
  /** Defaults for names that are not whole. */
  catalog?: string;
  schema?: string;
  /** Milliseconds since the epoch. */
  now: number;
  signal: AbortSignal;
}

/** Rows with their names, as they come. */
export interface Source {
  columns: readonly ScopeColumn[];
  /** @param used - the places that will be looked at; others may hold NULL. All when absent */
  rows(used?: ReadonlySet<number>): AsyncIterable<SqlRow[]>;
}

/** Rows that are at hand. */
export function sourceOf(
  columns: readonly ScopeColumn[],
  rows: readonly SqlRow[],
): Source {
  return {
    columns,
    rows: async function* all() {
      yield [...rows];
    },
  };
}

/** @throws SqlError `USER_CANCELED` when nobody waits any more */
export function assertWanted({ signal }: EngineContext): void {
  if (signal.aborted) throw new SqlError('USER_CANCELED', 'Query was canceled');
}

/** All rows of a source. @throws SqlError when they are too many, or nobody waits any more */
export async function collect(
  rows: AsyncIterable<SqlRow[]>,
  context: EngineContext,
): Promise<SqlRow[]> {
  const all: SqlRow[] = [];
  for await (const batch of rows) {
    assertWanted(context);
    if (all.length + batch.length > MAX_ROWS) {
      throw new SqlError(
        'EXCEEDED_GLOBAL_MEMORY_LIMIT',
        `Query exceeded the memory limit of ${MAX_ROWS} rows`,
      );
    }
    for (const row of batch) all.push(row);
  }
  return all;
}
