import { httpProbe } from '../httpProbe';
import { judgeExporter } from '../judgeExporter';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Elasticsearch exporter: reports metrics of Elasticsearch. */
export const elasticsearchExporter: Profile = {
  id: 'elasticsearch-exporter',
  title: 'Elasticsearch exporter',
  description: 'Reports metrics of Elasticsearch.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^(prometheus-)?elasticsearch-exporter$/),
    image(/(^|\/)elasticsearch[-_]exporter$/),
    chart(/^prometheus-elasticsearch-exporter$/),
  ],
  probe: httpProbe({
    port: 9114,
    path: '/metrics',
    good: '200 with elasticsearch_cluster_health_up 1',
    judge: judgeExporter('elasticsearch_cluster_health_up'),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9114,
    path: '/metrics',
    series: ['elasticsearch_cluster_health_status'],
  },
  docsUrl: 'https://github.com/prometheus-community/elasticsearch_exporter',
};
