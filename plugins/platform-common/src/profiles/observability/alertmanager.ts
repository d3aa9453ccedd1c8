import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Alertmanager: groups alerts and sends them to people. */
export const alertmanager: Profile = {
  id: 'alertmanager',
  title: 'Alertmanager',
  description: 'Groups alerts and sends them to people.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    { kinds: ['Alertmanager', 'VMAlertmanager'] },
    named(/^(alertmanager|vmalertmanager)$/),
    image(/(^|\/)alertmanager$/),
    chart(/^alertmanager$/),
  ],
  probe: httpProbe({
    port: 9093,
    path: '/-/ready',
    good: '200 with the text OK',
    judge: judgeText(/^OK\s*$/i),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9093,
    path: '/metrics',
    series: ['alertmanager_alerts', 'alertmanager_notifications_failed_total'],
  },
  docsUrl: 'https://prometheus.io/docs/alerting/latest/alertmanager/',
};
