import { httpProbe } from '../httpProbe';
import { judgeExporter } from '../judgeExporter';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** PostgreSQL exporter: reports metrics of PostgreSQL. */
export const postgresExporter: Profile = {
  id: 'postgres-exporter',
  title: 'PostgreSQL exporter',
  description: 'Reports metrics of PostgreSQL.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^(prometheus-)?(postgres|postgresql|pg)-exporter$/),
    image(/(^|\/)postgres[-_]exporter$/),
    chart(/^prometheus-postgres-exporter$/),
  ],
  probe: httpProbe({
    port: 9187,
    path: '/metrics',
    good: '200 with pg_up 1',
    judge: judgeExporter('pg_up'),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: { port: 9187, path: '/metrics', series: ['pg_up'] },
  docsUrl: 'https://github.com/prometheus-community/postgres_exporter',
};
