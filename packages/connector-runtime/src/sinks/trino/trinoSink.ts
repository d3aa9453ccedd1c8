/*
 * Rows merged by primary key into an Iceberg table, by Trino. A page may take several statements, and each is its own
 * transaction, so a page is not visible at once; what holds instead is that every statement is harmless twice (a row
 * is written only over one of an earlier page), so a run that died repeats its page and the table is the same. The
 * cursor therefore stays in the checkpoint, which is written after the page.
 */
import { ConnectorError } from '../../errors';
import type { Row, Value } from '../../schema';
import type { LakeColumn } from '../columnTypes';
import { assertTable, lakeColumnsOf } from '../columnTypes';
import { canonicalValue } from '../parquet/parquetColumns';
import {
  canonicalRows,
  markedRows,
  newestRows,
  storedColumnsOf,
} from '../rowMarks';
import type {
  Batch,
  CommitResult,
  Json,
  LastCommit,
  SchemaChange,
  TableSink,
  TableSpec,
} from '../types';
import {
  addColumn,
  createSchema,
  createTable,
  mergeStatements,
  selectRows,
  showColumns,
  trinoType,
} from './statements';
import type { TrinoOptions } from './trinoClient';
import { TrinoClient } from './trinoClient';
import { isAbsent, isInternal, isLostRace } from './trinoErrors';

const RACES = 5;
const RACE_PAUSE_MS = 200;

/** Types are compared without blanks and case, since versions differ in how they print them. */
function plainType(type: string): string {
  return type.toLowerCase().replaceAll(' ', '');
}

function valueOf(column: LakeColumn, value: Json): Value {
  if (value === null || typeof value === 'object') {
    return null;
  }
  return canonicalValue(column, value);
}

/** Merges rows into Iceberg tables through Trino. */
export class TrinoSink implements TableSink {
  readonly kind = 'trino';
  readonly keepsCursor = false;
  readonly #client: TrinoClient;
  readonly #options: TrinoOptions;

  constructor(options: TrinoOptions) {
    this.#options = options;
    this.#client = new TrinoClient(options);
  }

  async #columns(table: TableSpec): Promise<Map<string, string> | undefined> {
    try {
      const { rows } = await this.#client.run(
        showColumns(this.#client.catalog, table),
      );
      return new Map(
        rows.map(([name, type]) => [
          String(name).toLowerCase(),
          plainType(String(type)),
        ]),
      );
    } catch (error) {
      if (isAbsent(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Makes the table. "If not exists" is no promise of Trino's: two who make one table at once, such as a process that
   * died and the one after it, can meet an internal error, so what counts is whether the table is there then.
   */
  async #create(table: TableSpec): Promise<Map<string, string> | undefined> {
    const { catalog } = this.#client;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#client.run(createSchema(catalog, table));
        await this.#client.run(createTable(catalog, table));
        return await this.#columns(table);
      } catch (error) {
        const made = await this.#columns(table);
        if (made || !isInternal(error) || attempt === RACES) {
          if (made) {
            return made;
          }
          throw error;
        }
        await this.#pause(attempt);
      }
    }
  }

  async #pause(attempt: number): Promise<void> {
    const { clock, random } = this.#options.ports;
    await clock.sleep(Math.floor(random() * RACE_PAUSE_MS * 2 ** attempt));
  }

  async ensure(table: TableSpec): Promise<readonly SchemaChange[]> {
    assertTable(table);
    const { catalog } = this.#client;
    const before = await this.#columns(table);
    const there = before ?? (await this.#create(table));
    const changes: SchemaChange[] = before ? [] : [{ change: 'table-created' }];
    for (const column of storedColumnsOf(table)) {
      const type = there?.get(column.name.toLowerCase());
      if (type === undefined) {
        await this.#client.run(addColumn(catalog, table, column));
        changes.push({
          change: 'column-added',
          column: column.name,
          type: trinoType(column.type),
        });
      } else if (type !== plainType(trinoType(column.type))) {
        throw new ConnectorError(
          'contract',
          `Column '${column.name}' of ${table.namespace}.${
            table.name
          } is ${type} and was declared ${trinoType(
            column.type,
          )}; declare the type it has, or give the new type a new column.`,
        );
      }
    }
    return changes;
  }

  /** Sends a merge; one that lost against another writer is sent again. */
  async #merge(statement: string): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await this.#client.run(statement)).updateCount ?? 1;
      } catch (error) {
        if (!isLostRace(error) || attempt === RACES) {
          throw error;
        }
        await this.#pause(attempt);
      }
    }
  }

  async commit(table: TableSpec, batch: Batch): Promise<CommitResult> {
    let changed = 0;
    // Every value is looked at before the first statement: none of them can be taken back.
    const rows = canonicalRows(table, markedRows(table, batch));
    for (const statement of mergeStatements(
      this.#client.catalog,
      table,
      rows,
    )) {
      changed += await this.#merge(statement);
    }
    return { written: changed > 0 };
  }

  async lastCommit(): Promise<LastCommit | undefined> {
    return undefined;
  }

  async read(table: TableSpec): Promise<Row[]> {
    const { rows } = await this.#client.run(
      selectRows(this.#client.catalog, table),
    );
    const columns = lakeColumnsOf(table);
    return newestRows(
      table,
      rows.map(values =>
        Object.fromEntries(
          columns.map((column, index) => [
            column.name,
            valueOf(column, values[index] ?? null),
          ]),
        ),
      ),
    );
  }
}
