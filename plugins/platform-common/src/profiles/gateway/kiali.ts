import { httpProbe, judgeStatus } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Kiali: shows the service mesh. */
export const kiali: Profile = {
  id: 'kiali',
  title: 'Kiali',
  description: 'Shows the service mesh.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^kiali(-server)?$/),
    image(/(^|\/)kiali$/),
    chart(/^kiali-server$/),
  ],
  probe: httpProbe({
    port: 20001,
    path: '/kiali/healthz',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: ['istio'],
  owner: 'group:default/platform-engineering',
  metrics: { port: 9090, path: '/metrics', series: ['kiali_graph_nodes'] },
  docsUrl: 'https://kiali.io/docs/',
};
