import { ReadinessOverview } from '@254carbon/backstage-plugin-platform-common';
import { EmptyState, Panel } from '@254carbon/backstage-plugin-platform-react';
import { CategoryBars } from '../components/CategoryBars';
import { ExportButtons } from '../components/ExportButtons';
import { LevelLadder } from '../components/LevelLadder';
import { NextActions } from '../components/NextActions';
import { ReadinessLink } from '../components/ReadinessLink';
import { ReadinessView } from '../components/ReadinessView';
import { RollUpList } from '../components/RollUpTable';
import { ServiceTable } from '../components/ServiceTable';
import { useReport } from '../hooks/useReadiness';
import { ChangePanel } from '../panels/ChangePanel';
import { Notices } from '../panels/Notices';
import { ScorePanel } from '../panels/ScorePanel';
import {
  ClaimsPanel,
  ExemptionsPanel,
  KpisPanel,
} from '../panels/TargetPanels';
import { TrendPanel } from '../panels/TrendPanel';
import { PLATFORM } from '../scope';
import { countInWords } from '../words';
import { EvaluateButton } from './EvaluateButton';
import { ReadinessFrame } from './ReadinessFrame';
import styles from './pages.module.css';

const BEST = 5;

function Scores(props: { overview: ReadinessOverview }) {
  const { overview } = props;
  const { rules, services, setAside, levels, categories, caps } = overview;
  return (
    <div className={styles.pair}>
      <div className={styles.column}>
        <ScorePanel
          title="The platform"
          label="Readiness of the platform"
          score={overview}
          setAside={setAside}
          judgedAt={overview.judgedAt}
          from={`${countInWords(rules.length, 'rule')} over ${countInWords(
            services.length,
            'service',
          )}`}
        />
        <ChangePanel of={PLATFORM} />
        <Panel title="Levels">
          <LevelLadder levels={levels} />
        </Panel>
      </div>
      <div className={styles.column}>
        <Panel title="Categories">
          <CategoryBars categories={categories} caps={caps} />
        </Panel>
      </div>
    </div>
  );
}

function Overview(props: { overview: ReadinessOverview }) {
  const { overview } = props;
  if (overview.services.length === 0) {
    return (
      <EmptyState title="There is nothing to judge">
        No service is known in any cluster that is read. Connect a cluster, or
        see on Home what cannot be read.
      </EmptyState>
    );
  }
  return (
    <>
      <Scores overview={overview} />
      <TrendPanel of={PLATFORM} label="Readiness of the platform" />
      <div className={styles.pair}>
        <Panel
          title="Next actions, by what the platform gains"
          actions={<ReadinessLink to="/plan">Plan to a target</ReadinessLink>}
        >
          <NextActions actions={overview.nextActions} first={BEST} />
        </Panel>
        <div className={styles.column}>
          <ClaimsPanel />
          <KpisPanel />
          <ExemptionsPanel />
          <Panel
            title="Systems"
            actions={
              <ReadinessLink to="/scores">
                Also by owner and domain
              </ReadinessLink>
            }
          >
            <RollUpList overview={overview} />
          </Panel>
        </div>
      </div>
      <Panel title="Services">
        <ServiceTable services={overview.services} />
      </Panel>
    </>
  );
}

/** Readiness of the platform: how ready, in what, since when, what to do next, and who is worst. */
export function PlatformPage() {
  const query = useReport();
  return (
    <ReadinessFrame
      title="Readiness"
      lead="How ready the platform is, computed from named rules over evidence: a range as long as something is not known."
      page=""
      loadedAt={query.loadedAt}
      actions={
        <>
          <EvaluateButton onJudged={query.reload} />
          <ExportButtons />
        </>
      }
    >
      <ReadinessView query={query} what="readiness" rows={12}>
        {overview => (
          <div className={styles.stack}>
            <Notices {...overview} />
            <Overview overview={overview} />
          </div>
        )}
      </ReadinessView>
    </ReadinessFrame>
  );
}
