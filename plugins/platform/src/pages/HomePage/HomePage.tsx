import { Link } from '@backstage/core-components';
import {
  Announcement,
  Panel,
  Query,
  QueryView,
  UpdatesSwitch,
  usePageTitle,
} from '@254carbon/backstage-plugin-platform-react';
import { useMemo } from 'react';
import { useChanges, useIncidents, useServices } from '../../hooks/usePlatform';
import { ChangeList } from '../../components/ChangeList';
import { Services } from '../../hooks/askServices';
import { ClusterNotices } from '../../components/ClusterNotices';
import { IncidentList } from '../../components/IncidentList';
import { PlatformMap } from '../../components/PlatformMap';
import { StateCounts } from '../../components/StateCounts';
import { MinePanel } from './MinePanel';
import { ReadinessPanel } from './ReadinessPanel';
import { DataSourcesPanel } from './DataSourcesPanel';
import { useNewestChange } from './useNewestChange';
import styles from './HomePage.module.css';

const PERMISSION = 'platform.service.read';

function ServicePanels(props: { query: Query<Services> }) {
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

function ChangesPanel(props: { services: Services['services'] | undefined }) {
  const query = useChanges();
  const { services } = props;
  const entityRefs = useMemo(
    () => new Map(services?.map(({ id, entityRef }) => [id, entityRef])),
    [services],
  );
  const news = useNewestChange(query.data?.changes);
  return (
    <Panel title="Changes in the last hour">
      <Announcement>{news}</Announcement>
      <QueryView
        query={query}
        what="the changes of the last hour"
        permission={PERMISSION}
      >
        {data => (
          <ChangeList
            {...data}
            entityRefs={entityRefs}
            known={services?.length}
          />
        )}
      </QueryView>
    </Panel>
  );
}

function NowPanel(props: { known: number | undefined }) {
  const query = useIncidents(0);
  return (
    <Panel
      title="Now"
      actions={<Link to="/platform/incidents">All incidents</Link>}
    >
      <QueryView
        query={query}
        what="what is wrong now"
        permission={PERMISSION}
        rows={8}
      >
        {incidents => (
          <IncidentList
            incidents={incidents}
            known={props.known}
            onChanged={query.reload}
          />
        )}
      </QueryView>
    </Panel>
  );
}

/** Home: left what needs a person now, right the whole platform by layer, how ready it is and whether data is in. */
export function HomePage() {
  const query = useServices();
  usePageTitle('Home');
  return (
    <main className={styles.page}>
      <div className={styles.head}>
        <h1>Platform now</h1>
        <div className={styles.tools}>
          {query.data ? <StateCounts services={query.data.services} /> : null}
          <UpdatesSwitch loadedAt={query.loadedAt} />
        </div>
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
          <NowPanel known={query.data?.services.length} />
          <MinePanel query={query} />
          <ChangesPanel services={query.data?.services} />
        </div>
        <div className={styles.column}>
          <ServicePanels query={query} />
          <div className={styles.pair}>
            <ReadinessPanel />
            <DataSourcesPanel />
          </div>
        </div>
      </div>
    </main>
  );
}
