/** From a table's document to the data files of a snapshot. */
import { sameLong } from '../iceberg/json';
import type { TableFiles } from '../iceberg/TableFiles';
import type { Long, Snapshot, TableMetadata } from '../iceberg/types';
import { readAvro } from './avro';

/** A manifest, as the list of a snapshot names it. */
export interface ManifestFile {
  manifest_path: string;
  manifest_length: Long;
  partition_spec_id: number;
  /** 0 data, 1 deletes. */
  content: number;
  sequence_number: Long;
  min_sequence_number: Long;
  added_snapshot_id: Long;
  added_files_count: number;
  existing_files_count: number;
  deleted_files_count: number;
  added_rows_count: Long;
  existing_rows_count: Long;
  deleted_rows_count: Long;
  partitions: unknown;
  key_metadata: unknown;
}

/** A file with rows. */
export interface DataFile {
  content: number;
  file_path: string;
  file_format: string;
  partition: Record<string, unknown>;
  record_count: Long;
  file_size_in_bytes: Long;
  [statistic: string]: unknown;
}

/** A line of a manifest. */
export interface ManifestEntry {
  /** 0 existing, 1 added, 2 deleted. */
  status: number;
  snapshot_id: Long | null;
  sequence_number: Long | null;
  file_sequence_number: Long | null;
  data_file: DataFile;
}

/** The snapshot that readers see; undefined for a table without one. */
export function currentSnapshot(table: TableMetadata): Snapshot | undefined {
  return findSnapshot(table, table['current-snapshot-id'] ?? -1);
}

/** A snapshot by its id. */
export function findSnapshot(
  table: TableMetadata,
  id: Long,
): Snapshot | undefined {
  return (table.snapshots ?? []).find(one => sameLong(one['snapshot-id'], id));
}

function readListed(record: Record<string, unknown>): ManifestFile {
  const listed = record as Partial<ManifestFile> & Record<string, unknown>;
  // Format version 1 had other names for the counts.
  const count = (name: 'added' | 'existing' | 'deleted') =>
    Number(
      listed[`${name}_files_count`] ?? listed[`${name}_data_files_count`] ?? 0,
    );
  return {
    manifest_path: String(listed.manifest_path),
    manifest_length: listed.manifest_length ?? 0,
    partition_spec_id: listed.partition_spec_id ?? 0,
    content: listed.content ?? 0,
    sequence_number: listed.sequence_number ?? 0,
    min_sequence_number: listed.min_sequence_number ?? 0,
    added_snapshot_id: listed.added_snapshot_id ?? 0,
    added_files_count: count('added'),
    existing_files_count: count('existing'),
    deleted_files_count: count('deleted'),
    added_rows_count: listed.added_rows_count ?? 0,
    existing_rows_count: listed.existing_rows_count ?? 0,
    deleted_rows_count: listed.deleted_rows_count ?? 0,
    partitions: listed.partitions ?? null,
    key_metadata: listed.key_metadata ?? null,
  };
}

/** The manifests of a snapshot. */
export async function readManifestList(
  files: TableFiles,
  snapshot: Snapshot,
): Promise<ManifestFile[]> {
  const { records } = readAvro(await files.read(snapshot['manifest-list']));
  return records.map(readListed);
}

/** The lines of a manifest that are alive, with the numbers that they inherit. */
export async function readManifest(
  files: TableFiles,
  manifest: ManifestFile,
): Promise<ManifestEntry[]> {
  const { records } = readAvro(await files.read(manifest.manifest_path));
  return records
    .map(record => {
      const entry = record as Partial<ManifestEntry> & Record<string, unknown>;
      const file = entry.data_file as DataFile;
      return {
        status: Number(entry.status),
        snapshot_id: entry.snapshot_id ?? manifest.added_snapshot_id,
        sequence_number: entry.sequence_number ?? manifest.sequence_number,
        file_sequence_number:
          entry.file_sequence_number ?? manifest.sequence_number,
        data_file: { ...file, content: file.content ?? 0 },
      };
    })
    .filter(entry => entry.status !== 2);
}

/** A live data file with the manifest that names it. */
export interface LiveFile {
  entry: ManifestEntry;
  manifest: ManifestFile;
}

/** Something in the table that is not read here; never a wrong answer in its place. */
export class UnreadableTable extends Error {}

/**
 * All data files of a snapshot.
 *
 * @throws UnreadableTable when rows are deleted by delete files, or a file is no Parquet
 */
export async function readLiveFiles(
  files: TableFiles,
  snapshot: Snapshot | undefined,
): Promise<LiveFile[]> {
  if (!snapshot) return [];
  const live: LiveFile[] = [];
  for (const manifest of await readManifestList(files, snapshot)) {
    for (const entry of await readManifest(files, manifest)) {
      if (manifest.content !== 0 || entry.data_file.content !== 0) {
        throw new UnreadableTable(
          'The table has row-level delete files, which are not read here',
        );
      }
      if (entry.data_file.file_format.toUpperCase() !== 'PARQUET') {
        throw new UnreadableTable(
          `The table has files of format ${entry.data_file.file_format}, which are not read here`,
        );
      }
      live.push({ entry, manifest });
    }
  }
  return live;
}
