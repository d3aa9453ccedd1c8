import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Promtail: ships logs to Loki. */
export const promtail: Profile = {
  id: 'promtail',
  title: 'Promtail',
  description: 'Ships logs to Loki.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^promtail$/),
    image(/(^|\/)promtail$/),
    chart(/^promtail$/),
  ],
  probe: httpProbe({
    port: 9080,
    path: '/ready',
    good: '200 with the text Ready',
    judge: judgeText(/^ready\s*$/i),
  }),
  dependsOn: ['loki'],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 3101,
    path: '/metrics',
    series: ['promtail_sent_entries_total', 'promtail_dropped_entries_total'],
  },
  docsUrl: 'https://grafana.com/docs/loki/latest/send-data/promtail/',
};
