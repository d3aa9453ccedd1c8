/*
 * Appends without an engine. A page becomes a Parquet file, a manifest and a manifest list, and then one request to the
 * catalog: "if the table is still at snapshot X, it is now at Y". Run, page and cursor are in Y's summary, so data and
 * cursor become true in the same step and there is no second store that could disagree: a page is there exactly when a
 * snapshot says so, a table that is rolled back rolls its cursor back with it.
 *
 * The table grows only. A row that is read again is a newer row of the same key (see `rowMarks`); a view or a MERGE in
 * Trino gives the newest, and Trino's `optimize` makes the small files large.
 */
import { randomInt } from 'node:crypto';
import type { CommitTableRequest } from 'iceberg-js';
import { ConnectorError } from '../../errors';
import type { Row } from '../../schema';
import type { SinkPorts } from '../ask';
import { markedRows, newestRows, storedColumnsOf } from '../rowMarks';
import type {
  Batch,
  CommitResult,
  LastCommit,
  SchemaChange,
  TableSink,
  TableSpec,
} from '../types';
import { appendRequest } from './appendRequest';
import { evolveTable } from './evolveTable';
import { readTableRows } from './readTableRows';
import type { CatalogOptions } from './tableCatalog';
import { TableCatalog } from './tableCatalog';
import type { TableFiles } from './tableFiles';
import type { TableView } from './tableView';
import { findPage, lastCommitOf } from './tableView';
import type { WrittenManifest } from './writeManifest';
import { writeManifest } from './writeManifest';
import { readManifestList, writeManifestList } from './writeManifestList';

const ATTEMPTS = 12;
const PAUSE_MS = 50;
const MAX_PAUSE_MS = 5_000;

/** A positive id that a JavaScript number holds exactly; 2^53 of them make a collision within a table negligible. */
function newSnapshotId(): number {
  return randomInt(1, 2 ** 24) * 2 ** 28 + randomInt(0, 2 ** 28);
}

/** What files are made for: a table that was made anew, or is cut or has columns otherwise, needs others. */
function shapeOf({ uuid, location, schemaId, specId }: TableView): string {
  return JSON.stringify([uuid, location, schemaId, specId]);
}

/** What the sink needs. */
export interface IcebergOptions extends CatalogOptions {
  readonly files: TableFiles;
}

/** Appends to Iceberg tables through a REST catalog. */
export class IcebergSink implements TableSink {
  readonly kind = 'iceberg';
  readonly keepsCursor = true;
  readonly #catalog: TableCatalog;
  readonly #files: TableFiles;
  readonly #ports: SinkPorts;

  constructor(options: IcebergOptions) {
    this.#catalog = new TableCatalog(options);
    this.#files = options.files;
    this.#ports = options.ports;
  }

  async ensure(table: TableSpec): Promise<readonly SchemaChange[]> {
    return evolveTable({ catalog: this.#catalog, table, ports: this.#ports });
  }

  async #load(table: TableSpec): Promise<TableView> {
    const view = await this.#catalog.load(table);
    if (!view) {
      throw new ConnectorError(
        'configuration',
        `The table ${table.namespace}.${table.name} is not in the catalog; call ensure first.`,
      );
    }
    return view;
  }

  /** The request that makes a snapshot on top of what `view` shows. */
  async #snapshotOf(
    view: TableView,
    batch: Batch,
    made: { id: number; attempt: number; added: WrittenManifest | undefined },
  ): Promise<{ list: string; request: CommitTableRequest }> {
    const { id, attempt, added } = made;
    const sequence = view.lastSequence + 1;
    const list = await writeManifestList({
      view,
      manifests: await readManifestList(view, this.#files),
      added,
      snapshotId: id,
      sequence,
      attempt,
      files: this.#files,
    });
    const request = appendRequest({
      view,
      batch,
      added,
      snapshotId: id,
      sequence,
      list,
      now: this.#ports.clock.now(),
    });
    return { list, request };
  }

  async commit(table: TableSpec, batch: Batch): Promise<CommitResult> {
    const rows = markedRows(table, batch);
    let view = await this.#load(table);
    const there = findPage(view, batch);
    if (there !== undefined) {
      return { written: false, snapshot: there };
    }
    // One id for all attempts: the manifest names it, and of two writers of a page it tells who was first.
    const id = newSnapshotId();
    const page = { table, batch, rows, snapshotId: id };
    let written = await this.#write(view, page);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const { list, request } = await this.#snapshotOf(view, batch, {
        id,
        attempt,
        added: written.added,
      });
      const outcome = await this.#catalog.tryCommit(table, request);
      if (outcome === 'done') {
        return { written: true, snapshot: String(id) };
      }
      if (outcome === 'conflict') {
        await this.#files.remove(list);
      }
      await this.#pause(attempt);
      // Whatever happened, the table itself knows: mine, somebody else's, or not there.
      view = await this.#load(table);
      const found = findPage(view, batch);
      if (found !== undefined) {
        return { written: found === String(id), snapshot: found };
      }
      if (shapeOf(view) !== written.shape) {
        written = await this.#write(view, page);
      }
    }
    throw new ConnectorError(
      'unavailable',
      `The table ${table.namespace}.${table.name} was changed by others, or its catalog failed, ${ATTEMPTS} times in a row; run again.`,
    );
  }

  /** The files of a page, made for the table as it is now. */
  async #write(
    view: TableView,
    page: {
      table: TableSpec;
      batch: Batch;
      rows: readonly Row[];
      snapshotId: number;
    },
  ): Promise<{ shape: string; added: WrittenManifest | undefined }> {
    const added = await writeManifest({ ...page, view, files: this.#files });
    return { shape: shapeOf(view), added };
  }

  async #pause(attempt: number): Promise<void> {
    const bound = Math.min(MAX_PAUSE_MS, PAUSE_MS * 2 ** attempt);
    await this.#ports.clock.sleep(Math.floor(this.#ports.random() * bound));
  }

  async lastCommit(table: TableSpec): Promise<LastCommit | undefined> {
    const view = await this.#catalog.load(table);
    return view ? lastCommitOf(view) : undefined;
  }

  async read(table: TableSpec): Promise<Row[]> {
    const view = await this.#load(table);
    return newestRows(
      table,
      await readTableRows({
        view,
        files: this.#files,
        columns: storedColumnsOf(table),
      }),
    );
  }
}
