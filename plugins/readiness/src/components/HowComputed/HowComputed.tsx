import { percentOf, Points } from '@254carbon/backstage-plugin-platform-common';
import { Freshness } from '@254carbon/backstage-plugin-platform-react';
import { pointsInWords } from '../../words';
import styles from './HowComputed.module.css';

/** Answers the three questions about a score, on demand and by keyboard: from where, how old, how computed. */
export function HowComputed(props: {
  points: Points;
  judgedAt: string;
  /** From where: `10 rules over 42 services`. */
  from: string;
  /** Points of the low end that caps take. */
  lost?: number;
}) {
  const { points, judgedAt, from, lost = 0 } = props;
  const { low, high, known, of } = points;
  const confidence = percentOf(points)?.confidence;
  return (
    <details className={styles.how}>
      <summary>From where, how old, how computed</summary>
      <dl className={styles.answers}>
        <dt>From where</dt>
        <dd>{from}, by the objects that the cluster readers hold</dd>
        <dt>How old</dt>
        <dd>
          Judged <Freshness at={judgedAt} />
        </dd>
        <dt>How computed</dt>
        <dd>
          {of === 0 ? (
            'No rule applies, so there is no score.'
          ) : (
            <>
              {pointsInWords(points)}. A rule that applies gives its whole
              weight or nothing: {low} for what passes for certain
              {low === high
                ? ''
                : `, ${high} if everything unknown or stale passed too`}
              . What does not apply, and what is set aside, counts nowhere.
              {lost > 0
                ? ` Caps have taken ${lost} points, each shown with a minus at its category.`
                : null}{' '}
              {known} of {of} points rest on facts that are known and fresh:
              confidence {confidence} %.
            </>
          )}
        </dd>
      </dl>
    </details>
  );
}
