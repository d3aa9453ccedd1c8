/** Quotas and default limits of the namespaces that have them. */
import { KubernetesObject } from '../kubernetes/types';
import { BuildContext, limitRange, networkPolicy, quota } from './build';

/** ResourceQuotas, LimitRanges, and the deny-all policies that the network plug-in does not enforce. */
export function bounds(context: BuildContext): KubernetesObject[] {
  return [
    quota(context, 'data-platform', {
      'requests.cpu': '64',
      'requests.memory': '160Gi',
      'limits.cpu': '128',
      'limits.memory': '256Gi',
      pods: '100',
      persistentvolumeclaims: '30',
    }),
    quota(context, 'kong', {
      'requests.cpu': '4',
      'requests.memory': '8Gi',
      pods: '12',
    }),
    quota(context, 'monitoring', {
      'requests.cpu': '4',
      'requests.memory': '8Gi',
      pods: '20',
    }),
    limitRange(context, 'data-platform'),
    limitRange(context, 'kong'),
    networkPolicy(context, {
      namespace: 'vault',
      name: 'default-deny',
      types: ['Ingress'],
    }),
    networkPolicy(context, {
      namespace: 'vault',
      name: 'allow-vault-clients',
      selector: { 'app.kubernetes.io/name': 'vault' },
      types: ['Ingress'],
      ingress: [{ ports: [8200], namespaces: ['data-platform', 'kong'] }],
    }),
  ];
}
