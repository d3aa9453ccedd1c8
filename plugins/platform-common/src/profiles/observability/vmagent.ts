import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** vmagent: scrapes metrics and sends them to VictoriaMetrics. */
export const vmagent: Profile = {
  id: 'vmagent',
  title: 'vmagent',
  description: 'Scrapes metrics and sends them to VictoriaMetrics.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    { kinds: ['VMAgent'] },
    named(/^(victoria-metrics-agent|vmagent)$/),
    image(/(^|\/)vmagent$/),
    chart(/^victoria-metrics-agent$/),
  ],
  probe: httpProbe({
    port: 8429,
    path: '/health',
    good: '200 with the text OK',
    judge: judgeText(/^OK\s*$/i),
  }),
  dependsOn: ['victoria-metrics'],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 8429,
    path: '/metrics',
    series: ['vmagent_remotewrite_pending_data_bytes', 'vm_promscrape_targets'],
  },
  docsUrl: 'https://docs.victoriametrics.com/victoriametrics/vmagent/',
};
