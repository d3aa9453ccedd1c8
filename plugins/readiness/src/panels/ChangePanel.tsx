import { ScoreChange } from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Freshness,
  Panel,
} from '@254carbon/backstage-plugin-platform-react';
import { ChangeParts } from '../components/ChangeParts';
import { ReadinessLink } from '../components/ReadinessLink';
import { ReadinessView } from '../components/ReadinessView';
import { useChange } from '../hooks/useHistory';
import { queryOf, Scope } from '../scope';
import { movedInWords, rangeInWords } from '../words';
import styles from '../pages/pages.module.css';

const MOST = 5;

/** Where a score was, where it is, and what lies between, in one line. */
export function Moved(props: { change: ScoreChange }) {
  const { before, after, from } = props.change;
  const moved = movedInWords(before, after);
  return (
    <p>
      {moved ? <span className={styles.figure}>{moved} </span> : null}
      from {rangeInWords(before)} (<Freshness at={from} />) to{' '}
      {rangeInWords(after)}.
    </p>
  );
}

/** What changed since yesterday: the difference, and the biggest of the parts that it is made of. */
export function ChangePanel(props: { of: Scope }) {
  const { of } = props;
  const query = useChange(of, {});
  return (
    <Panel
      title="Since yesterday"
      actions={
        <ReadinessLink to={`/changes${queryOf(of)}`}>
          All parts, other days
        </ReadinessLink>
      }
    >
      <ReadinessView query={query} what="what changed" rows={5}>
        {change =>
          change.before.of === 0 && change.parts.length === 0 ? (
            <EmptyState title="There is nothing to compare with yet">
              What changed can be said once there are two stored scores.
            </EmptyState>
          ) : (
            <>
              <Moved change={change} />
              <ChangeParts change={change} most={MOST} />
            </>
          )
        }
      </ReadinessView>
    </Panel>
  );
}
