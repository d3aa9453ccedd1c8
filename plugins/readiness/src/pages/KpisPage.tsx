import {
  EmptyState,
  Freshness,
  Panel,
  QueryView,
  StaleNotice,
} from '@254carbon/backstage-plugin-platform-react';
import { KpiCounts, KpiTable } from '../components/Kpis';
import { useKpis } from '../hooks/useGovernance';
import { READ_PERMISSION } from '../hooks/useReadiness';
import { ReadinessFrame } from './ReadinessFrame';
import styles from './pages.module.css';

/** What the platform's documents promise in figures, beside what is measured. */
export function KpisPage() {
  const query = useKpis();
  return (
    <ReadinessFrame
      title="KPIs"
      lead="What the platform's documents promise in figures, beside what is measured. What is not measured is never met; where documents name different targets, each is judged by itself."
      page="/kpis"
      loadedAt={query.loadedAt}
    >
      <Panel title="Targets and measurements">
        <QueryView
          query={query}
          what="the KPIs"
          permission={READ_PERMISSION}
          rows={10}
        >
          {({ kpis, measuredAt, caveats }) => (
            <>
              {caveats.map(caveat => (
                <StaleNotice key={caveat} reason={caveat} />
              ))}
              {kpis.length === 0 ? (
                <EmptyState title="The catalog holds no KPI">
                  A KPI is a Resource of the catalog of type kpi.
                </EmptyState>
              ) : (
                <>
                  <KpiCounts kpis={kpis} />
                  <p className={styles.note}>
                    Measured <Freshness at={measuredAt} never="not yet" />.
                  </p>
                  <KpiTable kpis={kpis} />
                </>
              )}
            </>
          )}
        </QueryView>
      </Panel>
    </ReadinessFrame>
  );
}
