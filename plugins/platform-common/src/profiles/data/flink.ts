import { httpProbe, judgeJson } from '../httpProbe';
import { degraded, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Flink: processes streams of events. */
export const flink: Profile = {
  id: 'flink',
  title: 'Flink',
  description: 'Processes streams of events.',
  kind: 'Component',
  type: 'service',
  system: 'data',
  recognise: [
    { kinds: ['FlinkDeployment'] },
    named(/^flink(-(jobmanager|taskmanager))?$/),
    image(/(^|\/)flink$/),
    chart(/^flink$/),
  ],
  roles: ['jobmanager', 'taskmanager', 'session'],
  probeService: /^(?!.*taskmanager)/,
  probe: httpProbe({
    port: 8081,
    path: '/overview',
    good: '200 with at least one task manager',
    judge: judgeJson(body => {
      if (typeof body.taskmanagers !== 'number') return undefined;
      return body.taskmanagers > 0
        ? healthy(`has ${body.taskmanagers} task managers`)
        : degraded('has no task manager');
    }),
  }),
  dependsOn: [],
  owner: 'group:default/data-engineering',
  metrics: {
    port: 9249,
    path: '/',
    series: [
      'flink_jobmanager_numRunningJobs',
      'flink_jobmanager_taskSlotsAvailable',
    ],
  },
  docsUrl: 'https://nightlies.apache.org/flink/flink-docs-stable/',
};
