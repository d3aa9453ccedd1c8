import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  EmptyState,
  EntityTabLink,
  Panel,
  Query,
  QueryView,
  StateIcon,
  UnknownState,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import { StateCounts } from '../../components/StateCounts';
import { Services } from '../../hooks/askServices';
import { compareServices } from '../../graph/compareServices';
import { ApprovalsList } from './ApprovalsList';
import styles from './panels.module.css';

const WORST = 3;

function Owned(props: { services: Services['services'] }) {
  const { services } = props;
  const worst = services
    .filter(({ health }) => health.state !== 'healthy')
    .slice(0, WORST);
  return (
    <>
      <StateCounts services={services} label="Yours by state" />
      {worst.length > 0 ? (
        <ul className={styles.own} aria-label="The worst of yours">
          {worst.map(({ id, title, entityRef, health }) => (
            <li key={id}>
              <StateIcon state={health.state} />{' '}
              <EntityTabLink entityRef={entityRef} tab="platform">
                {title}
              </EntityTabLink>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** What the reader owns, personally or through a group: how it is, the worst of it, and what waits for the reader. */
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
              if (services.length === 0) {
                return (
                  <UnknownState title="No service is known">
                    So nobody can tell which are yours.
                  </UnknownState>
                );
              }
              if (own.length === 0) {
                return (
                  <EmptyState title="You own no service">
                    Neither you nor a group that you belong to.
                  </EmptyState>
                );
              }
              return <Owned services={own} />;
            }}
          </QueryView>
        )}
      </QueryView>
      <ApprovalsList />
    </Panel>
  );
}
