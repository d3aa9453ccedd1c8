import { httpProbe, judgeText } from '../httpProbe';
import { down } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Fluent Bit. The address answers only with `Health_Check On`; its 500 means that outputs fail or are retried too often. */
export const fluentBit: Profile = {
  id: 'fluent-bit',
  title: 'Fluent Bit',
  description: 'Collects the logs of every node and ships them.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^fluent-bit$/),
    image(/(^|\/)fluent-bit$/),
    chart(/^fluent-bit$/),
  ],
  probe: httpProbe({
    port: 2020,
    path: '/api/v1/health',
    good: '200 with the text ok',
    judge: judgeText(/^ok\s*$/i),
    statuses: { 500: down('says that too many of its outputs fail (500)') },
  }),
  dependsOn: ['loki'],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 2020,
    path: '/api/v1/metrics/prometheus',
    series: [
      'fluentbit_output_errors_total',
      'fluentbit_output_proc_records_total',
    ],
  },
  docsUrl: 'https://docs.fluentbit.io/manual',
};
