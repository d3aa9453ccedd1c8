import { asObject, asText, JsonValue } from '../kubernetes';

/** Groups of documents that look like Kubernetes objects and are files for a tool. */
const TOOL_GROUPS = [
  'kustomize.config.k8s.io',
  'config.kubernetes.io',
  'kind.x-k8s.io',
  'kubeadm.k8s.io',
  'kubelet.config.k8s.io',
  'kubeproxy.config.k8s.io',
  'audit.k8s.io',
  'apiserver.config.k8s.io',
  'client.authentication.k8s.io',
  'backstage.io',
  'scaffolder.backstage.io',
  'k3d.io',
  'skaffold',
];

/** Whether a document is for a tool and never meant for a cluster: a kustomization, a catalog entity, a kubeconfig, a chart. */
export function isForeign(path: string, value: JsonValue): boolean {
  const { apiVersion, kind } = asObject(value);
  const group = asText(apiVersion)?.split('/')[0] ?? '';
  if (TOOL_GROUPS.includes(group)) return true;
  if (apiVersion === 'v1' && kind === 'Config') return true;
  const name = path.split('/').at(-1) ?? '';
  return /^(?:Chart\.(?:yaml|lock)|kustomization\.ya?ml|Kustomization)$/.test(
    name,
  );
}
