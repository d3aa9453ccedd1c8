import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Vertical Pod Autoscaler: suggests and sets requests of pods. */
export const verticalPodAutoscaler: Profile = {
  id: 'vertical-pod-autoscaler',
  title: 'Vertical Pod Autoscaler',
  description: 'Suggests and sets requests of pods.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [
    named(
      /^(vpa-(recommender|updater|admission-controller)|vertical-pod-autoscaler)$/,
    ),
    image(/(^|\/)vpa-(recommender|updater|admission-controller)$/),
    chart(/^vpa$/),
  ],
  oneInstallationPer: 'namespace',
  probe: { protocol: 'workload-only', reason: 'Its pods speak for it.' },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://github.com/kubernetes/autoscaler',
};
