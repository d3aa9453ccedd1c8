import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EmptyState,
  UpdatesSwitch,
} from '@254carbon/backstage-plugin-platform-react';
import { ReadinessView } from '../components/ReadinessView';
import { findRollUp } from '../components/RollUpTable';
import { useReport } from '../hooks/useReadiness';
import { useScopeTitles } from '../hooks/useScopeTitles';
import { scopeOf } from '../isJudged';
import { Notices } from '../panels/Notices';
import { RollUpView } from '../panels/RollUpView';
import styles from '../pages/pages.module.css';

/** The Readiness tab of a system, a domain or a group: the sum of its services. */
export function RollUpReadinessContent() {
  const { entity } = useEntity();
  const query = useReport();
  const of = scopeOf(entity);
  const titleOf = useScopeTitles(undefined, of);
  return (
    <>
      <div className={styles.bar}>
        <UpdatesSwitch loadedAt={query.loadedAt} />
      </div>
      <ReadinessView
        query={query}
        what="the readiness of its services"
        rows={10}
      >
        {overview => {
          const rollUp = findRollUp(overview, of, titleOf);
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
    </>
  );
}
