import { Link } from '@backstage/core-components';
import {
  percentOf,
  readinessContract,
  ReadinessOverview,
  ReadinessPending,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EntityTabLink,
  Freshness,
  instantsInWords,
  NotJudgedState,
  Panel,
  QueryView,
  ScoreRange,
  scoreInWords,
  Sparkline,
  UnknownState,
  useContractClient,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './panels.module.css';

const BEST = 3;

function Trend(props: { trend: ReadinessOverview['trend'] }) {
  const values = props.trend.flatMap(({ points }) =>
    points.of > 0 ? [(points.low * 100) / points.of] : [],
  );
  return (
    <div className={styles.trend}>
      <Sparkline label="Low end of readiness" values={values} width={120} />{' '}
      <Link to="/readiness/changes" underline="always">
        Why it is not what it was yesterday
      </Link>
    </div>
  );
}

function Judged(props: { report: ReadinessOverview }) {
  const { report } = props;
  const { points, plain, rules, services, judgedAt } = report;
  const isSetAside = points.of !== plain.of || points.low !== plain.low;
  return (
    <>
      <ScoreRange
        label="Readiness of the platform"
        size="large"
        score={percentOf(points)}
      />
      <p className={styles.note}>
        Computed from {rules.length} rules over {services.length} services,
        judged <Freshness at={judgedAt} />. The hatched part is not known.
        {isSetAside
          ? ` With nothing set aside ${scoreInWords(percentOf(plain))}.`
          : null}
      </p>
      <Trend trend={report.trend} />
      <ol className={styles.actions} aria-label="Best next actions">
        {report.nextActions.slice(0, BEST).map(action => (
          <li key={`${action.ruleId} ${action.serviceId}`}>
            <EntityTabLink
              entityRef={action.entityRef}
              tab={`readiness?open=${encodeURIComponent(action.ruleId)}`}
            >
              {action.serviceTitle}
            </EntityTabLink>
            : {instantsInWords(action.summary)}
          </li>
        ))}
      </ol>
    </>
  );
}

function Report(props: { report: ReadinessOverview | ReadinessPending }) {
  const { report } = props;
  if (report.state === 'pending') return <NotJudgedState pending={report} />;
  return report.services.length === 0 ? (
    <UnknownState title="There is nothing to judge">
      No service is known in any cluster that is read.
    </UnknownState>
  ) : (
    <Judged report={report} />
  );
}

/** The platform's readiness as a range, how it went, and the three actions that raise it most. */
export function ReadinessPanel() {
  const client = useContractClient(readinessContract);
  const query = useQuery({
    key: 'readiness',
    load: signal => client.getReport({}, { signal }),
    refreshMs: report => (report?.state === 'pending' ? 3_000 : 60_000),
  });
  return (
    <Panel title="Readiness" actions={<Link to="/readiness">All of it</Link>}>
      <QueryView
        query={query}
        what="readiness"
        permission="readiness.report.read"
      >
        {report => <Report report={report} />}
      </QueryView>
    </Panel>
  );
}
