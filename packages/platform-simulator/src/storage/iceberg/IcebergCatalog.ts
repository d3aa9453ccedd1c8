/**
 * Namespaces and tables.
 *
 * The catalog's one promise is that of all writers who began from the same state exactly one succeeds. So commits come one after the
 * other: the conditions are judged against the document of this moment, the new document is written to the object store, and only then
 * does the catalog point to it.
 */
import { randomUUID } from 'node:crypto';
import type { Buckets } from '../s3/Buckets';
import type { Clock } from '../types';
import { applyUpdates } from './applyUpdates';
import { CatalogError, badRequest } from './CatalogError';
import { checkRequirements } from './checkRequirements';
import { createMetadata, type CreateRequest } from './createMetadata';
import { parseExact, writeExact } from './json';
import { Namespaces } from './Namespaces';
import { TableFiles } from './TableFiles';
import {
  showName,
  type CatalogTable,
  type TableMetadata,
  type TableName,
  type TableRequirement,
  type TableUpdate,
} from './types';

const KEPT_METADATA = 100;

/** What a commit brings. */
export interface CommitRequest {
  requirements: readonly TableRequirement[];
  updates: readonly TableUpdate[];
}

/** The catalog of one lake. */
export class IcebergCatalog {
  readonly files: TableFiles;
  readonly warehouse: string;
  readonly #clock: Clock;
  readonly namespaces = new Namespaces();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: { buckets: Buckets; clock: Clock; warehouse: string }) {
    this.files = new TableFiles(options.buckets);
    this.warehouse = options.warehouse;
    this.#clock = options.clock;
  }

  /** Waits for those who came before; a failure of theirs is their own. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(act);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Names of the tables, in order. @throws CatalogError 404 */
  listTables(levels: readonly string[]): string[] {
    return [...this.namespaces.find(levels).tables.keys()].sort();
  }

  /** @throws CatalogError 404 */
  loadTable(name: TableName): CatalogTable {
    const found = this.namespaces.find(name.namespace).tables.get(name.name);
    if (found) return found;
    throw new CatalogError(
      404,
      'NoSuchTableException',
      `Table does not exist: ${showName(name)}`,
    );
  }

  hasTable(name: TableName): boolean {
    return (
      this.namespaces.has(name.namespace) &&
      this.namespaces.find(name.namespace).tables.has(name.name)
    );
  }

  #assertFree(name: TableName): void {
    this.namespaces.find(name.namespace);
    if (!this.hasTable(name)) return;
    throw new CatalogError(
      409,
      'AlreadyExistsException',
      `Table already exists: ${showName(name)}`,
    );
  }

  async #save(
    name: TableName,
    metadata: TableMetadata,
    before?: CatalogTable,
  ): Promise<CatalogTable> {
    const past = before?.['metadata-location'];
    const log = past
      ? [
          ...metadata['metadata-log'],
          {
            'metadata-file': past,
            'timestamp-ms': before.metadata['last-updated-ms'],
          },
        ].slice(-KEPT_METADATA)
      : metadata['metadata-log'];
    const version = /\/(\d+)-[^/]*$/.exec(past ?? '')?.[1] ?? -1;
    const number = String(Number(version) + 1).padStart(5, '0');
    const location = `${
      metadata.location
    }/metadata/${number}-${randomUUID()}.metadata.json`;
    const saved = { ...metadata, 'metadata-log': log };
    await this.files.write(location, Buffer.from(writeExact(saved)));
    const table = { metadata: saved, 'metadata-location': location };
    this.namespaces.find(name.namespace).tables.set(name.name, table);
    await this.#dropOldest(metadata, log);
    return table;
  }

  /** Removes the document that fell out of the log, for tables that want it so. */
  async #dropOldest(
    before: TableMetadata,
    log: TableMetadata['metadata-log'],
  ): Promise<void> {
    const [oldest] = before['metadata-log'];
    const wants =
      before.properties['write.metadata.delete-after-commit.enabled'];
    if (wants !== 'true' || !oldest || log.includes(oldest)) return;
    await this.files.remove(oldest['metadata-file']);
  }

  #locationFor({ namespace, name }: TableName): string {
    const below = this.namespaces.find(namespace).properties.location;
    return `${below ?? `${this.warehouse}/${namespace.join('/')}`}/${name}`;
  }

  /**
   * Makes a table, or only its document when it is staged.
   *
   * @throws CatalogError 400, 404, 409
   */
  createTable(
    namespace: readonly string[],
    request: CreateRequest,
  ): Promise<CatalogTable> {
    return this.#inTurn(async () => {
      if (!request.name) throw badRequest('Invalid table name: empty');
      const name = { namespace, name: request.name };
      this.#assertFree(name);
      const location = request.location ?? this.#locationFor(name);
      const metadata = createMetadata(request, {
        location: location.replace(/\/+$/, ''),
        now: this.#clock.now(),
      });
      return request['stage-create']
        ? { metadata }
        : this.#save(name, metadata);
    });
  }

  /**
   * Changes a table under its conditions; with `assert-create` it makes the table that was staged.
   *
   * @throws CatalogError 400, 404, 409 when a condition does not hold
   */
  commitTable(name: TableName, commit: CommitRequest): Promise<CatalogTable> {
    return this.#inTurn(async () => {
      const creates = commit.requirements.some(
        ({ type }) => type === 'assert-create',
      );
      const now = this.#clock.now();
      if (creates && !this.hasTable(name)) {
        this.namespaces.find(name.namespace);
        checkRequirements(undefined, commit.requirements);
        const staged = createMetadata(
          { name: name.name, schema: { type: 'struct', fields: [] } },
          { location: this.#locationFor(name), now },
        );
        const empty = { ...staged, schemas: [], 'partition-specs': [] };
        return this.#save(
          name,
          applyUpdates({ ...empty, 'sort-orders': [] }, commit.updates, now),
        );
      }
      const before = this.loadTable(name);
      checkRequirements(before.metadata, commit.requirements);
      if (commit.updates.length === 0) return before;
      const after = applyUpdates(before.metadata, commit.updates, now);
      return this.#save(name, after, before);
    });
  }

  /** @throws CatalogError 404 */
  dropTable(name: TableName, options: { purge: boolean }): Promise<void> {
    return this.#inTurn(async () => {
      const { metadata } = this.loadTable(name);
      this.namespaces.find(name.namespace).tables.delete(name.name);
      if (options.purge) await this.files.removeBelow(metadata.location);
    });
  }

  /** @throws CatalogError 404, 409 */
  renameTable(from: TableName, to: TableName): Promise<void> {
    return this.#inTurn(async () => {
      const table = this.loadTable(from);
      this.#assertFree(to);
      this.namespaces.find(from.namespace).tables.delete(from.name);
      this.namespaces.find(to.namespace).tables.set(to.name, table);
    });
  }

  /** Takes over a table by its document. @throws CatalogError 404, 409 */
  registerTable(name: TableName, location: string): Promise<CatalogTable> {
    return this.#inTurn(async () => {
      this.#assertFree(name);
      const text = Buffer.from(await this.files.read(location)).toString();
      const metadata = parseExact(text) as TableMetadata;
      const table = { metadata, 'metadata-location': location };
      this.namespaces.find(name.namespace).tables.set(name.name, table);
      return table;
    });
  }
}
