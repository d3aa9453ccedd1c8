import { Panel, QueryView } from '@254carbon/backstage-plugin-platform-react';
import { countsInWords, DriftView } from '../../components/DriftView';
import { useDrift } from '../../hooks/useReaders';
import { ReadersFrame } from './ReadersFrame';
import styles from './ClustersPage.module.css';

/** What was written down against what was observed, all of it; what is the same is only counted. */
export function DriftPage() {
  const query = useDrift();
  return (
    <ReadersFrame page="/drift" loadedAt={query.loadedAt}>
      <Panel title="Declared against observed">
        <QueryView
          query={query}
          what="the comparison"
          permission="platform.service.read"
          rows={12}
        >
          {drift => (
            <>
              {drift.state === 'compared' ? (
                <p className={styles.summary}>
                  <strong>{countsInWords(drift.counts)}</strong>
                </p>
              ) : null}
              <DriftView
                drift={drift}
                label="Objects, what differs first"
                filters
              />
            </>
          )}
        </QueryView>
      </Panel>
    </ReadersFrame>
  );
}
