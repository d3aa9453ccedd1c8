import { ServiceSummary } from '@254carbon/backstage-plugin-platform-common';
import {
  instantsInWords,
  StateIcon,
  STATES,
  EntityTabLink,
  UnknownState,
} from '@254carbon/backstage-plugin-platform-react';
import { useRef } from 'react';
import { compareServices } from '../../graph/compareServices';
import { groupBySystem } from '../../graph/groupBySystem';
import styles from './PlatformMap.module.css';

/** `12 services, 3 not healthy`, and what of that is only remembered. */
function countInWords(services: ServiceSummary[]): string {
  const bad = services.filter(
    ({ health }) => health.state !== 'healthy',
  ).length;
  const all = `${services.length} ${
    services.length === 1 ? 'service' : 'services'
  }`;
  const when = services.some(({ health }) => health.stale)
    ? ' when last seen'
    : '';
  return `${all}, ${bad === 0 ? 'all healthy' : `${bad} not healthy`}${when}`;
}

/** What a tile says when the pointer rests on it: why it is as it is, what it needs, what needs it. */
function describeTile(
  service: ServiceSummary,
  titleOf: (id: string) => string,
): string {
  const needs = service.needs.map(titleOf);
  const neededBy = service.neededBy.map(titleOf);
  return [
    instantsInWords(service.health.summary),
    needs.length > 0 ? `Needs ${needs.join(', ')}` : '',
    neededBy.length > 0 ? `Needed by ${neededBy.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('\n');
}

function ServiceTile(props: {
  service: ServiceSummary;
  titleOf: (id: string) => string;
}) {
  const { title, entityRef, health } = props.service;
  return (
    <li title={describeTile(props.service, props.titleOf)}>
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
export function PlatformMap(props: { services: readonly ServiceSummary[] }) {
  const titles = new Map(props.services.map(({ id, title }) => [id, title]));
  const titleOf = (id: string) => titles.get(id) ?? id;
  const layers = groupBySystem(props.services, compareServices);
  const end = useRef<HTMLSpanElement>(null);
  if (layers.length === 0) {
    return (
      <UnknownState title="No service is known">
        They stand here by layer as soon as a cluster is read.
      </UnknownState>
    );
  }
  return (
    <div className={styles.map}>
      <button
        type="button"
        className={styles.skip}
        onClick={() => end.current?.focus()}
      >
        Skip the map
      </button>
      {layers.map(({ key, title, members }) => (
        <section key={key} className={styles.layer} aria-label={title}>
          <h3 className={styles.name}>
            {title}
            <span className={styles.count}>{countInWords(members)}</span>
          </h3>
          <ul className={styles.tiles}>
            {members.map(service => (
              <ServiceTile
                key={service.id}
                service={service}
                titleOf={titleOf}
              />
            ))}
          </ul>
        </section>
      ))}
      <span ref={end} tabIndex={-1} />
    </div>
  );
}
