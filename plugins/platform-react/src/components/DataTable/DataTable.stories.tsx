import { Freshness } from '../Freshness';
import { EmptyState } from '../StateViews';
import { StatusPill } from '../StatusPill';
import { CellNote, Column, DataTable } from '.';

export default { title: 'DataTable', component: DataTable };

type Row = { name: string; note: string; restarts: number; since?: string };

const columns: Column<Row, 'name' | 'restarts'>[] = [
  {
    title: 'Workload',
    width: 200,
    sort: 'name',
    cell: ({ name, note }) => (
      <>
        {name}
        <CellNote>{note}</CellNote>
      </>
    ),
  },
  {
    title: 'State',
    width: 120,
    cell: () => <StatusPill state="unknown" />,
    explain: () => 'Nothing measures it yet.',
  },
  {
    title: 'Restarts',
    width: 100,
    numeric: true,
    sort: 'restarts',
    cell: ({ restarts }) => restarts,
  },
  {
    title: 'Since',
    width: 140,
    cell: ({ since }) => <Freshness at={since} />,
  },
];

const rows: Row[] = [
  { name: 'trino-worker', note: 'on node cpu1', restarts: 104 },
  {
    name: 'a-workload-with-a-name-that-is-longer-than-its-column-'.repeat(3),
    note: 'wraps, and the columns keep their width',
    restarts: 7,
    since: '2025-10-24T17:26:00.000Z',
  },
];

const table = {
  label: 'Workloads',
  columns,
  rowKey: ({ name }: Row) => name,
  empty: <EmptyState title="No workload belongs to this service" />,
};

/** Sorted by a column of figures, the largest first. */
export const Sorted = {
  render: () => (
    <DataTable
      {...table}
      rows={rows}
      sorting={{ sort: 'restarts', descending: true }}
      onSort={() => {}}
    />
  ),
};
/** An order that readers cannot change, and where it all comes from. */
export const Plain = {
  render: () => (
    <DataTable
      {...table}
      rows={rows}
      caption="Read from the cluster demo, apps/v1 Deployments."
    />
  ),
};
export const Empty = {
  render: () => <DataTable {...table} rows={[]} />,
};
