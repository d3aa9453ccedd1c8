import { actuatorProbe } from '../actuatorProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** DolphinScheduler. The API server speaks for the cluster. Its application answers errors with HTTP 200 and a `code`, which is not health. */
export const dolphinscheduler: Profile = {
  id: 'dolphinscheduler',
  title: 'DolphinScheduler',
  description: 'Schedules and runs the data workflows of the platform.',
  kind: 'Component',
  type: 'service',
  system: 'data',
  recognise: [
    named(/^dolphinscheduler(-|$)/),
    image(/(^|\/)dolphinscheduler(-|$)/),
    chart(/^dolphinscheduler$/),
  ],
  roles: ['api', 'master', 'worker', 'alert', 'server', 'standalone'],
  optional: /-alert(-|$)/,
  probeService: /api|standalone/,
  probe: actuatorProbe({
    port: 12345,
    path: '/dolphinscheduler/actuator/health',
  }),
  dependsOn: ['minio', 'postgresql', 'zookeeper'],
  owner: 'group:default/data-engineering',
  metrics: {
    port: 12345,
    path: '/dolphinscheduler/actuator/prometheus',
    series: [
      'ds_workflow_instance_count_total',
      'ds_task_instance_count_total',
      'ds_master_overload_count_total',
      'ds_worker_overload_count_total',
    ],
  },
  docsUrl: 'https://dolphinscheduler.apache.org/en-us/docs',
};
