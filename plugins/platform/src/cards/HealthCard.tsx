import { useEntity } from '@backstage/plugin-catalog-react';
import {
  Freshness,
  instantsInWords,
  Panel,
  QueryView,
  StatusPill,
  EntityTabLink,
} from '@254carbon/backstage-plugin-platform-react';
import { useService } from '../hooks/usePlatform';
import { serviceIdOf } from '../isPlatformService';
import styles from '../content/ServiceContent.module.css';

/** Health in one sentence, with the way to its proof. */
export function HealthCard() {
  const { entity } = useEntity();
  const query = useService(serviceIdOf(entity));
  return (
    <Panel title="Health">
      <QueryView
        query={query}
        what="this service"
        permission="platform.service.read"
        rows={2}
      >
        {({ service }) => (
          <>
            <p className={styles.summary}>
              <StatusPill
                state={service.health.state}
                stale={service.health.stale}
              />
              <span>{instantsInWords(service.health.summary)}</span>
            </p>
            <p className={styles.muted}>
              Newest evidence <Freshness at={service.health.observedAt} />.{' '}
              <EntityTabLink entityRef={service.entityRef} tab="platform">
                Show the proof
              </EntityTabLink>
            </p>
          </>
        )}
      </QueryView>
    </Panel>
  );
}
