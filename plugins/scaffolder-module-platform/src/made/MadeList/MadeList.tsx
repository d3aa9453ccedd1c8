/** Everything that a task made outside of the portal, in order, and whether it has been undone. */
import { MadeEntry } from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  DataTable,
  EmptyState,
  Freshness,
} from '@254carbon/backstage-plugin-platform-react';
import { Link } from '@backstage/core-components';
import { readmeOf } from '../../client/readmeOf';

const WORDS = {
  repository: 'Repository',
  workflow: 'Workflow',
  schedule: 'Schedule',
  entity: 'Catalog entity',
} as const;

/** An entity by its ref and not by the address of its descriptor. */
function nameOf({ kind, ref, url }: MadeEntry): string {
  const entity =
    kind === 'entity'
      ? /^\/catalog\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(url ?? '')
      : null;
  return entity ? `${entity[2]}:${entity[1]}/${entity[3]}` : ref;
}

const COLUMNS = [
  { title: 'What', width: 96, cell: ({ kind }: MadeEntry) => WORDS[kind] },
  {
    title: 'Which',
    width: 150,
    // What is undone is not there any more.
    cell: (entry: MadeEntry) => {
      const { url, undone } = entry;
      return url && !undone ? (
        <Link to={url.endsWith('.git') ? readmeOf(url) : url}>
          {nameOf(entry)}
        </Link>
      ) : (
        nameOf(entry)
      );
    },
  },
  {
    title: 'Made',
    width: 76,
    cell: ({ madeAt }: MadeEntry) => <Freshness at={madeAt} />,
  },
  {
    title: 'Undo',
    width: 140,
    cell: ({ undone, undoneAt, undoneBy, note }: MadeEntry) =>
      undone && undoneAt ? (
        <>
          Undone <Freshness at={undoneAt} />
          <CellNote>{undoneBy}</CellNote>
        </>
      ) : (
        note
      ),
  },
];

/** The table. */
export function MadeList(props: { entries: readonly MadeEntry[] }) {
  return (
    <DataTable
      label="Everything that the task made"
      columns={COLUMNS}
      rows={props.entries}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="Nothing was made outside of the portal">
          The task has not come that far, or it failed before.
        </EmptyState>
      }
    />
  );
}
