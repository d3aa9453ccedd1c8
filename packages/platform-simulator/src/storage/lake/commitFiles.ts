/**
 * New snapshots: files that are added, and files that are replaced.
 *
 * Data files first, then a manifest for each set of them, then the list of manifests, and last the commit to the catalog under the
 * condition that nobody has moved the branch since. What a commit that lost has written is nobody's and stays behind, as in the real thing.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { CatalogError } from '../iceberg/CatalogError';
import type { IcebergCatalog } from '../iceberg/IcebergCatalog';
import type {
  CatalogTable,
  Snapshot,
  TableMetadata,
  TableName,
  TableRequirement,
} from '../iceberg/types';
import type { SqlRow } from '../trino/types';
import { writeAvro } from './avro';
import { manifestListSchema } from './manifestSchemas';
import {
  currentSnapshot,
  readManifest,
  readManifestList,
  type DataFile,
  type LiveFile,
  type ManifestFile,
} from './readSnapshot';
import { writeData, writeManifest, type Draft } from './writeFiles';

/** A change of a table's rows. */
export interface RowChange {
  /** Rows in the order of the schema's fields. */
  added: readonly SqlRow[];
  /** Files whose rows no longer count; those that do are among `added`. */
  removed: readonly LiveFile[];
  /** Written into the snapshot's summary. */
  summary?: Readonly<Record<string, string>>;
}

/** The manifests that were there, without the files that are removed. */
async function keepManifests(
  draft: Draft,
  removed: readonly LiveFile[],
): Promise<ManifestFile[]> {
  const { catalog, table, snapshotId } = draft;
  const snapshot = currentSnapshot(table);
  if (!snapshot) return [];
  const gone = new Set(removed.map(({ entry }) => entry.data_file.file_path));
  const touched = new Set(
    removed.map(({ manifest }) => manifest.manifest_path),
  );
  const kept: ManifestFile[] = [];
  for (const manifest of await readManifestList(catalog.files, snapshot)) {
    if (!touched.has(manifest.manifest_path)) {
      kept.push(manifest);
      continue;
    }
    const entries = await readManifest(catalog.files, manifest);
    const rewritten = entries.map(entry =>
      gone.has(entry.data_file.file_path)
        ? { ...entry, status: 2, snapshot_id: snapshotId }
        : { ...entry, status: 0 },
    );
    const spec = manifest.partition_spec_id;
    kept.push(await writeManifest(draft, spec, rewritten));
  }
  return kept;
}

function summarise(
  before: Snapshot | undefined,
  change: RowChange,
  added: readonly DataFile[],
): Record<string, string> {
  const removed = change.removed.map(({ entry }) => entry.data_file);
  const count = (files: readonly DataFile[], field: keyof DataFile) =>
    files.reduce((sum, file) => sum + Number(file[field]), 0);
  const total = (name: string, field?: keyof DataFile) => {
    const change0 = (files: readonly DataFile[]) =>
      field ? count(files, field) : files.length;
    const past = Number(before?.summary[name] ?? 0);
    return String(past + change0(added) - change0(removed));
  };
  const operation = removed.length > 0 ? 'overwrite' : 'append';
  return {
    operation: removed.length > 0 && added.length === 0 ? 'delete' : operation,
    ...change.summary,
    'added-data-files': String(added.length),
    'added-records': String(count(added, 'record_count')),
    'added-files-size': String(count(added, 'file_size_in_bytes')),
    'deleted-data-files': String(removed.length),
    'deleted-records': String(count(removed, 'record_count')),
    'removed-files-size': String(count(removed, 'file_size_in_bytes')),
    'total-records': total('total-records', 'record_count'),
    'total-files-size': total('total-files-size', 'file_size_in_bytes'),
    'total-data-files': total('total-data-files'),
    'total-delete-files': '0',
    'total-position-deletes': '0',
    'total-equality-deletes': '0',
  };
}

/** Random, and exact as a number of JavaScript. */
function newSnapshotId(): number {
  return Number(randomBytes(8).readBigUInt64LE() >> 11n) || 1;
}

/** Writes the data, its manifests and their list. */
async function writeSnapshot(
  draft: Draft,
  change: RowChange,
  now: number,
): Promise<Snapshot> {
  const { catalog, table, snapshotId, sequence } = draft;
  const before = currentSnapshot(table);
  const added = await writeData(draft, change.added);
  const manifests = await keepManifests(draft, change.removed);
  if (added.length > 0) {
    const entries = added.map(file => ({
      status: 1,
      snapshot_id: snapshotId,
      sequence_number: null,
      file_sequence_number: null,
      data_file: file,
    }));
    const spec = table['default-spec-id'];
    manifests.push(await writeManifest(draft, spec, entries));
  }
  const list = `${
    table.location
  }/metadata/snap-${snapshotId}-1-${randomUUID()}.avro`;
  await catalog.files.write(list, writeAvro(manifestListSchema, manifests));
  return {
    'snapshot-id': snapshotId,
    ...(before ? { 'parent-snapshot-id': before['snapshot-id'] } : {}),
    'sequence-number': sequence,
    'timestamp-ms': now,
    'manifest-list': list,
    summary: summarise(before, change, added),
    'schema-id': table['current-schema-id'],
  };
}

/** That nothing of what the change was made from has moved since. */
function unchanged(table: TableMetadata): TableRequirement[] {
  return [
    { type: 'assert-table-uuid', uuid: table['table-uuid'] },
    {
      type: 'assert-ref-snapshot-id',
      ref: 'main',
      'snapshot-id': currentSnapshot(table)?.['snapshot-id'] ?? null,
    },
    {
      type: 'assert-current-schema-id',
      'current-schema-id': table['current-schema-id'],
    },
  ];
}

/**
 * Commits a change of rows against the state that it was made from.
 *
 * @returns the table after it
 * @throws CatalogError 409 when somebody was quicker
 */
export async function commitRows(
  catalog: IcebergCatalog,
  target: { name: TableName; base: TableMetadata; now: number },
  change: RowChange,
): Promise<CatalogTable> {
  const { name, base: table, now } = target;
  const sequence = Number(table['last-sequence-number'] ?? 0) + 1;
  const snapshotId = newSnapshotId();
  const draft: Draft = { catalog, table, snapshotId, sequence };
  const snapshot = await writeSnapshot(draft, change, now);
  return catalog.commitTable(name, {
    requirements: unchanged(table),
    updates: [
      { action: 'add-snapshot', snapshot },
      {
        action: 'set-snapshot-ref',
        'ref-name': 'main',
        type: 'branch',
        'snapshot-id': snapshotId,
      },
    ],
  });
}

/** Whether the catalog refused because somebody was quicker. */
export function isConflict(error: unknown): boolean {
  return error instanceof CatalogError && error.status === 409;
}
