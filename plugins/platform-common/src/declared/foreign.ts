import { asObject, asText, JsonValue } from '../kubernetes';

/** Groups of documents that look like Kubernetes objects and are files for a tool. */
const TOOL_GROUPS = [
  'config.kubernetes.io',
  'kind.x-k8s.io',
  'kubeadm.k8s.io',
  'audit.k8s.io',
  'client.authentication.k8s.io',
  'backstage.io',
  'scaffolder.backstage.io',
  'k3d.io',
  'skaffold',
  'eksctl.io',
  'ctlptl.dev',
  'cli.kyverno.io',
  'chainsaw.kyverno.io',
  'kuttl.dev',
  'kpt.dev',
  'fn.kpt.dev',
  'meta.pkg.crossplane.io',
  'mirror.openshift.io',
  'scorecard.operatorframework.io',
  'krew.googlecontainertools.github.com',
  'k0sctl.k0sproject.io',
  'tanka.dev',
];
/** Files that components of a cluster are started with: `kubelet.config.k8s.io`, `kubescheduler.config.k8s.io`. */
const COMPONENT_CONFIG = /\.config\.k8s\.io$/;
/** What kpt and Kustomize leave out of what they send to a cluster. */
const LOCAL = 'config.kubernetes.io/local-config';

/** Whether a document is for a tool and never meant for a cluster: a kustomization, a catalog entity, a kubeconfig, a chart. */
export function isForeign(path: string, value: JsonValue): boolean {
  const { apiVersion, kind } = asObject(value);
  const group = asText(apiVersion)?.split('/')[0] ?? '';
  if (TOOL_GROUPS.includes(group) || COMPONENT_CONFIG.test(group)) return true;
  if (apiVersion === 'v1' && kind === 'Config') return true;
  // Kubernetes itself has no other version without a group: `v2` is a chart's, `v1alpha1` that of an operating system's settings.
  if (/^v\d/.test(group) && apiVersion !== 'v1') return true;
  const { annotations } = asObject(asObject(value).metadata);
  const local = asObject(annotations)[LOCAL];
  if (local !== undefined && `${local}` !== 'false') return true;
  const name = path.split('/').at(-1) ?? '';
  return /^(?:Chart\.(?:yaml|lock)|kustomization\.ya?ml|Kustomization)$/.test(
    name,
  );
}
