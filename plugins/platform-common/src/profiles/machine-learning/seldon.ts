import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Seldon Core: serves models. */
export const seldon: Profile = {
  id: 'seldon',
  title: 'Seldon Core',
  description: 'Serves models.',
  kind: 'Component',
  type: 'service',
  system: 'machine-learning',
  recognise: [named(/^seldon(-|$)/), image(/(^|\/)seldon-core-operator$/)],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'workload-only',
    reason: 'Its webhook answers the API server only; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/analytics',
  docsUrl: 'https://docs.seldon.io/',
};
