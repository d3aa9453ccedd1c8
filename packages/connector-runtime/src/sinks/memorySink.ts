/*
 * The sink that shows in the fewest lines what every sink promises. Rows by key, pages by name, cursor in the same
 * step; nothing can die between, because there is no between.
 */
import { ConnectorError } from '../errors';
import type { Row } from '../schema';
import { assertTable, typeText } from './columnTypes';
import { missingColumns } from './objects/storedSchema';
import { canonicalRows, markedRows, newestRows } from './rowMarks';
import type {
  Batch,
  CommitResult,
  LastCommit,
  SchemaChange,
  TableSink,
  TableSpec,
} from './types';

interface Table {
  readonly columns: Map<string, string>;
  readonly pages: Map<string, LastCommit>;
  readonly rows: Row[];
}

/** Keeps tables in memory, for tests and previews. */
export class MemorySink implements TableSink {
  readonly kind = 'memory';
  readonly keepsCursor = true;
  readonly #tables = new Map<string, Table>();

  async ensure(table: TableSpec): Promise<readonly SchemaChange[]> {
    assertTable(table);
    const id = JSON.stringify([table.namespace, table.name]);
    const known = this.#tables.get(id);
    const missing = missingColumns(table, known?.columns ?? new Map());
    const state = known ?? { columns: new Map(), pages: new Map(), rows: [] };
    this.#tables.set(id, state);
    for (const column of missing) {
      state.columns.set(column.name, typeText(column.type));
    }
    return known
      ? missing.map(column => ({
          change: 'column-added',
          column: column.name,
          type: typeText(column.type),
        }))
      : [{ change: 'table-created' }];
  }

  #table(table: TableSpec): Table {
    const state = this.#tables.get(
      JSON.stringify([table.namespace, table.name]),
    );
    if (!state) {
      throw new ConnectorError(
        'configuration',
        `The table ${table.namespace}.${table.name} is not there yet; call ensure first.`,
      );
    }
    return state;
  }

  async commit(table: TableSpec, batch: Batch): Promise<CommitResult> {
    const state = this.#table(table);
    const page = JSON.stringify([batch.run, batch.page]);
    if (state.pages.has(page)) {
      return { written: false };
    }
    state.rows.push(...canonicalRows(table, markedRows(table, batch)));
    const { run, cursor } = batch;
    state.pages.set(page, { run, page: batch.page, cursor });
    return { written: true };
  }

  async lastCommit(table: TableSpec): Promise<LastCommit | undefined> {
    const state = this.#tables.get(
      JSON.stringify([table.namespace, table.name]),
    );
    return [...(state?.pages.values() ?? [])]
      .sort((a, b) => {
        if (a.run !== b.run) {
          return a.run < b.run ? -1 : 1;
        }
        return a.page - b.page;
      })
      .at(-1);
  }

  async read(table: TableSpec): Promise<Row[]> {
    return newestRows(table, this.#table(table).rows);
  }
}
