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

const COLUMNS = [
  { title: 'What', width: 140, cell: ({ kind }: MadeEntry) => WORDS[kind] },
  {
    title: 'Which',
    width: 320,
    // What is undone is not there any more.
    cell: ({ ref, url, undone }: MadeEntry) =>
      url && !undone ? (
        <Link to={url.endsWith('.git') ? readmeOf(url) : url}>{ref}</Link>
      ) : (
        ref
      ),
  },
  {
    title: 'Made',
    width: 120,
    cell: ({ madeAt }: MadeEntry) => <Freshness at={madeAt} />,
  },
  {
    title: 'Undo',
    width: 260,
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
