import { EntityRefLink, useEntity } from '@backstage/plugin-catalog-react';
import {
  Service,
  ServiceEvent,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  EvidenceList,
  Freshness,
  Panel,
  QueryView,
  StaleNotice,
  StatusPill,
} from '@254carbon/backstage-plugin-platform-react';
import { EventTable } from '../components/EventTable';
import { WorkloadTable } from '../components/WorkloadTable';
import { useService } from '../hooks/usePlatform';
import { serviceIdOf } from '../isPlatformService';
import styles from './ServiceContent.module.css';

function HealthPanel(props: { service: Service; caveats: string[] }) {
  const { health } = props.service;
  return (
    <Panel title="Health and its proof">
      <p className={styles.summary}>
        <StatusPill state={health.state} stale={health.stale} />
        <strong>{health.summary}</strong>
        <span className={styles.muted}>
          {health.since ? (
            <>
              began <Freshness at={health.since} />
            </>
          ) : (
            'when it began is not known'
          )}
        </span>
      </p>
      {props.caveats.map(caveat => (
        <StaleNotice key={caveat} reason={caveat} />
      ))}
      <EvidenceList evidence={health.evidence} />
    </Panel>
  );
}

function EndpointsPanel(props: { service: Service }) {
  const { endpoints } = props.service;
  return (
    <Panel title="Where it answers">
      {endpoints.length === 0 ? (
        <EmptyState title="No Service or Ingress leads to it" />
      ) : (
        <ul className={styles.list}>
          {endpoints.map(({ scope, address, declaredBy }) => (
            <li key={`${scope} ${address} ${declaredBy}`}>
              {scope === 'cluster' ? 'inside' : 'outside'}:{' '}
              <code>{address}</code>{' '}
              <span className={styles.muted}>({declaredBy})</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Entities are named after services, in either kind; the catalog page of the right kind is linked when known. */
function DependencyPanel(props: {
  service: Service;
  blastRadius: string[];
  refs: ReadonlyMap<string, string>;
}) {
  const { service, blastRadius, refs } = props;
  return (
    <Panel title="What it needs, and what needs it">
      <h3>It needs</h3>
      {service.dependsOn.length === 0 ? (
        <p className={styles.muted}>Nothing that is known.</p>
      ) : (
        <ul className={styles.list}>
          {service.dependsOn.map(({ serviceId, evidence, confidence }) => (
            <li key={serviceId}>
              <EntityRefLink
                entityRef={
                  refs.get(serviceId) ?? `component:default/${serviceId}`
                }
                hideIcon
              />{' '}
              <span className={styles.muted}>
                ({confidence}: {evidence})
              </span>
            </li>
          ))}
        </ul>
      )}
      <h3>Without it these do not work</h3>
      {blastRadius.length === 0 ? (
        <p className={styles.muted}>Nothing that is known.</p>
      ) : (
        <ul className={styles.list}>
          {blastRadius.map(id => (
            <li key={id}>
              <EntityRefLink
                entityRef={refs.get(id) ?? `component:default/${id}`}
                hideIcon
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function ServiceView(props: {
  service: Service;
  events: ServiceEvent[];
  blastRadius: string[];
  caveats: string[];
  refs: ReadonlyMap<string, string>;
}) {
  const { service, events, blastRadius, caveats, refs } = props;
  return (
    <div className={styles.content}>
      <HealthPanel service={service} caveats={caveats} />
      <Panel title="Workloads">
        <WorkloadTable workloads={service.workloads} />
      </Panel>
      <Panel title="Events">
        <EventTable events={events} />
      </Panel>
      <div className={styles.pair}>
        <EndpointsPanel service={service} />
        <DependencyPanel
          service={service}
          blastRadius={blastRadius}
          refs={refs}
        />
      </div>
      <Panel title="Why it is this service">
        <ol className={styles.list}>
          {service.explanation.map(step => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Panel>
    </div>
  );
}

/** The Platform tab of a service: health and its proof, workloads, events, endpoints, dependencies. */
export function ServiceContent() {
  const { entity } = useEntity();
  const query = useService(serviceIdOf(entity));
  const refs = new Map(
    (entity.relations ?? []).map(({ targetRef }) => [
      targetRef.replace(/^.*\//, ''),
      targetRef,
    ]),
  );
  return (
    <QueryView
      query={query}
      what="this service"
      permission="platform.service.read"
      rows={10}
    >
      {data => <ServiceView {...data} refs={refs} />}
    </QueryView>
  );
}
