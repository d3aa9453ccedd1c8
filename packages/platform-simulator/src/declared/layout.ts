/** Where in the repository an object is written, and how: the folders are those that the Argo CD applications name. */
import type { KubernetesObject } from '../kubernetes/types';

/** How a folder becomes objects. */
export type FolderForm = 'plain' | 'kustomize' | 'helm';

/** A folder of the repository. */
export interface DeclaredFolder {
  path: string;
  form: FolderForm;
}

const BY_NAMESPACE: Readonly<Record<string, DeclaredFolder>> = {
  'data-platform': { path: 'helm/charts/data-platform', form: 'plain' },
  kong: { path: 'helm/charts/api-gateway', form: 'plain' },
  kyverno: { path: 'helm/charts/platform-policies', form: 'plain' },
  'ray-system': { path: 'helm/charts/ml-platform', form: 'helm' },
  monitoring: { path: 'helm/charts/monitoring', form: 'plain' },
  'cloudflare-tunnel': { path: 'helm/charts/networking', form: 'plain' },
  'victoria-metrics': { path: 'k8s/logging', form: 'plain' },
  velero: { path: 'k8s/backup', form: 'kustomize' },
  kafka: { path: 'k8s/kafka', form: 'kustomize' },
  'istio-system': { path: 'k8s/service-mesh', form: 'plain' },
  'cert-manager': { path: 'k8s/cert-manager', form: 'plain' },
  'ingress-nginx': { path: 'k8s/ingress', form: 'plain' },
  vault: { path: 'helm/charts/vault', form: 'helm' },
  argocd: { path: 'k8s/argocd', form: 'plain' },
};

const MADE_BY_SERVERS = new Set([
  'Pod',
  'ReplicaSet',
  'Endpoints',
  'Event',
  'Node',
  'PersistentVolume',
  'APIService',
  'PolicyReport',
  'ClusterPolicyReport',
  'CustomResourceDefinition',
  'Secret',
  'Backup',
  'CertificateRequest',
  'Order',
  'Challenge',
]);
const CLAIM_OF_TEMPLATE = /-\d+$/;

/** The folder of an object; `undefined` for what nobody writes by hand. Images of the registry are installed by hand and in no folder. */
export function folderOf(object: KubernetesObject): DeclaredFolder | undefined {
  const { kind, metadata } = object;
  const { name, namespace, ownerReferences } = metadata as {
    name: string;
    namespace?: string;
    ownerReferences?: unknown[];
  };
  const isMade =
    MADE_BY_SERVERS.has(kind) || (ownerReferences?.length ?? 0) > 0;
  if (isMade || (kind === 'ServiceAccount' && name === 'default'))
    return undefined;
  if (kind === 'PersistentVolumeClaim' && CLAIM_OF_TEMPLATE.test(name))
    return undefined;
  if (namespace === undefined) {
    const isOurs =
      !/^(?:system:|kube-|(?:default|view|edit|admin|cluster-admin)$)/.test(
        name,
      );
    return isOurs ? { path: 'k8s/cluster', form: 'plain' } : undefined;
  }
  if (name.startsWith('zookeeper'))
    return { path: 'k8s/zookeeper', form: 'kustomize' };
  if (name.startsWith('datahub'))
    return { path: 'helm/charts/data-platform/charts/datahub', form: 'plain' };
  if (name.startsWith('portal'))
    return { path: 'helm/charts/portal-services', form: 'plain' };
  return BY_NAMESPACE[namespace];
}

/** The file of an object in its folder: one a piece of software, by the first word of its name. */
export function fileOf({ metadata }: KubernetesObject): string {
  return `${String(metadata.name).split(/[-.]/)[0]}.yaml`;
}
