import { Service } from '@254carbon/backstage-plugin-platform-common';
import {
  StateIcon,
  STATES,
  EntityTabLink,
} from '@254carbon/backstage-plugin-platform-react';
import { compareServices } from '../../graph/compareServices';
import { groupBySystem } from '../../graph/groupBySystem';
import styles from './PlatformMap.module.css';

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
  const layers = groupBySystem(props.services, compareServices);
  return (
    <div className={styles.map}>
      {layers.map(({ key, title, members }) => (
        <section key={key} className={styles.layer} aria-label={title}>
          <h3 className={styles.name}>
            {title}
            <span className={styles.count}>{countInWords(members)}</span>
          </h3>
          <ul className={styles.tiles}>
            {members.map(service => (
              <ServiceTile key={service.id} service={service} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
