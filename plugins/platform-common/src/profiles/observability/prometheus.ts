import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Prometheus: scrapes and stores metrics and judges alert rules. */
export const prometheus: Profile = {
  id: 'prometheus',
  title: 'Prometheus',
  description: 'Scrapes and stores metrics and judges alert rules.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    { kinds: ['Prometheus'] },
    named(/^prometheus(-server)?$/),
    image(/(^|\/)prom(etheus)?\/prometheus$/),
    image(/(^|\/)prometheus$/),
    chart(/^prometheus$/),
  ],
  probe: httpProbe({
    port: 9090,
    path: '/-/ready',
    good: '200 with the text Ready',
    judge: judgeText(/ready/i),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9090,
    path: '/metrics',
    series: [
      'prometheus_tsdb_head_series',
      'prometheus_rule_evaluation_failures_total',
    ],
  },
  docsUrl: 'https://prometheus.io/docs/',
};
