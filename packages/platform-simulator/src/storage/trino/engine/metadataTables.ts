/** The tables beside a table: `"prices$snapshots"` and its like. */
import type { Long, TableMetadata } from '../../iceberg/types';
import { currentSnapshot, findSnapshot } from '../../lake/readSnapshot';
import { notSupported, type SqlPlace } from '../SqlError';
import type { Name } from '../sql/ast';
import {
  BIGINT,
  BOOLEAN,
  INTEGER,
  VARCHAR,
  type SqlRow,
  type SqlType,
} from '../types';
import { sourceOf, type EngineContext, type Source } from './context';
import { findTable, type FoundTable } from './names';
import { liveFiles } from './scanTable';

interface MetadataTable {
  columns: readonly [name: string, type: SqlType][];
  rows(context: EngineContext, table: FoundTable): SqlRow[] | Promise<SqlRow[]>;
}

const MOMENT: SqlType = { kind: 'timestamptz', precision: 3 };
const SUMMARY: SqlType = { kind: 'map', key: VARCHAR, value: VARCHAR };

const micros = (milliseconds: number) => BigInt(milliseconds) * 1000n;
const long = (id: Long | null | undefined) =>
  id === null || id === undefined ? null : BigInt(id);

/** The snapshots that the current one comes from, itself included. */
function ancestors(table: TableMetadata): Set<string> {
  const found = new Set<string>();
  let snapshot = currentSnapshot(table);
  while (snapshot) {
    found.add(String(snapshot['snapshot-id']));
    snapshot = findSnapshot(table, snapshot['parent-snapshot-id'] ?? -1);
  }
  return found;
}

function history({ table }: FoundTable): SqlRow[] {
  const { metadata } = table;
  const current = ancestors(metadata);
  return metadata['snapshot-log'].map(entry => {
    const id = entry['snapshot-id'];
    const snapshot = findSnapshot(metadata, id);
    return [
      micros(entry['timestamp-ms']),
      long(id),
      long(snapshot?.['parent-snapshot-id']),
      current.has(String(id)),
    ];
  });
}

const TABLES: Readonly<Record<string, MetadataTable>> = {
  snapshots: {
    columns: [
      ['committed_at', MOMENT],
      ['snapshot_id', BIGINT],
      ['parent_id', BIGINT],
      ['operation', VARCHAR],
      ['manifest_list', VARCHAR],
      ['summary', SUMMARY],
    ],
    rows: (_context, { table }) =>
      table.metadata.snapshots.map(one => {
        const { operation, ...summary } = one.summary;
        return [
          micros(one['timestamp-ms']),
          long(one['snapshot-id']),
          long(one['parent-snapshot-id']),
          operation,
          one['manifest-list'],
          new Map(Object.entries(summary)),
        ];
      }),
  },
  history: {
    columns: [
      ['made_current_at', MOMENT],
      ['snapshot_id', BIGINT],
      ['parent_id', BIGINT],
      ['is_current_ancestor', BOOLEAN],
    ],
    rows: (_context, table) => history(table),
  },
  files: {
    columns: [
      ['content', INTEGER],
      ['file_path', VARCHAR],
      ['file_format', VARCHAR],
      ['record_count', BIGINT],
      ['file_size_in_bytes', BIGINT],
    ],
    rows: async (context, table) =>
      (await liveFiles(context, table)).map(({ entry }) => [
        BigInt(entry.data_file.content),
        entry.data_file.file_path,
        entry.data_file.file_format,
        long(entry.data_file.record_count),
        long(entry.data_file.file_size_in_bytes),
      ]),
  },
  properties: {
    columns: [
      ['key', VARCHAR],
      ['value', VARCHAR],
    ],
    rows: (_context, { table }) =>
      Object.entries(table.metadata.properties).map(pair => [...pair]),
  },
  refs: {
    columns: [
      ['name', VARCHAR],
      ['type', VARCHAR],
      ['snapshot_id', BIGINT],
    ],
    rows: (_context, { table }) =>
      Object.entries(table.metadata.refs).map(([name, ref]) => [
        name,
        ref.type.toUpperCase(),
        long(ref['snapshot-id']),
      ]),
  },
};

/** Those of Iceberg that are not answered here. */
const FOREIGN = ['partitions', 'manifests', 'entries', 'all_entries'];

/** The table that a name with a dollar sign means; undefined for one without. @throws SqlError */
export async function openMetadataTable(
  context: EngineContext,
  name: Name,
  at: SqlPlace,
): Promise<Source | undefined> {
  const last = name[name.length - 1];
  const [, base, kind] = /^(.+)\$([a-z_]+)$/.exec(last) ?? [];
  if (!kind || (!Object.hasOwn(TABLES, kind) && !FOREIGN.includes(kind))) {
    return undefined;
  }
  const table = findTable(context, [...name.slice(0, -1), base], at);
  if (FOREIGN.includes(kind)) throw notSupported(`Table $${kind}`, at);
  const told = TABLES[kind];
  return sourceOf(
    told.columns.map(([column, type]) => ({
      name: column,
      type,
      qualifier: [],
    })),
    await told.rows(context, table),
  );
}
