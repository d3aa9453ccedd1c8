import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** NVIDIA GPU support: gives GPUs to pods. */
export const nvidiaDevicePlugin: Profile = {
  id: 'nvidia-gpu',
  title: 'NVIDIA GPU support',
  description: 'Gives GPUs to pods.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [
    named(
      /^(nvidia-device-plugin(-daemonset|-ds)?|gpu-operator|nvidia-operator-validator|gpu-feature-discovery)$/,
    ),
    { labels: { name: /^nvidia-device-plugin-ds$/ } },
    image(/(^|\/)(k8s-device-plugin|gpu-operator)$/),
    chart(/^nvidia-device-plugin$/),
  ],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'workload-only',
    reason: 'It listens on the nodes only; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://docs.nvidia.com/datacenter/cloud-native/',
};
