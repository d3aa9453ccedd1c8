import { httpProbe } from '../httpProbe';
import { judgeExporter } from '../judgeExporter';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** MySQL exporter: reports metrics of MySQL. */
export const mysqlExporter: Profile = {
  id: 'mysqld-exporter',
  title: 'MySQL exporter',
  description: 'Reports metrics of MySQL.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^(prometheus-)?mysqld?-exporter$/),
    image(/(^|\/)mysqld[-_]exporter$/),
  ],
  probe: httpProbe({
    port: 9104,
    path: '/metrics',
    good: '200 with mysql_up 1',
    judge: judgeExporter('mysql_up'),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: { port: 9104, path: '/metrics', series: ['mysql_up'] },
  docsUrl: 'https://github.com/prometheus/mysqld_exporter',
};
