import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EmptyState,
  EntityTabLink,
  instantsInWords,
  Panel,
  QueryView,
  StateIcon,
} from '@254carbon/backstage-plugin-platform-react';
import { StateCounts } from '../components/StateCounts';
import styles from '../content/ServiceContent.module.css';
import { compareServices } from '../graph/compareServices';
import { useRollUp } from '../hooks/useRollUp';

const WORST = 3;

/** How the services of a system, a domain or a group are, and the worst three of them. */
export function RollUpCard() {
  const { entity } = useEntity();
  const { query, words } = useRollUp();
  return (
    <Panel title="Health of its services">
      <QueryView
        query={query}
        what="the services"
        permission="platform.service.read"
        rows={3}
      >
        {({ services }) => {
          const members = [...services].sort(compareServices);
          if (members.length === 0) return <EmptyState title={words.none} />;
          const worst = members
            .filter(({ health }) => health.state !== 'healthy')
            .slice(0, WORST);
          return (
            <>
              <StateCounts services={members} />
              {worst.length > 0 ? (
                <ul className={styles.worst} aria-label="The worst of them">
                  {worst.map(({ id, entityRef, health }) => (
                    <li key={id}>
                      <StateIcon state={health.state} />{' '}
                      <EntityTabLink entityRef={entityRef} tab="platform">
                        {instantsInWords(health.summary)}
                      </EntityTabLink>
                    </li>
                  ))}
                </ul>
              ) : null}
              <EntityTabLink
                entityRef={stringifyEntityRef(entity)}
                tab="platform"
              >
                All {members.length}, the worst first
              </EntityTabLink>
            </>
          );
        }}
      </QueryView>
    </Panel>
  );
}
