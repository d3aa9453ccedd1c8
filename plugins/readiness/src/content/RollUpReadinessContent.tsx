import { useEntity } from '@backstage/plugin-catalog-react';
import { EmptyState } from '@254carbon/backstage-plugin-platform-react';
import { ReadinessView } from '../components/ReadinessView';
import { findRollUp } from '../components/RollUpTable';
import { useReport } from '../hooks/useReadiness';
import { scopeOf } from '../isJudged';
import { Notices } from '../panels/Notices';
import { RollUpView } from '../panels/RollUpView';
import styles from '../pages/pages.module.css';

/** The Readiness tab of a system, a domain or a group: the sum of its services. */
export function RollUpReadinessContent() {
  const { entity } = useEntity();
  const query = useReport();
  return (
    <ReadinessView query={query} what="the readiness of its services" rows={10}>
      {overview => {
        const rollUp = findRollUp(overview, scopeOf(entity));
        return (
          <div className={styles.stack}>
            <Notices {...overview} />
            {rollUp ? (
              <RollUpView overview={overview} rollUp={rollUp} />
            ) : (
              <EmptyState title="It has no service that is judged">
                A score is the sum of those of its services.
              </EmptyState>
            )}
          </div>
        );
      }}
    </ReadinessView>
  );
}
