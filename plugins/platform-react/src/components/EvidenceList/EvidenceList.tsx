import { Evidence, Source } from '@254carbon/backstage-plugin-platform-common';
import { instantsInWords } from '../../time';
import { STATES } from '../../vocabulary';
import { Freshness } from '../Freshness';
import { Sentence } from '../Sentence';
import { StateIcon } from '../StateIcon';
import styles from './EvidenceList.module.css';

/** A source in one line: `cluster demo: apps/v1 Deployment data-platform/trino-worker`. */
export function sourceInWords(source: Source): string {
  return `${source.kind} ${source.name}${
    source.detail ? `: ${source.detail}` : ''
  }`;
}

function EvidenceItem(props: { evidence: Evidence }) {
  const { statement, verdict, source, observedAt, observed, expected, proof } =
    props.evidence;
  return (
    <li className={styles.item}>
      <span className={styles.icon}>
        <StateIcon state={verdict} />
        <span className={styles.word}>{STATES[verdict].word}:</span>
      </span>
      <div>
        <div>
          <Sentence>{statement}</Sentence>
        </div>
        {observed || expected ? (
          <div className={styles.values}>
            {observed ? `Seen: ${instantsInWords(observed)}. ` : null}
            {expected ? `Expected: ${instantsInWords(expected)}.` : null}
          </div>
        ) : null}
        <div className={styles.source}>
          {sourceInWords(source)},{' '}
          <Freshness at={observedAt} never="nothing observed" />
        </div>
        {proof ? (
          <details className={styles.proof}>
            <summary>Proof: the request, the answer, the judgement</summary>
            {/* A region that scrolls must be reachable by keyboard. */}
            <pre tabIndex={0} role="region" aria-label="Request and answer">
              {`${proof.request}\n\n${proof.answer}\n\n${proof.judgement}`}
            </pre>
          </details>
        ) : null}
      </div>
    </li>
  );
}

/** Evidence for a statement, each piece with its verdict, source, age and, where there is one, its proof. */
export function EvidenceList(props: { evidence: Evidence[] }) {
  if (props.evidence.length === 0) {
    return <p>There is no evidence yet, so nothing is claimed.</p>;
  }
  return (
    <ul className={styles.list}>
      {props.evidence.map(evidence => (
        <EvidenceItem
          key={`${evidence.source.kind} ${evidence.source.detail} ${evidence.statement}`}
          evidence={evidence}
        />
      ))}
    </ul>
  );
}
