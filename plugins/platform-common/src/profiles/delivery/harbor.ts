import { asObjects, asText, JsonObject } from '../../kubernetes';
import { httpProbe, judgeJson } from '../httpProbe';
import { degraded, down, healthy } from '../judgements';
import { image, named } from '../recognisers';
import { Judgement, Profile } from '../types';

function judgeComponents(body: JsonObject): Judgement | undefined {
  const sick = asObjects(body.components)
    .filter(component => component.status !== 'healthy')
    .map(component => asText(component.name) ?? '?');
  if (body.status === 'healthy')
    return healthy('says that all its components are healthy');
  if (body.status !== 'unhealthy') return undefined;
  return sick.some(name => ['core', 'database', 'registry'].includes(name))
    ? down(`says unhealthy: ${sick.join(', ')}`)
    : degraded(`says unhealthy: ${sick.join(', ')}`);
}

/** Harbor. It reports its components one by one; the first that is not healthy names the trouble. */
export const harbor: Profile = {
  id: 'harbor',
  title: 'Harbor',
  description: 'Stores and scans container images.',
  kind: 'Component',
  type: 'service',
  system: 'delivery',
  recognise: [
    { labels: { app: /^harbor$/ } },
    { chart: /^harbor$/ },
    named(/^harbor(-|$)/),
    image(
      /(^|\/)(goharbor\/|harbor-(core|jobservice|portal|registry|registryctl|exporter|adapter-trivy)$)/,
    ),
  ],
  oneInstallationPer: 'namespace',
  optional: /trivy|exporter|notary|chartmuseum/,
  probeService: /core/,
  probe: httpProbe({
    port: 8080,
    path: '/api/v2.0/health',
    good: '200 with "status": "healthy"',
    judge: judgeJson(judgeComponents),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 8001,
    path: '/metrics',
    series: ['harbor_up', 'harbor_project_total'],
  },
  docsUrl: 'https://goharbor.io/docs/',
};
