import {
  ClusterView,
  platformContract,
} from '@254carbon/backstage-plugin-platform-common';
import {
  ForbiddenState,
  LoadingState,
  StaleNotice,
  useContractClient,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { ReactNode } from 'react';

const CLUSTERS = {
  type: 'basic',
  name: 'kubernetes.clusters.read',
  attributes: { action: 'read' },
} as const;
const RESOURCES = {
  type: 'basic',
  name: 'kubernetes.resources.read',
  attributes: { action: 'read' },
} as const;

const REFRESH_MS = 15_000;

/** Parts of a cluster without which the tab has nothing to show; it would say that there are no pods, and no errors. */
const NEEDED = ['api-server', 'discovery', 'v1/pods'];

function whyUnread({ name, title, phase, kinds }: ClusterView): string[] {
  const failing = kinds.filter(({ ok }) => !ok);
  const needed = failing.find(({ resource }) => NEEDED.includes(resource));
  if (!needed && phase !== 'failing') return [];
  return [needed?.reason ?? `${title ?? name} cannot be read.`];
}

/** The plugin asks the cluster anew, and waits for as long as it does not answer; the portal's own reader knows when that is so. */
function Unanswered() {
  const client = useContractClient(platformContract);
  const { data } = useQuery({
    key: 'clusters behind the tab Kubernetes',
    load: signal => client.listClusters({}, { signal }),
    refreshMs: REFRESH_MS,
  });
  const unread = data?.clusters.flatMap(whyUnread) ?? [];
  return (
    <>
      {unread.map(reason => (
        <StaleNotice
          key={reason}
          reason={`${reason} What is shown here is asked for anew and may not come; what was last known is on the tab "Platform".`}
        />
      ))}
    </>
  );
}

/** Shows the tab to those who may see it; the plugin would fold away for the others that a right is missing, and not say which. */
export function KubernetesTab(props: { children: ReactNode }) {
  const clusters = usePermission({ permission: CLUSTERS });
  const resources = usePermission({ permission: RESOURCES });
  if (clusters.loading || resources.loading)
    return <LoadingState label="Reading what you may see" />;
  if (clusters.allowed && resources.allowed)
    return (
      <>
        <Unanswered />
        {props.children}
      </>
    );
  return (
    <>
      <ForbiddenState
        title="You may not see the objects in Kubernetes"
        permission={(clusters.allowed ? RESOURCES : CLUSTERS).name}
      />
      <p>
        Pods, restarts and events of a service are also on its tab
        &quot;Platform&quot;.
      </p>
    </>
  );
}
