/*
 * What this package reads of a table's metadata, with ids as text (see `exactJson`) and the snapshots of `main` in
 * their order, newest first.
 */
import type { TableMetadata } from 'iceberg-js';
import { ConnectorError } from '../../errors';
import type { Json, LastCommit } from '../types';

/** A snapshot of the branch `main`. */
export interface SnapshotView {
  readonly id: string;
  readonly manifestList: string;
  readonly summary: Readonly<Record<string, string>>;
}

/** A column of the current schema. */
export interface FieldView {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

/** A partition field of the default spec. */
export interface PartitionFieldView {
  readonly sourceId: number;
  readonly fieldId: number;
  readonly name: string;
  readonly transform: string;
}

/** A table at one moment. */
export interface TableView {
  readonly uuid: string;
  readonly location: string;
  readonly schemaId: number;
  readonly fields: readonly FieldView[];
  readonly identifierIds: readonly number[];
  readonly lastColumnId: number;
  readonly specId: number;
  readonly partition: readonly PartitionFieldView[];
  readonly lastSequence: number;
  readonly properties: Readonly<Record<string, string>>;
  /** Newest first; the first is the current one. */
  readonly snapshots: readonly SnapshotView[];
  /** False: old snapshots were expired, so that the list does not reach back to the first. */
  readonly whole: boolean;
}

/** Names in a snapshot's summary, and of the table property that outlives expired snapshots. */
export const MARKS = {
  run: '254carbon.run',
  page: '254carbon.page',
  cursor: '254carbon.cursor',
  last: '254carbon.last-commit',
} as const;

function refuse(what: string): never {
  throw new ConnectorError(
    'contract',
    `The catalog describes the table ${what}; look at the table with another client, or use the trino sink.`,
  );
}

function fieldsOf(metadata: TableMetadata): {
  fields: FieldView[];
  identifierIds: readonly number[];
} {
  const schema = metadata.schemas.find(
    entry => entry['schema-id'] === metadata['current-schema-id'],
  );
  if (!schema) {
    return refuse('without its current schema');
  }
  const fields = schema.fields.map(field => ({
    id: field.id,
    name: field.name,
    type: typeof field.type === 'string' ? field.type : field.type.type,
    required: field.required,
  }));
  return { fields, identifierIds: schema['identifier-field-ids'] ?? [] };
}

function historyOf(metadata: TableMetadata): {
  snapshots: SnapshotView[];
  whole: boolean;
} {
  const byId = new Map(
    (metadata.snapshots ?? []).map(snapshot => [
      String(snapshot['snapshot-id']),
      snapshot,
    ]),
  );
  const current =
    metadata.refs?.main?.['snapshot-id'] ?? metadata['current-snapshot-id'];
  let id =
    current === undefined || current === null || String(current) === '-1'
      ? undefined
      : String(current);
  const snapshots: SnapshotView[] = [];
  while (id !== undefined) {
    const snapshot = byId.get(id);
    if (!snapshot) {
      return { snapshots, whole: false };
    }
    snapshots.push({
      id,
      manifestList: snapshot['manifest-list'],
      summary: snapshot.summary ?? {},
    });
    const parent: unknown = snapshot['parent-snapshot-id'];
    id = parent === undefined || parent === null ? undefined : String(parent);
  }
  return { snapshots, whole: true };
}

/** @throws ConnectorError `contract` for a table this package cannot append to. */
export function readTableView(metadata: TableMetadata): TableView {
  if (metadata['format-version'] !== 2) {
    refuse(`in format ${metadata['format-version']} and not 2`);
  }
  if (!metadata.location) {
    refuse('without a location');
  }
  const specId = metadata['default-spec-id'] ?? 0;
  const spec = metadata['partition-specs'].find(
    entry => entry['spec-id'] === specId,
  );
  const { fields, identifierIds } = fieldsOf(metadata);
  return {
    uuid: metadata['table-uuid'],
    location: metadata.location.replace(/\/+$/, ''),
    schemaId: metadata['current-schema-id'],
    fields,
    identifierIds,
    lastColumnId:
      metadata['last-column-id'] ?? Math.max(0, ...fields.map(f => f.id)),
    specId,
    partition: (spec?.fields ?? []).map((field, index) => ({
      sourceId: field['source-id'],
      fieldId: field['field-id'] ?? 1000 + index,
      name: field.name,
      transform: field.transform,
    })),
    lastSequence: metadata['last-sequence-number'] ?? 0,
    properties: metadata.properties ?? {},
    ...historyOf(metadata),
  };
}

function commitOf(
  summary: Readonly<Record<string, string>>,
): LastCommit | undefined {
  const run = summary[MARKS.run];
  if (run === undefined) {
    return undefined;
  }
  const cursor: Json = JSON.parse(summary[MARKS.cursor] ?? 'null');
  return { run, page: Number(summary[MARKS.page]), cursor };
}

/**
 * The newest commit of this package on `main`. Snapshots tell it, so a table that was rolled back rolls its cursor
 * back with it; the table property tells it only when the snapshot that did has expired.
 */
export function lastCommitOf(view: TableView): LastCommit | undefined {
  for (const snapshot of view.snapshots) {
    const commit = commitOf(snapshot.summary);
    if (commit) {
      return commit;
    }
  }
  const kept = view.properties[MARKS.last];
  if (view.whole || kept === undefined) {
    return undefined;
  }
  const commit: LastCommit = JSON.parse(kept);
  return commit;
}

/** The snapshot of a page of a run; an empty text when it is there but its snapshot has expired. */
export function findPage(
  view: TableView,
  page: { readonly run: string; readonly page: number },
): string | undefined {
  for (const snapshot of view.snapshots) {
    const commit = commitOf(snapshot.summary);
    if (commit?.run === page.run && commit.page === page.page) {
      return snapshot.id;
    }
  }
  const last = view.whole ? undefined : lastCommitOf(view);
  return last?.run === page.run && last.page >= page.page ? '' : undefined;
}
