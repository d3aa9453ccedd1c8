/** The changes of a commit that are about the table's states. */
import { badRequest } from './CatalogError';
import { sameLong } from './json';
import type {
  Snapshot,
  SnapshotRef,
  TableMetadata,
  TableUpdate,
} from './types';

/** What later updates of the same commit may call "the last one" (-1). */
export interface Draft {
  table: TableMetadata;
  lastSchema?: number;
  lastSpec?: number;
  lastOrder?: number;
  now: number;
}

/** Applies one change to the draft. */
export type Apply = (draft: Draft, update: TableUpdate) => void;

/** A state more; nothing points to it yet. */
export const addSnapshot: Apply = ({ table }, update) => {
  const snapshot = update.snapshot as Snapshot | undefined;
  if (!snapshot?.['manifest-list'] || !snapshot.summary?.operation) {
    throw badRequest('Invalid snapshot: manifest-list and summary are needed');
  }
  const id = snapshot['snapshot-id'];
  if (table.snapshots.some(one => sameLong(one['snapshot-id'], id))) {
    throw badRequest(`Snapshot already exists for id: ${id}`);
  }
  const schema = snapshot['schema-id'];
  if (
    schema !== undefined &&
    !table.schemas.some(one => one['schema-id'] === schema)
  ) {
    throw badRequest(`Cannot add a snapshot of unknown schema: ${schema}`);
  }
  if (table['format-version'] > 1) {
    const sequence = snapshot['sequence-number'] ?? 0;
    const last = table['last-sequence-number'];
    if (sequence <= last && snapshot['parent-snapshot-id'] !== undefined) {
      throw badRequest(
        `Cannot add snapshot with sequence number ${sequence} older than last sequence number ${last}`,
      );
    }
    table['last-sequence-number'] = sequence > last ? sequence : last;
  }
  table.snapshots = [...table.snapshots, snapshot];
};

/** Points a branch or tag to a state; `main` is what readers see. */
export const setSnapshotRef: Apply = ({ table, now }, update) => {
  const { action: _action, 'ref-name': name, ...told } = update;
  const ref = told as SnapshotRef;
  const id = ref['snapshot-id'];
  const snapshot = table.snapshots.find(one =>
    sameLong(one['snapshot-id'], id),
  );
  if (!snapshot) {
    throw badRequest(`Cannot set ${String(name)} to unknown snapshot: ${id}`);
  }
  table.refs = { ...table.refs, [String(name)]: ref };
  if (name !== 'main') return;
  table['current-snapshot-id'] = id;
  table['snapshot-log'] = [
    ...table['snapshot-log'],
    { 'snapshot-id': id, 'timestamp-ms': snapshot['timestamp-ms'] ?? now },
  ];
};

/** Forgets states, and what points to them. */
export const removeSnapshots: Apply = ({ table }, update) => {
  const removed = new Set(
    ((update['snapshot-ids'] as unknown[] | undefined) ?? []).map(String),
  );
  const isKept = (id: unknown) => !removed.has(String(id));
  table.snapshots = table.snapshots.filter(s => isKept(s['snapshot-id']));
  table['snapshot-log'] = table['snapshot-log'].filter(entry =>
    isKept(entry['snapshot-id']),
  );
  table.refs = Object.fromEntries(
    Object.entries(table.refs).filter(([, ref]) => isKept(ref['snapshot-id'])),
  );
  if (!isKept(table['current-snapshot-id'])) table['current-snapshot-id'] = -1;
};

/** Forgets a branch or tag. */
export const removeSnapshotRef: Apply = ({ table }, update) => {
  const { [String(update['ref-name'])]: gone, ...refs } = table.refs;
  table.refs = refs;
  if (gone && update['ref-name'] === 'main') table['current-snapshot-id'] = -1;
};
