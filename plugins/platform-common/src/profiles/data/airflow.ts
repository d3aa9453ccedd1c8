import { asObject, asText } from '../../kubernetes';
import { httpProbe, judgeJson } from '../httpProbe';
import { down, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Airflow: schedules and runs workflows. */
export const airflow: Profile = {
  id: 'airflow',
  title: 'Airflow',
  description: 'Schedules and runs workflows.',
  kind: 'Component',
  type: 'service',
  system: 'data',
  recognise: [
    named(/^airflow(-|$)/),
    image(/(^|\/)(airflow|astro-runtime)$/),
    chart(/^airflow$/),
  ],
  roles: [
    'scheduler',
    'webserver',
    'worker',
    'triggerer',
    'statsd',
    'api-server',
    'api',
    'server',
    'dag-processor',
    'dag',
    'processor',
    'flower',
  ],
  optional: /statsd|flower/,
  probeService: /web|api/,
  probe: httpProbe({
    port: 8080,
    path: '/health',
    good: '200 with a healthy scheduler and metadata database',
    judge: judgeJson(body => {
      const parts = ['metadatabase', 'scheduler'].map(name => ({
        name,
        status: asText(asObject(body[name]).status),
      }));
      if (parts.some(part => part.status === undefined)) return undefined;
      const sick = parts.filter(part => part.status !== 'healthy');
      return sick.length === 0
        ? healthy('scheduler and metadata database are healthy')
        : down(
            `says ${sick
              .map(part => `${part.name} ${part.status}`)
              .join(', ')}`,
          );
    }),
  }),
  dependsOn: [],
  owner: 'group:default/data-engineering',
  metrics: {
    port: 9102,
    path: '/metrics',
    series: ['airflow_scheduler_heartbeat'],
  },
  docsUrl: 'https://airflow.apache.org/docs/',
};
