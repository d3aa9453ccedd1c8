import { ServiceList } from '@254carbon/backstage-plugin-platform-common';
import { Link } from '@backstage/core-components';
import {
  Freshness,
  StaleNotice,
  UnknownState,
} from '@254carbon/backstage-plugin-platform-react';
import { LostNodes } from '../LostNodes';

type Clusters = ServiceList['clusters'];

/** Since when what is known of a cluster is in doubt, and the way to what is known of that. */
function Doubts(props: { clusters: Clusters }) {
  return (
    <div>
      {props.clusters.map(({ name, title, doubtedSince }) =>
        doubtedSince ? (
          <span key={name}>
            What is shown of {title ?? name} is in doubt since{' '}
            <Freshness at={doubtedSince} />.{' '}
          </span>
        ) : null,
      )}
      <Link to="/platform/clusters" underline="always">
        What cannot be read, since when and why
      </Link>
    </div>
  );
}

/**
 * What cannot be read at present, so that nobody takes a list for complete when it is not, and nodes that are lost. Nothing is
 * shown when every cluster answers and every node is ready.
 */
export function ClusterNotices(props: {
  clusters: Clusters;
  caveats: readonly string[];
}) {
  const { clusters, caveats } = props;
  if (clusters.length === 0) {
    return (
      <UnknownState title="No cluster is configured">
        Add a cluster to <code>kubernetes.clusterLocatorMethods</code> in the
        portal&apos;s configuration; the README shows the block.
      </UnknownState>
    );
  }
  return (
    <>
      {clusters.map(({ name, title, lostNodes }) => (
        <LostNodes key={name} cluster={title ?? name} nodes={lostNodes} />
      ))}
      {clusters
        .filter(({ phase }) => phase === 'connecting')
        .map(({ name, title }) => (
          <StaleNotice
            key={name}
            reason={`Cluster ${
              title ?? name
            } is being read for the first time.`}
          />
        ))}
      {caveats.map(caveat => (
        <StaleNotice key={caveat} reason={caveat} />
      ))}
      {caveats.length > 0 ? <Doubts clusters={clusters} /> : null}
    </>
  );
}
