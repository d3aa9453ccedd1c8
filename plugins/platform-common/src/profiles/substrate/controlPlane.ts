import { Profile } from '../types';

/** Kubernetes control plane: keeps the cluster: API server, scheduler, controllers and their store. */
export const controlPlane: Profile = {
  id: 'kubernetes-control-plane',
  title: 'Kubernetes control plane',
  description:
    'Keeps the cluster: API server, scheduler, controllers and their store.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [
    { labels: { tier: 'control-plane' } },
    {
      labels: {
        component:
          /^(kube-apiserver|kube-controller-manager|kube-scheduler|etcd|cloud-controller-manager)$/,
      },
    },
    {
      name: /^etcd-/,
      image: /(^|\/)etcd$/,
    },
    { image: /(^|\/)kube-(apiserver|controller-manager|scheduler)$/ },
  ],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'workload-only',
    reason:
      'The reader of the cluster talks to its API server all the time, and says when it cannot.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://kubernetes.io/docs/concepts/overview/components/',
};
