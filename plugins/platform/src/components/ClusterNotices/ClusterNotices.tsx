import { ClusterState } from '@254carbon/backstage-plugin-platform-common';
import { Link } from '@backstage/core-components';
import {
  StaleNotice,
  UnknownState,
} from '@254carbon/backstage-plugin-platform-react';

/**
 * What cannot be read at present, so that nobody takes a list for complete when it is not. Nothing is
 * shown when every cluster answers.
 */
export function ClusterNotices(props: {
  clusters: readonly Pick<ClusterState, 'name' | 'title' | 'phase'>[];
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
      {caveats.length > 0 ? (
        <Link to="/platform/clusters" underline="always">
          What cannot be read, since when and why
        </Link>
      ) : null}
    </>
  );
}
