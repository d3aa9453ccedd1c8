/**
 * The history of a score with what moved it: the biggest moves are marked in the chart, and each says its main
 * reason and leads to all of them.
 */
import { Select } from '@backstage/ui';
import { ScoreHistory } from '@254carbon/backstage-plugin-platform-common';
import { Panel } from '@254carbon/backstage-plugin-platform-react';
import {
  keyOfReason,
  partInWords,
  reasonInWords,
} from '../components/ChangeParts';
import { ReadinessLink } from '../components/ReadinessLink';
import { ReadinessView } from '../components/ReadinessView';
import { findSteps, Step, Trend } from '../components/Trend';
import { useAddress } from '../hooks/useAddress';
import { useChange, useHistory } from '../hooks/useHistory';
import { queryOf, Scope } from '../scope';
import { movedInWords } from '../words';
import styles from '../pages/pages.module.css';

const SPANS = [
  { id: '1', label: 'A day' },
  { id: '7', label: 'A week' },
  { id: '30', label: '30 days' },
  { id: '90', label: '90 days' },
];
const MOST_MARKS = 4;
const LEAST_PERCENT = 0.1;

/** The main reason of a move, when it has been found out; until then only how far it went. */
function MainReason(props: { of: Scope; step: Step }) {
  const { of, step } = props;
  const { before, after } = step;
  const { data } = useChange(of, { from: before.at, to: after.at });
  const main = data?.state === 'judged' ? data.parts[0] : undefined;
  const rest = data?.state === 'judged' ? data.parts.length - 1 : 0;
  return (
    <>
      <strong>{movedInWords(before.points, after.points)}</strong>
      {main && data?.state === 'judged' ? (
        <span key={keyOfReason(main)}>
          : {main.serviceTitle ? `${main.serviceTitle}: ` : ''}
          {reasonInWords(main)}
          {rest > 0
            ? ` (${partInWords(main.share, data.shareOf)} of it)`
            : null}
        </span>
      ) : null}{' '}
      <ReadinessLink
        to={`/changes${queryOf(of, { from: before.at, to: after.at })}`}
      >
        {`Why it moved at ${after.at.slice(0, 16).replace('T', ' ')} UTC`}
      </ReadinessLink>
    </>
  );
}

function History(props: { of: Scope; label: string; history: ScoreHistory }) {
  const { of, label, history } = props;
  const { points, gaps, to } = history;
  const steps = findSteps({
    points,
    gaps,
    most: MOST_MARKS,
    least: LEAST_PERCENT,
  });
  return (
    <Trend
      label={label}
      runs={points}
      gaps={gaps}
      to={Date.parse(to)}
      notes={steps.map(step => ({
        key: step.after.at,
        at: step.after.at,
        text: <MainReason of={of} step={step} />,
      }))}
    />
  );
}

/** How a score went; how far back is in the address. */
export function TrendPanel(props: { of: Scope; label: string }) {
  const { of, label } = props;
  const { values, ask } = useAddress({ days: '30' });
  const days = SPANS.some(({ id }) => id === values.days) ? values.days : '30';
  const query = useHistory(of, Number(days));
  return (
    <Panel
      title="Trend"
      actions={
        <div className={styles.choice}>
          <Select
            aria-label="How far back"
            size="small"
            options={SPANS}
            value={days}
            onChange={key => ask({ days: String(key ?? '') })}
          />
        </div>
      }
    >
      <div className={styles.column}>
        <ReadinessView query={query} what="the history of the score" rows={6}>
          {history => <History of={of} label={label} history={history} />}
        </ReadinessView>
      </div>
    </Panel>
  );
}
