import { asText } from '../../kubernetes';
import { httpProbe, judgeJson } from '../httpProbe';
import { healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Ray: runs Python programs and models over many machines. */
export const ray: Profile = {
  id: 'ray',
  title: 'Ray',
  description: 'Runs Python programs and models over many machines.',
  kind: 'Component',
  type: 'service',
  system: 'machine-learning',
  recognise: [
    { kinds: ['RayCluster', 'RayService'] },
    named(/^(ray|raycluster|ray-(cluster|head|worker))$/),
    image(/(^|\/)ray(-ml|-llm)?$/),
    chart(/^ray-cluster$/),
  ],
  roles: ['head', 'worker', 'cluster', 'group', 'small', 'default'],
  runs: ['RayJob'],
  probeService: /^(?!.*worker)/,
  probe: httpProbe({
    port: 8265,
    path: '/api/version',
    good: '200 with "ray_version"',
    judge: judgeJson(body =>
      typeof body.ray_version === 'string' || typeof body.version === 'string'
        ? healthy(
            `answers as Ray ${
              asText(body.ray_version) ?? asText(body.version)
            }`,
          )
        : undefined,
    ),
  }),
  dependsOn: [],
  owner: 'group:default/analytics',
  metrics: {
    port: 8080,
    path: '/metrics',
    series: ['ray_node_cpu_utilization', 'ray_node_mem_used', 'ray_tasks'],
  },
  docsUrl: 'https://docs.ray.io/',
};
