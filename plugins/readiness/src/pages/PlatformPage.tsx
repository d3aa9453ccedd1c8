import {
  percentOf,
  ReadinessOverview,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Freshness,
  Panel,
  ScoreRange,
  StaleNotice,
} from '@254carbon/backstage-plugin-platform-react';
import { CategoryBars } from '../components/CategoryBars';
import { ChangeList } from '../components/ChangeList';
import { HowComputed } from '../components/HowComputed';
import { LevelLadder } from '../components/LevelLadder';
import { NextActions } from '../components/NextActions';
import { ReadinessView } from '../components/ReadinessView';
import { ServiceTable } from '../components/ServiceTable';
import { Trend } from '../components/Trend';
import { useReport } from '../hooks/useReadiness';
import { EvaluateButton } from './EvaluateButton';
import { PageFrame } from './PageFrame';
import styles from './PageFrame.module.css';

function Notices(props: { overview: ReadinessOverview }) {
  const { overdue, judgedAt, caveats } = props.overview;
  return (
    <>
      {overdue ? (
        <StaleNotice
          since={judgedAt}
          reason="It should have been judged again by now: judging has stopped, see the log of the backend."
        />
      ) : null}
      {caveats.map(caveat => (
        <StaleNotice key={caveat} reason={caveat} />
      ))}
    </>
  );
}

function ScorePanel(props: { overview: ReadinessOverview }) {
  const { points, judgedAt, rules, services } = props.overview;
  return (
    <Panel title="The platform">
      <ScoreRange
        label="Readiness of the platform"
        size="large"
        score={percentOf(points)}
      />
      <p className={styles.note}>
        Of 100. The filled part is certain, the hatched part is unknown or
        stale. Judged <Freshness at={judgedAt} />.
      </p>
      <HowComputed
        points={points}
        judgedAt={judgedAt}
        from={`${rules.length} rules over ${services.length} services`}
      />
    </Panel>
  );
}

function Overview(props: { overview: ReadinessOverview }) {
  const { overview } = props;
  if (overview.services.length === 0) {
    return (
      <div className={styles.stack}>
        <Notices overview={overview} />
        <EmptyState title="There is nothing to judge">
          No service is known in any cluster that is read. Connect a cluster, or
          see on Home what cannot be read.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.stack}>
      <Notices overview={overview} />
      <div className={styles.pair}>
        <div className={styles.column}>
          <ScorePanel overview={overview} />
          <Panel title="Trend">
            <Trend trend={overview.trend} />
          </Panel>
          <Panel title="Levels">
            <LevelLadder levels={overview.levels} />
          </Panel>
        </div>
        <Panel title="Categories">
          <CategoryBars categories={overview.categories} />
        </Panel>
      </div>
      <div className={styles.pair}>
        <Panel title="Next actions, by what the platform gains">
          <NextActions actions={overview.nextActions} />
        </Panel>
        <Panel title="Why the score moved">
          <ChangeList
            changes={overview.changes}
            rules={overview.rules}
            of={overview.points.of}
          />
        </Panel>
      </div>
      <Panel title="Services">
        <ServiceTable services={overview.services} />
      </Panel>
    </div>
  );
}

/** Readiness of the platform: how ready, in what, since when, what to do next, and who is worst. */
export function PlatformPage() {
  const query = useReport();
  return (
    <PageFrame
      title="Readiness"
      page="platform"
      actions={<EvaluateButton onJudged={query.reload} />}
    >
      <ReadinessView query={query} what="readiness" rows={12}>
        {overview => <Overview overview={overview} />}
      </ReadinessView>
    </PageFrame>
  );
}
