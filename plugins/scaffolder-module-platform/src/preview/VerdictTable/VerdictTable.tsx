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
const ORDER = ['fail', 'warning', 'pass', 'unknown'] as const;

const COLUMNS = [
  { title: 'Rule', width: 160, cell: ({ title }: PreviewVerdict) => title },
  {
    title: 'Verdict',
    width: 112,
    cell: ({ outcome }: PreviewVerdict) => (
      <StatusPill state={STATES[outcome]} />
    ),
  },
  {
    title: 'What was found',
    width: 200,
    cell: ({ file, message }: PreviewVerdict) =>
      file ? `${file}: ${message}` : message,
  },
];

function Verdicts(props: {
  label: string;
  verdicts: readonly PreviewVerdict[];
}) {
  return (
    <DataTable
      label={props.label}
      columns={COLUMNS}
      rows={props.verdicts}
      rowKey={row => `${row.rule} ${row.file ?? ''} ${row.message}`}
      empty={
        <EmptyState title="Nothing was judged">
          There are no files yet.
        </EmptyState>
      }
    />
  );
}

/** What rules and validators say about the files, the worst first; what only a running cluster tells is folded away. */
export function VerdictTable(props: { verdicts: readonly PreviewVerdict[] }) {
  const sorted = [...props.verdicts].sort(
    (one, other) => ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome),
  );
  const judged = sorted.filter(({ outcome }) => outcome !== 'unknown');
  const later = sorted.filter(({ outcome }) => outcome === 'unknown');
  if (judged.length === 0) {
    return (
      <Verdicts label="Verdicts on what would be written" verdicts={later} />
    );
  }
  return (
    <>
      <Verdicts label="Verdicts on what would be written" verdicts={judged} />
      {later.length > 0 ? (
        <details style={{ marginTop: 16 }}>
          <summary>
            {later.length} more {later.length === 1 ? 'rule' : 'rules'} cannot
            be judged by files alone
          </summary>
          <Verdicts
            label="Verdicts that need more than files"
            verdicts={later}
          />
        </details>
      ) : null}
    </>
  );
}
