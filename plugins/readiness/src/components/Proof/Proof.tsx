import {
  VerdictEvidence,
  VerdictExemption,
  VerdictManual,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Freshness,
  instantsInWords,
  Person,
  sourceInWords,
  StateIcon,
} from '@254carbon/backstage-plugin-platform-react';
import { ObjectLink } from '../ObjectLink';
import { ProofText } from './ProofText';
import styles from './Proof.module.css';

/** With exactly one full stop. */
function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

/** One proof of a verdict: what was seen, what the rule asks for, on which objects (each a link), from where, how old. */
export function Proof(props: { evidence: VerdictEvidence }) {
  const { observed, expected, objects, places, source, observedAt } =
    props.evidence;
  const cluster = source.kind === 'cluster' ? source.name : undefined;
  return (
    <li className={styles.proof}>
      <div>Seen: {sentence(instantsInWords(observed))}</div>
      <div>Expected: {sentence(instantsInWords(expected))}</div>
      {objects.length > 0 ? (
        <div className={styles.note}>
          On:{' '}
          {objects.map((object, i) => (
            <span key={object}>
              {i > 0 ? ', ' : ''}
              <ObjectLink object={object} cluster={cluster} />
            </span>
          ))}
        </div>
      ) : null}
      {(places ?? []).map(({ object, source: repository, file, line }) => (
        <div key={`${object} ${file}`} className={styles.note}>
          Declared in {repository}: <code>{`${file}:${line}`}</code>
        </div>
      ))}
      <div className={styles.note}>
        {sourceInWords(source)}, <Freshness at={observedAt} />
      </div>
    </li>
  );
}

/** Who lives with what a verdict says, why, and until when. */
export function ExemptionNotice(props: { exemption: VerdictExemption }) {
  const { reason, owner, approver, until } = props.exemption;
  return (
    <p className={styles.notice}>
      <StateIcon state="exempt" />
      <span>
        Set aside until <Freshness at={until} />: {reason}{' '}
        <span className={styles.note}>
          (<Person entityRef={owner} /> answers for it, approved by{' '}
          <Person entityRef={approver} />)
        </span>
      </span>
    </p>
  );
}

/** What a person recorded that proves a verdict, and until when it does. */
export function ManualNotice(props: { manual: VerdictManual }) {
  const { author, proof, observedAt, until } = props.manual;
  return (
    <p className={styles.notice}>
      <StateIcon state="pass" />
      <span>
        Proved by people <Freshness at={observedAt} />, holds until{' '}
        <Freshness at={until} />: <ProofText proof={proof} />{' '}
        <span className={styles.note}>
          (recorded by <Person entityRef={author} />)
        </span>
      </span>
    </p>
  );
}
