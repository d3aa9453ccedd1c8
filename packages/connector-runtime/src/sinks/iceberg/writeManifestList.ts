/*
 * The list of all manifests of a snapshot: those of the snapshot before, as they are, and the new one. The list of the
 * snapshot before may come from Trino or Spark, so its fields are found by their ids and not by their names.
 */
import { ConnectorError } from '../../errors';
import { readAvro, writeAvro } from './avroFile';
import { MANIFEST_LIST_SCHEMA } from './avroSchemas';
import type { TableFiles } from './tableFiles';
import type { TableView } from './tableView';
import type { WrittenManifest } from './writeManifest';

type ManifestRecord = Record<string, unknown>;

const FIELDS = MANIFEST_LIST_SCHEMA.fields.map(field => ({
  id: field['field-id'],
  name: field.name,
  type: field.type,
}));

/** What format version 1 did not write means this. */
function absent(type: unknown, name: string): unknown {
  if (Array.isArray(type)) {
    return null;
  }
  if (name === 'manifest_path' || name === 'manifest_length') {
    throw new ConnectorError(
      'contract',
      'A manifest list of the table lacks its paths; look at the table with another client.',
    );
  }
  return type === 'long' ? 0n : 0;
}

/** The manifests of the current snapshot. */
export async function readManifestList(
  view: TableView,
  files: TableFiles,
): Promise<ManifestRecord[]> {
  const current = view.snapshots[0];
  if (!current) {
    return [];
  }
  const { schema, records } = await readAvro(
    await files.get(current.manifestList),
  );
  const names = new Map(
    (schema.fields ?? []).map(field => [
      Number(field['field-id']),
      String(field.name),
    ]),
  );
  return records.map(record => {
    const known: ManifestRecord = {};
    for (const { id, name, type } of FIELDS) {
      known[name] = record[names.get(id) ?? name] ?? absent(type, name);
    }
    return known;
  });
}

/** Writes the list of a new snapshot and returns its address. */
export async function writeManifestList(options: {
  view: TableView;
  manifests: readonly ManifestRecord[];
  added: WrittenManifest | undefined;
  snapshotId: number;
  sequence: number;
  /** From 1; an attempt never writes over the list of another, which may become true late. */
  attempt: number;
  files: TableFiles;
}): Promise<string> {
  const { view, manifests, added, snapshotId, sequence, files } = options;
  const records = [...manifests];
  if (added) {
    records.push({
      manifest_path: added.path,
      manifest_length: BigInt(added.length),
      partition_spec_id: view.specId,
      content: 0,
      sequence_number: BigInt(sequence),
      min_sequence_number: BigInt(sequence),
      added_snapshot_id: BigInt(snapshotId),
      added_files_count: added.files,
      existing_files_count: 0,
      deleted_files_count: 0,
      added_rows_count: BigInt(added.rows),
      existing_rows_count: 0n,
      deleted_rows_count: 0n,
      partitions: added.partitions,
      key_metadata: null,
    });
  }
  const parent = view.snapshots[0]?.id;
  const content = await writeAvro({
    schema: MANIFEST_LIST_SCHEMA,
    about: {
      'snapshot-id': String(snapshotId),
      ...(parent === undefined ? {} : { 'parent-snapshot-id': parent }),
      'sequence-number': String(sequence),
      'format-version': '2',
    },
    records,
  });
  const path = `${view.location}/metadata/snap-${snapshotId}-${options.attempt}.avro`;
  await files.put(path, content);
  return path;
}
