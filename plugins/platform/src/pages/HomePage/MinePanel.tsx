import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  EmptyState,
  EntityTabLink,
  Panel,
  Query,
  QueryView,
  StateIcon,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import { StateCounts } from '../../components/StateCounts';
import { Services } from '../../hooks/askServices';
import { compareServices } from '../../graph/compareServices';
import styles from './panels.module.css';

const WORST = 3;

/** What the reader owns, personally or through a group: how it is, and the worst of it. */
export function MinePanel(props: { query: Query<Services> }) {
  const identity = useApi(identityApiRef);
  const mine = useQuery({
    key: 'mine',
    load: () => identity.getBackstageIdentity(),
  });
  return (
    <Panel title="Mine">
      <QueryView
        query={mine}
        what="who you are"
        permission="platform.service.read"
        rows={2}
      >
        {({ ownershipEntityRefs }) => (
          <QueryView
            query={props.query}
            what="what you own"
            permission="platform.service.read"
            rows={2}
          >
            {({ services }) => {
              const own = services
                .filter(({ owner }) => ownershipEntityRefs.includes(owner))
                .sort(compareServices);
              if (own.length === 0) {
                return (
                  <EmptyState title="You own no service">
                    Neither you nor a group that you belong to.
                  </EmptyState>
                );
              }
              return (
                <>
                  <StateCounts services={own} label="Yours by state" />
                  <ul className={styles.own}>
                    {own
                      .filter(({ health }) => health.state !== 'healthy')
                      .slice(0, WORST)
                      .map(({ id, title, entityRef, health }) => (
                        <li key={id}>
                          <StateIcon state={health.state} />{' '}
                          <EntityTabLink entityRef={entityRef} tab="platform">
                            {title}
                          </EntityTabLink>
                        </li>
                      ))}
                  </ul>
                </>
              );
            }}
          </QueryView>
        )}
      </QueryView>
    </Panel>
  );
}
