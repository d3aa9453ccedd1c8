import { Link } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ServiceDetail } from '@254carbon/backstage-plugin-platform-common';
import {
  Panel,
  QueryView,
  Sentence,
  UpdatesSwitch,
} from '@254carbon/backstage-plugin-platform-react';
import { BlastRadius } from '../components/BlastRadius';
import { EventTable } from '../components/EventTable';
import { WorkloadTable } from '../components/WorkloadTable';
import { useService } from '../hooks/usePlatform';
import { serviceIdOf } from '../isPlatformService';
import { DependenciesPanel } from './DependenciesPanel';
import { DriftPanel } from './DriftPanel';
import { EndpointsPanel } from './EndpointsPanel';
import { HealthPanel } from './HealthPanel';
import { HistoryPanel } from './HistoryPanel';
import styles from './ServiceContent.module.css';

function ServiceView(props: { detail: ServiceDetail; onChanged: () => void }) {
  const { detail, onChanged } = props;
  const { service, events, blastRadius, caveats, graph, drift } = detail;
  return (
    <div className={styles.content}>
      <div className={styles.pair}>
        <HealthPanel service={service} caveats={caveats} />
        <Panel title="What breaks if this goes down">
          <BlastRadius
            title={service.title}
            affected={blastRadius}
            graph={graph}
          />
        </Panel>
      </div>
      <Panel title="Workloads">
        <WorkloadTable workloads={service.workloads} />
      </Panel>
      <Panel title="Events">
        <EventTable events={events} />
      </Panel>
      <DependenciesPanel detail={detail} />
      <div className={styles.pair}>
        <EndpointsPanel endpoints={service.endpoints} />
        <HistoryPanel detail={detail} onChanged={onChanged} />
      </div>
      <DriftPanel serviceId={service.id} summary={drift} />
      <Panel
        title="Why it is this service"
        actions={
          <Link to={`/why?object=${encodeURIComponent(service.id)}`}>
            The whole chain
          </Link>
        }
      >
        <ol className={styles.list}>
          {service.explanation.map(step => (
            <li key={step}>
              <Sentence>{step}</Sentence>
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  );
}

/** The Platform tab of a service: health and its proof, what breaks with it, workloads, events, dependencies, declared against observed. */
export function ServiceContent() {
  const { entity } = useEntity();
  const query = useService(serviceIdOf(entity));
  return (
    <>
      <div className={styles.bar}>
        <UpdatesSwitch loadedAt={query.loadedAt} />
      </div>
      <QueryView
        query={query}
        what="this service"
        permission="platform.service.read"
        rows={10}
      >
        {detail => <ServiceView detail={detail} onChanged={query.reload} />}
      </QueryView>
    </>
  );
}
