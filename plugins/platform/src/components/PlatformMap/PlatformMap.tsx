import {
  Service,
  SystemId,
  SYSTEMS,
} from '@254carbon/backstage-plugin-platform-common';
import {
  compareStates,
  StateIcon,
  STATES,
  EntityTabLink,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './PlatformMap.module.css';

const TITLES: Record<SystemId, string> = {
  edge: 'Edge',
  gateway: 'Gateway',
  data: 'Data',
  storage: 'Storage',
  'machine-learning': 'Machine learning',
  observability: 'Observability',
  delivery: 'Delivery',
  security: 'Security',
  substrate: 'Substrate',
};

/** `12 services, 3 not healthy`. */
function countInWords(services: Service[]): string {
  const bad = services.filter(
    ({ health }) => health.state !== 'healthy',
  ).length;
  const all = `${services.length} ${
    services.length === 1 ? 'service' : 'services'
  }`;
  return bad === 0 ? `${all}, all healthy` : `${all}, ${bad} not healthy`;
}

function ServiceTile(props: { service: Service }) {
  const { title, entityRef, health } = props.service;
  return (
    <li title={health.summary}>
      <EntityTabLink
        entityRef={entityRef}
        className={styles.tile}
        tab="platform"
      >
        <StateIcon state={health.state} />
        <span className={styles.title}>{title}</span>
        <span className={styles.state}>
          {STATES[health.state].word}
          {health.stale ? ', stale' : ''}
        </span>
      </EntityTabLink>
    </li>
  );
}

/** The platform as layers of services, in the order in which a request meets them; the worst first in each. */
export function PlatformMap(props: { services: Service[] }) {
  const layers = SYSTEMS.map(system => ({
    system,
    services: props.services
      .filter(service => service.system === system)
      .sort(
        (a, b) =>
          compareStates(a.health.state, b.health.state) ||
          a.title.localeCompare(b.title),
      ),
  })).filter(({ services }) => services.length > 0);
  return (
    <div className={styles.map}>
      {layers.map(({ system, services }) => (
        <section
          key={system}
          className={styles.layer}
          aria-label={TITLES[system]}
        >
          <h3 className={styles.name}>
            {TITLES[system]}
            <span className={styles.count}>{countInWords(services)}</span>
          </h3>
          <ul className={styles.tiles}>
            {services.map(service => (
              <ServiceTile key={service.id} service={service} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
