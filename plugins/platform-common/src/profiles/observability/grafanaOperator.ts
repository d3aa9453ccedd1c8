import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Grafana operator: operates Grafana and its dashboards. */
export const grafanaOperator: Profile = {
  id: 'grafana-operator',
  title: 'Grafana operator',
  description: 'Operates Grafana and its dashboards.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^grafana-operator$/),
    image(/(^|\/)grafana-operator$/),
    chart(/^grafana-operator$/),
  ],
  probe: { protocol: 'workload-only', reason: 'Its pods speak for it.' },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://grafana.github.io/grafana-operator/',
};
