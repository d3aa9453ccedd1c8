import { PreviewVerdict } from '@254carbon/backstage-plugin-platform-common';
import {
  DataTable,
  EmptyState,
  StatusPill,
  type State,
} from '@254carbon/backstage-plugin-platform-react';

const STATES: Readonly<Record<PreviewVerdict['outcome'], State>> = {
  pass: 'pass',
  fail: 'fail',
  warning: 'degraded',
  unknown: 'unknown',
};
const ORDER = ['fail', 'warning', 'unknown', 'pass'] as const;

const COLUMNS = [
  { title: 'Rule', width: 220, cell: ({ title }: PreviewVerdict) => title },
  {
    title: 'Verdict',
    width: 120,
    cell: ({ outcome }: PreviewVerdict) => (
      <StatusPill state={STATES[outcome]} />
    ),
  },
  {
    title: 'What was found',
    width: 360,
    cell: ({ file, message }: PreviewVerdict) =>
      file ? `${file}: ${message}` : message,
  },
];

/** What rules and validators say about the files, the worst first. */
export function VerdictTable(props: { verdicts: readonly PreviewVerdict[] }) {
  const sorted = [...props.verdicts].sort(
    (one, other) => ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome),
  );
  return (
    <DataTable
      label="Verdicts on what would be written"
      columns={COLUMNS}
      rows={sorted}
      rowKey={row => `${row.rule} ${row.file ?? ''} ${row.message}`}
      empty={
        <EmptyState title="Nothing was judged">
          There are no files yet.
        </EmptyState>
      }
    />
  );
}
