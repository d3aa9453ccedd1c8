import {
  PLATFORM_DOMAIN,
  ReadinessOverview,
  ServiceScore,
} from '@254carbon/backstage-plugin-platform-common';
import { EmptyState, Panel } from '@254carbon/backstage-plugin-platform-react';
import { CategoryBars } from '../components/CategoryBars';
import { LevelLadder } from '../components/LevelLadder';
import { NextActions } from '../components/NextActions';
import { ReadinessLink } from '../components/ReadinessLink';
import { RollUp } from '../components/RollUpTable';
import { ServiceTable } from '../components/ServiceTable';
import { queryOf, Scope } from '../scope';
import { countInWords } from '../words';
import { ChangePanel } from './ChangePanel';
import { ScorePanel } from './ScorePanel';
import { TrendPanel } from './TrendPanel';
import styles from '../pages/pages.module.css';

const FIRST = 5;

function belongs({ scope, id }: Scope, service: ServiceScore): boolean {
  if (scope === 'system') return service.system === id;
  if (scope === 'group') return service.owner === id;
  return id === PLATFORM_DOMAIN;
}

/** What helps the platform most, among what is here. */
function ActionsPanel(props: {
  overview: ReadinessOverview;
  rollUp: RollUp;
  ids: ReadonlySet<string>;
}) {
  const { overview, rollUp, ids } = props;
  const { of, score } = rollUp;
  return (
    <Panel
      title="Next actions, by what the platform gains"
      actions={
        <ReadinessLink to={`/plan${queryOf(of)}`}>
          Plan to a target
        </ReadinessLink>
      }
    >
      <NextActions
        actions={overview.nextActions.filter(({ serviceId }) =>
          ids.has(serviceId),
        )}
        first={FIRST}
        none={
          score.counts.fail + score.counts.unknown > 0 ? (
            <EmptyState title="The platform gains most elsewhere">
              None of its best next actions is here; the plan says what helps
              here.
            </EmptyState>
          ) : undefined
        }
      />
    </Panel>
  );
}

/** The readiness of a system, an owner or a domain: score, categories, history, what to do, and its services. */
export function RollUpView(props: {
  overview: ReadinessOverview;
  rollUp: RollUp;
}) {
  const { overview, rollUp } = props;
  const { of, title, score } = rollUp;
  const services = overview.services.filter(service => belongs(of, service));
  const ids = new Set(services.map(({ serviceId }) => serviceId));
  const label = `Readiness of ${title}`;
  return (
    <>
      <div className={styles.pair}>
        <div className={styles.column}>
          <ScorePanel
            title={title}
            label={label}
            score={score}
            setAside={score.setAside}
            judgedAt={overview.judgedAt}
            from={`${countInWords(
              overview.rules.length,
              'rule',
            )} over ${countInWords(services.length, 'service')}`}
          />
          <ChangePanel of={of} />
          <Panel title="Levels">
            <LevelLadder levels={score.levels} />
          </Panel>
        </div>
        <Panel title="Categories">
          <CategoryBars categories={score.categories} caps={score.caps} />
        </Panel>
      </div>
      <TrendPanel of={of} label={label} />
      <ActionsPanel overview={overview} rollUp={rollUp} ids={ids} />
      <Panel title="Services">
        <ServiceTable services={services} />
      </Panel>
    </>
  );
}
