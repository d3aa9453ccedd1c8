import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Kiali operator: operates Kiali. */
export const kialiOperator: Profile = {
  id: 'kiali-operator',
  title: 'Kiali operator',
  description: 'Operates Kiali.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^kiali-operator$/),
    image(/(^|\/)kiali-operator$/),
    chart(/^kiali-operator$/),
  ],
  probe: {
    protocol: 'workload-only',
    reason: 'It has no address to ask; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://kiali.io/docs/',
};
