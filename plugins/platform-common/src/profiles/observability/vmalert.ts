import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** vmalert: judges alert and recording rules over VictoriaMetrics. */
export const vmalert: Profile = {
  id: 'vmalert',
  title: 'vmalert',
  description: 'Judges alert and recording rules over VictoriaMetrics.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    { kinds: ['VMAlert'] },
    named(/^(victoria-metrics-alert|vmalert)$/),
    image(/(^|\/)vmalert$/),
    chart(/^victoria-metrics-alert$/),
  ],
  probe: httpProbe({
    port: 8880,
    path: '/health',
    good: '200 with the text OK',
    judge: judgeText(/^OK\s*$/i),
  }),
  dependsOn: ['victoria-metrics'],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 8880,
    path: '/metrics',
    series: ['vmalert_execution_errors_total', 'vmalert_alerts_firing'],
  },
  docsUrl: 'https://docs.victoriametrics.com/victoriametrics/vmalert/',
};
