import { Link } from '@backstage/core-components';
import {
  percentOf,
  readinessContract,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Freshness,
  Panel,
  QueryView,
  ScoreRange,
  UnknownState,
  useContractClient,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './panels.module.css';

const BEST = 3;

/** The platform's readiness as a range, and the three actions that raise it most. */
export function ReadinessPanel() {
  const client = useContractClient(readinessContract);
  const query = useQuery({
    key: 'readiness',
    load: signal => client.getReport({}, { signal }),
    refreshMs: 60_000,
  });
  return (
    <Panel title="Readiness" actions={<Link to="/readiness">All of it</Link>}>
      <QueryView
        query={query}
        what="readiness"
        permission="readiness.report.read"
      >
        {report =>
          report.state === 'pending' ? (
            <UnknownState title="Not judged yet">{report.reason}</UnknownState>
          ) : (
            <>
              <ScoreRange
                label="Readiness of the platform"
                size="large"
                score={percentOf(report.points)}
              />
              <p className={styles.note}>
                Computed from {report.rules.length} rules over{' '}
                {report.services.length} services, judged{' '}
                <Freshness at={report.judgedAt} />. The hatched part is not
                known.
              </p>
              <ol className={styles.actions} aria-label="Best next actions">
                {report.nextActions.slice(0, BEST).map(action => (
                  <li key={`${action.ruleId} ${action.serviceId}`}>
                    <strong>{action.serviceTitle}:</strong> {action.summary}
                  </li>
                ))}
              </ol>
            </>
          )
        }
      </QueryView>
    </Panel>
  );
}
