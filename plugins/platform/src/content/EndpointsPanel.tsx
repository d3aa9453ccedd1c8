import { Endpoint } from '@254carbon/backstage-plugin-platform-common';
import { EmptyState, Panel } from '@254carbon/backstage-plugin-platform-react';
import styles from './ServiceContent.module.css';

function Endpoints(props: { title: string; endpoints: readonly Endpoint[] }) {
  if (props.endpoints.length === 0) return null;
  return (
    <>
      <h3 className={styles.subtitle}>{props.title}</h3>
      <ul className={styles.list}>
        {props.endpoints.map(({ address, declaredBy }) => (
          <li key={`${address} ${declaredBy}`}>
            <code>{address}</code>{' '}
            <span className={styles.muted}>{declaredBy}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Where a service answers, inside the cluster and outside. */
export function EndpointsPanel(props: { endpoints: readonly Endpoint[] }) {
  const { endpoints } = props;
  return (
    <Panel title="Where it answers">
      {endpoints.length === 0 ? (
        <EmptyState title="No Service or Ingress leads to it" />
      ) : null}
      <Endpoints
        title="Outside, through the edge"
        endpoints={endpoints.filter(({ scope }) => scope === 'external')}
      />
      <Endpoints
        title="Inside the cluster"
        endpoints={endpoints.filter(({ scope }) => scope === 'cluster')}
      />
    </Panel>
  );
}
