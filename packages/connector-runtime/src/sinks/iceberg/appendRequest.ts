/*
 * The one request in which a page becomes true.
 */
import type { CommitTableRequest } from 'iceberg-js';
import type { Batch } from '../types';
import type { TableView } from './tableView';
import { MARKS } from './tableView';
import type { WrittenManifest } from './writeManifest';

/** What a snapshot says of itself, in the words of the reference implementation; totals go on from the snapshot before. */
function snapshotSummary(
  view: TableView,
  added: WrittenManifest | undefined,
): { operation: 'append'; [key: string]: string } {
  const before = view.snapshots[0]?.summary ?? {};
  const total = (name: string, more: number): Record<string, string> => {
    const known = before[`total-${name}`];
    // Unknown stays unknown: a writer that did not say its totals makes ours unknowable too.
    return view.snapshots.length > 0 && known === undefined
      ? {}
      : { [`total-${name}`]: String(Number(known ?? 0) + more) };
  };
  return {
    operation: 'append',
    'added-data-files': String(added?.files ?? 0),
    'added-records': String(added?.rows ?? 0),
    'added-files-size': String(added?.bytes ?? 0),
    'changed-partition-count': String(added?.files ?? 0),
    ...total('records', added?.rows ?? 0),
    ...total('data-files', added?.files ?? 0),
    ...total('files-size', added?.bytes ?? 0),
    ...total('delete-files', 0),
    ...total('position-deletes', 0),
    ...total('equality-deletes', 0),
  };
}

/**
 * "If `main` is still where `view` shows it, it is now at this snapshot", with run, page and cursor in the snapshot, and
 * again in a property that outlives expired snapshots.
 */
export function appendRequest(options: {
  view: TableView;
  batch: Batch;
  added: WrittenManifest | undefined;
  snapshotId: number;
  sequence: number;
  /** Address of the manifest list. */
  list: string;
  now: number;
}): CommitTableRequest {
  const { view, added, snapshotId, sequence, list, now } = options;
  const { run, page, cursor } = options.batch;
  const parent = view.snapshots[0]?.id;
  // Ids of other writers are text, since they do not fit into a number, and become numbers again on the wire (see
  // exactJson); the client's types know numbers only, so the request passes through JSON.
  const request: CommitTableRequest = JSON.parse(
    JSON.stringify({
      requirements: [
        { type: 'assert-table-uuid', uuid: view.uuid },
        {
          type: 'assert-ref-snapshot-id',
          ref: 'main',
          'snapshot-id': parent ?? null,
        },
      ],
      updates: [
        {
          action: 'add-snapshot',
          snapshot: {
            'snapshot-id': snapshotId,
            'parent-snapshot-id': parent,
            'sequence-number': sequence,
            'timestamp-ms': now,
            'manifest-list': list,
            summary: {
              ...snapshotSummary(view, added),
              [MARKS.run]: run,
              [MARKS.page]: String(page),
              [MARKS.cursor]: JSON.stringify(cursor),
            },
            'schema-id': view.schemaId,
          },
        },
        {
          action: 'set-snapshot-ref',
          'ref-name': 'main',
          type: 'branch',
          'snapshot-id': snapshotId,
        },
        {
          action: 'set-properties',
          updates: { [MARKS.last]: JSON.stringify({ run, page, cursor }) },
        },
      ],
    }),
  );
  return request;
}
