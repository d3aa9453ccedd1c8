import { ReactNode } from 'react';
import {
  Outcome,
  Verdict,
  VerdictEvidence,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Freshness,
  sourceInWords,
  StatusPill,
} from '@254carbon/backstage-plugin-platform-react';
import { Remedy } from '../Remedy';
import styles from './VerdictList.module.css';

/** What a person must look at first. */
const ORDER: readonly Outcome[] = ['fail', 'unknown', 'pass', 'not-applicable'];

function Proof(props: { evidence: VerdictEvidence }) {
  const { observed, expected, objects, source, observedAt } = props.evidence;
  return (
    <li className={styles.proof}>
      <div>Seen: {observed}.</div>
      <div>Expected: {expected}.</div>
      {objects.length ? (
        <div className={styles.objects}>On: {objects.join(', ')}</div>
      ) : null}
      <div className={styles.note}>
        {sourceInWords(source)}, <Freshness at={observedAt} />
      </div>
    </li>
  );
}

/** A verdict with its name, its sentence, and on demand its evidence and its remedy. */
export interface NamedVerdict {
  key: string;
  /** The rule or the service that it is about. */
  name: string;
  /** A link or a few words beside the evidence. */
  more?: ReactNode;
  verdict: Verdict;
}

function VerdictItem(props: { item: NamedVerdict }) {
  const { name, more, verdict } = props.item;
  const { outcome, stale, summary, evidence, remedy } = verdict;
  return (
    <li>
      <details className={styles.verdict}>
        <summary className={styles.summary}>
          <span className={styles.state}>
            <StatusPill state={outcome} stale={stale} />
          </span>
          <span>
            <strong>{name}</strong>
            <span className={styles.sentence}> {summary}</span>
          </span>
        </summary>
        <div className={styles.body}>
          {more ? <p className={styles.more}>{more}</p> : null}
          {evidence.length ? (
            <ul className={styles.proofs}>
              {evidence.map((proof, i) => (
                <Proof key={`${proof.observed} ${i}`} evidence={proof} />
              ))}
            </ul>
          ) : (
            <p className={styles.more}>
              Nothing was looked at, because the rule is not about this service.
            </p>
          )}
          {remedy ? (
            <p className={styles.more}>
              <strong>What to do: </strong>
              <Remedy remedy={remedy} />
            </p>
          ) : null}
        </div>
      </details>
    </li>
  );
}

/** Verdicts, what must be looked at first on top, each with its evidence on demand. */
export function VerdictList(props: { verdicts: NamedVerdict[] }) {
  const rank = ({ verdict }: NamedVerdict) => ORDER.indexOf(verdict.outcome);
  const sorted = [...props.verdicts].sort((a, b) => rank(a) - rank(b));
  return (
    <ul className={styles.list}>
      {sorted.map(item => (
        <VerdictItem key={item.key} item={item} />
      ))}
    </ul>
  );
}
