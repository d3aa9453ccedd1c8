import { EvidenceView } from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  Column,
  defineList,
  FilteredTable,
  Freshness,
  Person,
  State,
  StateIcon,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { AboutCell } from '../AboutCell';
import { ProofText } from '../Proof';
import { WithdrawButton } from './WithdrawButton';

const PHASES = [
  { value: 'ending', label: 'Ends soon', state: 'stale' },
  { value: 'in-force', label: 'Counts', state: 'pass' },
  { value: 'expired', label: 'Over', state: 'not-applicable' },
  { value: 'withdrawn', label: 'Taken back', state: 'not-applicable' },
] as const satisfies readonly { value: string; label: string; state: State }[];

function phaseOf({ phase, expiresSoon }: EvidenceView) {
  return phase === 'in-force' && expiresSoon ? 'ending' : phase;
}

/** Manual evidence and what can be asked of it; what ends soon comes first, then the newest. */
const EVIDENCE = defineList({
  words: (item: EvidenceView) => [
    item.ruleTitle,
    item.serviceTitle,
    item.statement,
    item.proof,
    item.author,
  ],
  filters: {
    phase: item =>
      phaseOf(item) === 'ending' ? ['ending', 'in-force'] : phaseOf(item),
    service: ({ serviceId }) => serviceId,
  },
  orders: {
    urgency: item => [
      PHASES.findIndex(({ value }) => value === phaseOf(item)),
      -Date.parse(item.observedAt),
    ],
    rule: ({ ruleTitle }) => ruleTitle,
    done: ({ observedAt }) => Date.parse(observedAt),
    until: ({ until }) => Date.parse(until),
  },
  initial: { sort: 'urgency', descending: false },
  tieBreak: ({ id }) => id,
});

type Order = keyof typeof EVIDENCE.orders;

function Phase(props: { item: EvidenceView }) {
  const { item } = props;
  const phase = PHASES.find(({ value }) => value === phaseOf(item));
  return (
    <>
      {phase ? <StateIcon state={phase.state} /> : null} {phase?.label}
      {item.withdrawnBy ? (
        <CellNote>
          by <Person entityRef={item.withdrawnBy} />{' '}
          <Freshness at={item.withdrawnAt} />
        </CellNote>
      ) : null}
    </>
  );
}

function columnsOf(
  onChanged: (said: string) => void,
): readonly Column<EvidenceView, Order>[] {
  return [
    {
      title: 'Rule and service',
      width: 210,
      sort: 'rule',
      cell: item => <AboutCell about={item} />,
    },
    {
      title: 'Standing',
      width: 120,
      sort: 'urgency',
      cell: item => <Phase item={item} />,
    },
    {
      title: 'What was done, and the proof',
      width: 285,
      cell: ({ statement, proof }) => (
        <>
          {statement}
          <CellNote>
            Proof: <ProofText proof={proof} />
          </CellNote>
        </>
      ),
    },
    {
      title: 'Done',
      width: 150,
      sort: 'done',
      cell: ({ author, observedAt }) => (
        <>
          <Freshness at={observedAt} />
          <CellNote>
            recorded by <Person entityRef={author} />
          </CellNote>
        </>
      ),
    },
    {
      title: 'Until',
      width: 90,
      sort: 'until',
      cell: ({ until }) => <Freshness at={until} />,
    },
    {
      title: 'Change',
      width: 110,
      cell: item => <WithdrawButton evidence={item} onChanged={onChanged} />,
    },
  ];
}

/** What people proved by hand; filters and order are kept in the address. */
export function EvidenceTable(props: {
  evidence: readonly EvidenceView[];
  onChanged: (said: string) => void;
}) {
  const { evidence, onChanged } = props;
  const list = useUrlFilters(EVIDENCE, evidence);
  const services = new Map(
    evidence.map(item => [item.serviceId, item.serviceTitle]),
  );
  return (
    <FilteredTable
      list={list}
      what="proofs"
      label="Proved by people"
      columns={columnsOf(onChanged)}
      rowKey={({ id }) => id}
      placeholder="Rule, service or what was done"
      choices={[
        { filter: 'phase', label: 'Standing', options: PHASES },
        {
          filter: 'service',
          label: 'Service',
          options: [...services].map(([value, label]) => ({ value, label })),
        },
      ]}
      noMatch="No proof matches"
      advice="Change the search or the filters."
    />
  );
}
