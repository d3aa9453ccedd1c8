import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** VictoriaMetrics operator: operates VictoriaMetrics. */
export const victoriaOperator: Profile = {
  id: 'victoria-metrics-operator',
  title: 'VictoriaMetrics operator',
  description: 'Operates VictoriaMetrics.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^(victoria-metrics-operator|vm-operator)$/),
    image(/(^|\/)victoriametrics\/operator$/),
    chart(/^victoria-metrics-operator$/),
  ],
  probe: { protocol: 'workload-only', reason: 'Its pods speak for it.' },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://docs.victoriametrics.com/operator/',
};
