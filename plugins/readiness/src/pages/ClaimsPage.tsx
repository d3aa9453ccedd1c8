import {
  EmptyState,
  Freshness,
  Panel,
  QueryView,
  StaleNotice,
} from '@254carbon/backstage-plugin-platform-react';
import { ClaimTable } from '../components/Claims';
import { useClaims } from '../hooks/useGovernance';
import { READ_PERMISSION } from '../hooks/useReadiness';
import { ReadinessFrame } from './ReadinessFrame';
import styles from './pages.module.css';

/** What documents said of the platform, beside what is computed. */
export function ClaimsPage() {
  const query = useClaims();
  return (
    <ReadinessFrame
      title="Claims against measurements"
      lead="What documents said of the platform and when, the newest first, beside the value that is computed now. No claim ever counts in a score."
      page="/claims"
      loadedAt={query.loadedAt}
    >
      <Panel title="What documents said">
        <QueryView
          query={query}
          what="the claims"
          permission={READ_PERMISSION}
          rows={10}
        >
          {({ documents, judgedAt, caveats }) => (
            <>
              {caveats.map(caveat => (
                <StaleNotice key={caveat} reason={caveat} />
              ))}
              {documents.length === 0 ? (
                <EmptyState title="No document claims anything">
                  A document is a Resource of the catalog of type
                  status-document.
                </EmptyState>
              ) : (
                <>
                  <p className={styles.note}>
                    The computed values were judged{' '}
                    <Freshness at={judgedAt} never="not yet" />.
                  </p>
                  <ClaimTable documents={documents} />
                </>
              )}
            </>
          )}
        </QueryView>
      </Panel>
    </ReadinessFrame>
  );
}
