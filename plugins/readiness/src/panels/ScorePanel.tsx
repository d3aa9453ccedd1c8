import { Score } from '@254carbon/backstage-plugin-platform-common';
import { Freshness, Panel } from '@254carbon/backstage-plugin-platform-react';
import { ScoreSummary } from '../components/ScoreSummary';
import styles from '../pages/pages.module.css';

/** A score as one big range, with what stands beside it and how old it is. */
export function ScorePanel(props: {
  title: string;
  /** What it is the score of, to screen readers: `Readiness of the platform`. */
  label: string;
  score: Pick<Score, 'points' | 'plain' | 'caps' | 'counts'>;
  setAside?: number;
  judgedAt: string;
  /** From where: `80 rules over 42 services`. */
  from: string;
}) {
  const { title, ...summary } = props;
  return (
    <Panel title={title}>
      <ScoreSummary {...summary} />
      <p className={styles.note}>
        Of 100. The filled part is certain, the hatched part is unknown or
        stale. Judged <Freshness at={props.judgedAt} />.
      </p>
    </Panel>
  );
}
