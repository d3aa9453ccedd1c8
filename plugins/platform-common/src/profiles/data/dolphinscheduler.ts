import { actuatorProbe } from '../actuatorProbe';
import { image, named } from '../recognisers';
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
  ],
  roles: ['api', 'master', 'worker', 'alert', 'server', 'standalone'],
  optional: /-alert(-|$)/,
  probeService: /api|standalone/,
  probe: actuatorProbe({
    port: 12345,
    path: '/dolphinscheduler/actuator/health',
  }),
  dependsOn: ['postgresql', 'zookeeper'],
  owner: 'group:default/data-engineering',
  docsUrl: 'https://dolphinscheduler.apache.org/en-us/docs',
};
