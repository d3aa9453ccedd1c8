/**
 * Verdicts as a list that is read from the top: what fails, what is not known, what is set aside, what
 * passes. Each opens to its proof; which one is open is in the address, so that one verdict can be sent as a link.
 */
import { SyntheticEvent, useState } from 'react';
import {
  CATEGORY_TITLES,
  RULE_CATEGORIES,
  Verdict,
} from '@254carbon/backstage-plugin-platform-common';
import {
  FilterBar,
  instantsInWords,
  NoMatch,
  StatusPill,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { useAddress } from '../../hooks/useAddress';
import { ExemptionNotice, ManualNotice, Proof } from '../Proof';
import { Remedy } from '../Remedy';
import {
  NamedVerdict,
  standingOf,
  STANDINGS,
  VERDICTS,
} from './verdictQuestions';
import styles from './VerdictList.module.css';

function Evidence(props: { verdict: Verdict }) {
  const { evidence, outcome } = props.verdict;
  if (evidence.length > 0) {
    return (
      <ul className={styles.proofs}>
        {evidence.map((proof, i) => (
          <Proof key={`${proof.observed} ${i}`} evidence={proof} />
        ))}
      </ul>
    );
  }
  return (
    <p className={styles.more}>
      {outcome === 'not-applicable'
        ? 'Nothing was looked at, because the rule is not about this service.'
        : 'There is no evidence, so nothing is claimed.'}
    </p>
  );
}

function Body(props: { item: NamedVerdict }) {
  const { more, verdict, actions } = props.item;
  const { exemption, manual, remedy } = verdict;
  return (
    <div className={styles.body}>
      {exemption ? <ExemptionNotice exemption={exemption} /> : null}
      {manual ? <ManualNotice manual={manual} /> : null}
      {more ? <p className={styles.more}>{more}</p> : null}
      <Evidence verdict={verdict} />
      {remedy ? (
        <p className={styles.more}>
          <strong>What to do: </strong>
          <Remedy remedy={remedy} />
        </p>
      ) : null}
      {actions}
    </div>
  );
}

function VerdictItem(props: {
  item: NamedVerdict;
  isOpen: boolean;
  onToggle: (open: boolean) => void;
}) {
  const { item, isOpen, onToggle } = props;
  const { name, verdict } = item;
  const [open, setOpen] = useState(isOpen);
  const toggle = (event: SyntheticEvent<HTMLDetailsElement>) => {
    const now = event.currentTarget.open;
    if (now === open) return;
    setOpen(now);
    onToggle(now);
  };
  return (
    <li>
      <details className={styles.verdict} open={open} onToggle={toggle}>
        <summary className={styles.summary}>
          <span className={styles.state}>
            <StatusPill state={verdict.outcome} stale={verdict.stale} />
            {verdict.exemption ? <StatusPill state="exempt" /> : null}
          </span>
          <span>
            <strong>{name}</strong>
            <span className={styles.sentence}>
              {' '}
              {instantsInWords(verdict.summary)}
            </span>
          </span>
        </summary>
        {open ? <Body item={item} /> : null}
      </details>
    </li>
  );
}

function choicesOf(verdicts: readonly NamedVerdict[]) {
  const standings = new Set(verdicts.map(({ verdict }) => standingOf(verdict)));
  const categories = new Set(verdicts.map(({ category }) => category));
  return [
    {
      filter: 'state',
      label: 'State',
      options: STANDINGS.filter(({ value }) => standings.has(value)),
    },
    {
      filter: 'category',
      label: 'Category',
      options: RULE_CATEGORIES.filter(id => categories.has(id)).map(value => ({
        value,
        label: CATEGORY_TITLES[value].title,
      })),
    },
  ] as const;
}

function Verdicts(props: {
  items: readonly NamedVerdict[];
  /** Key of the one that is open. */
  open: string;
  onOpen: (key: string) => void;
}) {
  const { items, open, onOpen } = props;
  return (
    <ul className={styles.list}>
      {items.map(item => (
        <VerdictItem
          key={item.key}
          item={item}
          isOpen={open === item.key}
          onToggle={isOpen => {
            if (isOpen || open === item.key) onOpen(isOpen ? item.key : '');
          }}
        />
      ))}
    </ul>
  );
}

function applies({ verdict }: NamedVerdict): boolean {
  return standingOf(verdict) !== 'not-applicable';
}

function notApplicableInWords(count: number): string {
  return count === 1
    ? '1 rule is not applicable'
    : `${count} rules are not applicable`;
}

/**
 * Verdicts, what must be looked at first on top, each with its evidence on demand; filters are kept in the address. Those
 * that do not apply are folded away below the others, unless they are asked for.
 */
export function VerdictList(props: {
  verdicts: readonly NamedVerdict[];
  /** What the search looks at. */
  placeholder: string;
}) {
  const { verdicts, placeholder } = props;
  const list = useUrlFilters(VERDICTS, verdicts);
  const { values, ask } = useAddress({ open: '' });
  const setOpen = (open: string) => ask({ open });
  // Who asks for those that do not apply, or for some words, is shown all that fits.
  const isAsked = list.search !== '' || list.filters.state !== '';
  const about = list.found.filter(item => isAsked || applies(item));
  const rest = list.found.filter(item => !isAsked && !applies(item));
  return (
    <>
      <FilterBar
        label="Filter the verdicts"
        placeholder={placeholder}
        filtering={list}
        choices={choicesOf(verdicts)}
        status={`${list.found.length} of ${list.total} verdicts shown`}
      />
      {list.found.length === 0 ? (
        <NoMatch
          title="No verdict fits the search and the filters"
          showAll="Show all verdicts"
          onShowAll={list.showAll}
        />
      ) : null}
      <Verdicts items={about} open={values.open} onOpen={setOpen} />
      {rest.length > 0 ? (
        <details
          className={styles.rest}
          open={rest.some(({ key }) => key === values.open) || undefined}
        >
          <summary>{notApplicableInWords(rest.length)}</summary>
          <Verdicts items={rest} open={values.open} onOpen={setOpen} />
        </details>
      ) : null}
    </>
  );
}
