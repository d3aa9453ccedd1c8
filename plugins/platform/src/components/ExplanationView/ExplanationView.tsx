import { ExplainStep, Why } from '@254carbon/backstage-plugin-platform-common';
import {
  EntityTabLink,
  Freshness,
  Sentence,
  StaleNotice,
  State,
  StateIcon,
  STATES,
  whyPath,
} from '@254carbon/backstage-plugin-platform-react';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { originInWords } from '../DriftView';
import styles from './ExplanationView.module.css';

const STATIONS: Record<ExplainStep['what'], string> = {
  cluster: 'Is its cluster read?',
  kind: 'Can its kind be read?',
  object: 'Is the object there?',
  manifest: 'Is it written down?',
  owner: 'Does another object own it?',
  rule: 'Which rule takes it up?',
  service: 'Which service is it part of?',
  entity: 'Which entity stands for it?',
};

const OUTCOMES: Record<
  ExplainStep['outcome'] | 'end',
  { state: State; word: string }
> = {
  yes: { state: 'good', word: 'yes' },
  no: { state: 'not-applicable', word: 'no' },
  end: { state: 'bad', word: 'no, and it ends here' },
  unknown: { state: 'unknown', word: 'it cannot be told' },
};

/** A "no" ends the way only when nothing after it is a "yes": an object that no manifest declares goes on. */
function outcomeOf(steps: readonly ExplainStep[], index: number) {
  const { outcome } = steps[index];
  const goesOn = steps.slice(index + 1).some(step => step.outcome === 'yes');
  return OUTCOMES[outcome === 'no' && !goesOn ? 'end' : outcome];
}

const VERDICTS: Record<Why['verdict'], { state: State; word: string }> = {
  here: { state: 'good', word: 'It is here' },
  'not-here': { state: 'bad', word: 'It is not here' },
  unknown: { state: 'unknown', word: 'It cannot be told' },
};

const PRESENCES: Record<Why['presence'], string> = {
  observed: 'Seen in its cluster, written down in no manifest that is read.',
  declared: 'Written down in a manifest, not seen in its cluster.',
  both: 'Seen in its cluster, and written down in a manifest.',
  none: 'Neither seen in a cluster nor written down in a manifest that is read.',
};

function Step(props: {
  step: ExplainStep;
  outcome: { state: State; word: string };
}) {
  const { what, reason, evidence, cure } = props.step;
  const { state, word } = props.outcome;
  return (
    <li className={styles.step}>
      <span className={styles.mark}>
        <StateIcon state={state} />
      </span>
      <div className={styles.body}>
        <h3 className={styles.question}>
          {STATIONS[what]} <span className={styles.outcome}>{word}</span>
        </h3>
        <p className={styles.reason}>
          <Sentence>{reason}</Sentence>
        </p>
        {evidence.length > 0 ? (
          <ul className={styles.evidence} aria-label="Evidence">
            {evidence.map(item => (
              <li key={`${item.statement} ${item.object}`}>
                <Sentence>{item.statement}</Sentence>
                {item.object ? ` (${item.object})` : ''}
                {item.observedAt ? (
                  <>
                    , <Freshness at={item.observedAt} />
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
        {cure ? (
          <p className={styles.cure}>
            <strong>To get another result:</strong> <Sentence>{cure}</Sentence>
          </p>
        ) : null}
      </div>
    </li>
  );
}

function Whereabouts(props: { why: Why }) {
  const { presence, observedAt, staleSince, origins } = props.why;
  return (
    <>
      <p className={styles.reason}>
        {PRESENCES[presence]}{' '}
        {observedAt ? (
          <>
            Last confirmed <Freshness at={observedAt} />.
          </>
        ) : null}
      </p>
      {staleSince ? (
        <StaleNotice
          since={observedAt}
          reason="It cannot be confirmed at present, so what follows may be old."
        />
      ) : null}
      {origins.length > 0 ? (
        <p className={styles.reason}>
          Written down at{' '}
          {origins.map((origin, index) => (
            <span key={`${origin.source} ${originInWords(origin)}`}>
              {index > 0 ? ', ' : ''}
              <code>{originInWords(origin)}</code> of {origin.source}
            </span>
          ))}
          .
        </p>
      ) : null}
    </>
  );
}

function Ways(props: { why: Why }) {
  const { entityRef } = props.why;
  if (!entityRef) return null;
  return (
    <p className={styles.ways}>
      <EntityTabLink entityRef={entityRef} tab="platform">
        Its state, with the proof
      </EntityTabLink>{' '}
      · <EntityRefLink entityRef={entityRef} hideIcon />
    </p>
  );
}

function Candidates(props: { why: Why }) {
  const { nearest, subject, object } = props.why;
  const candidates = props.why.candidates.filter(
    found => !object || whyPath(found) !== whyPath(object),
  );
  if (candidates.length === 0 && nearest.length === 0) return null;
  return (
    <section className={styles.candidates}>
      <h3 className={styles.question}>Perhaps you mean</h3>
      <ul className={styles.evidence}>
        {candidates.map(found => (
          <li
            key={`${found.cluster} ${found.kind} ${found.namespace} ${found.name}`}
          >
            <Link to={whyPath(found)} underline="always">
              {found.kind} {found.namespace ? `${found.namespace}/` : ''}
              {found.name}
            </Link>{' '}
            of cluster {found.cluster}
          </li>
        ))}
        {nearest
          .filter(name => name !== subject)
          .filter(name => !candidates.some(found => found.name === name))
          .map(name => (
            <li key={name}>
              <Link
                to={`/why?object=${encodeURIComponent(name)}`}
                underline="always"
              >
                {name}
              </Link>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** The way of one object through the rules, with what to change to get another result. */
export function ExplanationView(props: { why: Why }) {
  const { why } = props;
  const { state, word } = VERDICTS[why.verdict];
  return (
    <div>
      <p className={styles.verdict}>
        <StateIcon state={state} /> <strong>{word}:</strong>{' '}
        <Sentence>{why.summary}</Sentence>
      </p>
      <Whereabouts why={why} />
      <Ways why={why} />
      {why.caveats.map(caveat => (
        <StaleNotice key={caveat} reason={caveat} />
      ))}
      <ol
        className={styles.steps}
        aria-label={`The way of ${why.subject}, ${STATES[state].word}`}
      >
        {why.steps.map((step, index) => (
          <Step
            key={`${step.what} ${step.reason}`}
            step={step}
            outcome={outcomeOf(why.steps, index)}
          />
        ))}
      </ol>
      <Candidates why={why} />
    </div>
  );
}
