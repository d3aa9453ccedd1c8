import {
  HEALTH_STATES,
  Service,
  ServiceList,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Panel,
  Query,
  QueryView,
  StatusPill,
} from '@254carbon/backstage-plugin-platform-react';
import { useChanges, useServices } from '../../hooks/usePlatform';
import { ChangeList } from '../../components/ChangeList';
import { ClusterNotices } from '../../components/ClusterNotices';
import { NowList } from '../../components/NowList';
import { PlatformMap } from '../../components/PlatformMap';
import { ReadinessPanel } from './ReadinessPanel';
import { DataSourcesPanel } from './DataSourcesPanel';
import styles from './HomePage.module.css';

const PERMISSION = 'platform.service.read';

function Counts(props: { services: Service[] }) {
  return (
    <ul className={styles.counts} aria-label="Services by state">
      {HEALTH_STATES.map(state => (
        <li key={state} className={styles.count}>
          <StatusPill state={state} />
          {props.services.filter(({ health }) => health.state === state).length}
        </li>
      ))}
    </ul>
  );
}

function ServicePanels(props: { query: Query<ServiceList> }) {
  const { query } = props;
  return (
    <Panel title="Platform map">
      <QueryView
        query={query}
        what="the services of the platform"
        permission={PERMISSION}
        rows={12}
      >
        {({ services }) => <PlatformMap services={services} />}
      </QueryView>
    </Panel>
  );
}

function ChangesPanel() {
  const query = useChanges();
  return (
    <Panel title="Changes in the last hour">
      <QueryView
        query={query}
        what="the changes of the last hour"
        permission={PERMISSION}
      >
        {data => <ChangeList {...data} />}
      </QueryView>
    </Panel>
  );
}

/** Home: left what needs a person now, right the whole platform by layer. */
export function HomePage() {
  const query = useServices();
  return (
    <main className={styles.page}>
      <div className={styles.head}>
        <h1>Platform now</h1>
        {query.data ? <Counts services={query.data.services} /> : null}
      </div>
      <div className={styles.notices}>
        {query.data ? (
          <ClusterNotices
            clusters={query.data.clusters}
            caveats={query.data.caveats}
          />
        ) : null}
      </div>
      <div className={styles.grid}>
        <div className={styles.column}>
          <Panel title="Now">
            <QueryView
              query={query}
              what="the services of the platform"
              permission={PERMISSION}
            >
              {({ services }) => <NowList services={services} />}
            </QueryView>
          </Panel>
          <ReadinessPanel />
          <DataSourcesPanel />
          <ChangesPanel />
        </div>
        <ServicePanels query={query} />
      </div>
    </main>
  );
}
