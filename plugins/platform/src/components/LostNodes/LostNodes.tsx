import { LostNode } from '@254carbon/backstage-plugin-platform-common';
import {
  Freshness,
  StateIcon,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './LostNodes.module.css';

function podsInWords(count: number): string {
  if (count === 0) return 'No pod is placed on it.';
  return count === 1
    ? '1 pod is placed on it; what is known of it may be old.'
    : `${count} pods are placed on it; what is known of them may be old.`;
}

/** Nodes that are not ready, each with since when, why, and how much is on it: one reason for many services that lack pods. */
export function LostNodes(props: {
  /** Name of the cluster for people. */
  cluster: string;
  nodes: readonly LostNode[] | undefined;
}) {
  const { cluster, nodes = [] } = props;
  return (
    <>
      {nodes.map(({ name, since, reason, pods }) => (
        <div key={name} className={styles.notice} role="status">
          <StateIcon state="down" />
          <span>
            <strong>
              Node {name} of {cluster} is not ready
            </strong>
            {since ? (
              <>
                {' '}
                since <Freshness at={since} />
              </>
            ) : null}
            : {reason}. {podsInWords(pods)}
          </span>
        </div>
      ))}
    </>
  );
}
