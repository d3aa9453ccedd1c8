import { GraphNode } from '@254carbon/backstage-plugin-platform-common';
import {
  compareStates,
  EmptyState,
  EntityTabLink,
  StateIcon,
  STATES,
} from '@254carbon/backstage-plugin-platform-react';
import { groupBySystem } from '../../graph/groupBySystem';
import { ServiceGraph } from '../../graph/ServiceGraph';
import styles from './BlastRadius.module.css';

/** `8 services need MinIO, 6 of them directly`. */
export function blastInWords(
  title: string,
  all: number,
  direct: number,
): string {
  const services = all === 1 ? '1 service needs' : `${all} services need`;
  const how =
    all === direct
      ? 'directly'
      : `${direct} of them directly, ${all - direct} through others`;
  return `${services} ${title}${all === direct ? ' ' : ', '}${how}.`;
}

function compareNodes(a: GraphNode, b: GraphNode): number {
  return (
    a.distance - b.distance ||
    compareStates(a.state, b.state) ||
    a.title.localeCompare(b.title)
  );
}

function AffectedService(props: { node: GraphNode }) {
  const { title, entityRef, state, stale, distance } = props.node;
  return (
    <li className={styles.item}>
      <StateIcon state={state} />
      <span>
        <EntityTabLink entityRef={entityRef} tab="platform">
          {title}
        </EntityTabLink>{' '}
        <span className={styles.muted}>
          {STATES[state].word}
          {stale ? ' when last seen' : ' now'}
          {distance > 1 ? ', through others' : ''}
        </span>
      </span>
    </li>
  );
}

/** What breaks if a service goes down, by layer. What the graph does not know of is named by its id. */
export function BlastRadius(props: {
  title: string;
  /** Ids of the services that need it, directly or through others. */
  affected: readonly string[];
  graph: ServiceGraph;
}) {
  const { title, affected, graph } = props;
  if (affected.length === 0) {
    return (
      <EmptyState title={`Nothing that is known needs ${title}`}>
        Looked at are profiles, annotations, environment, configuration and
        network policies; what names it elsewhere is not seen.
      </EmptyState>
    );
  }
  const ids = new Set(affected);
  const known = graph.nodes.filter(({ id }) => ids.has(id));
  const others = affected.filter(id => !known.some(node => node.id === id));
  const direct = known.filter(({ distance }) => distance === 1).length;
  return (
    <>
      <p className={styles.lead}>
        <strong>{blastInWords(title, affected.length, direct)}</strong>
      </p>
      <dl className={styles.layers}>
        {groupBySystem(known, compareNodes).map(layer => (
          <div key={layer.key} className={styles.layer}>
            <dt>
              {layer.title}{' '}
              <span className={styles.muted}>{layer.members.length}</span>
            </dt>
            <dd>
              <ul className={styles.list}>
                {layer.members.map(node => (
                  <AffectedService key={node.id} node={node} />
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
      {others.length > 0 ? (
        <p className={styles.muted}>Also: {others.join(', ')}.</p>
      ) : null}
    </>
  );
}
