import { httpProbe, judgeText } from '../httpProbe';
import { degraded } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Loki: stores the logs of the platform. */
export const loki: Profile = {
  id: 'loki',
  title: 'Loki',
  description: 'Stores the logs of the platform.',
  kind: 'Resource',
  type: 'database',
  system: 'observability',
  recognise: [
    named(/^loki(-stack)?$/),
    image(/(^|\/)(loki|loki-canary)$/),
    chart(/^loki(-stack|-distributed|-simple-scalable)?$/),
  ],
  roles: [
    'gateway',
    'backend',
    'read',
    'write',
    'canary',
    'chunks-cache',
    'results-cache',
    'chunks',
    'results',
    'cache',
    'single-binary',
    'distributor',
    'ingester',
    'querier',
    'query-frontend',
    'compactor',
  ],
  optional: /canary|cache/,
  probeService: /^(?!.*(headless|memberlist|canary|cache))/,
  probe: httpProbe({
    port: 3100,
    path: '/ready',
    good: '200 with the text ready',
    judge: judgeText(/^ready\s*$/i),
    statuses: { 503: degraded('says that it is not ready yet (503)') },
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 3100,
    path: '/metrics',
    series: [
      'loki_request_duration_seconds_count',
      'loki_distributor_bytes_received_total',
      'loki_discarded_samples_total',
    ],
  },
  docsUrl: 'https://grafana.com/docs/loki/latest/',
};
