import { DriftSummary } from '@254carbon/backstage-plugin-platform-common';
import { Panel, QueryView } from '@254carbon/backstage-plugin-platform-react';
import { countsInWords, DriftView } from '../components/DriftView';
import { useDrift } from '../hooks/useReaders';
import styles from './ServiceContent.module.css';

/** What the manifests say of a service's objects against what runs. */
export function DriftPanel(props: {
  serviceId: string;
  summary: DriftSummary;
}) {
  const { serviceId, summary } = props;
  const query = useDrift(serviceId);
  return (
    <Panel title="Declared against observed">
      {summary.state === 'compared' ? (
        <p className={styles.summary}>
          <strong>{countsInWords(summary.counts)}</strong>
        </p>
      ) : null}
      <QueryView
        query={query}
        what="what was declared"
        permission="platform.service.read"
        rows={3}
      >
        {drift => (
          <DriftView drift={drift} label="Objects, what differs first" />
        )}
      </QueryView>
    </Panel>
  );
}
