import {
  ForbiddenState,
  LoadingState,
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

/** Shows the tab to those who may see it; the plugin would fold away for the others that a right is missing, and not say which. */
export function KubernetesTab(props: { children: ReactNode }) {
  const clusters = usePermission({ permission: CLUSTERS });
  const resources = usePermission({ permission: RESOURCES });
  if (clusters.loading || resources.loading)
    return <LoadingState label="Reading what you may see" />;
  if (clusters.allowed && resources.allowed) return <>{props.children}</>;
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
