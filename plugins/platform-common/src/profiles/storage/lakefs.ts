import { httpProbe, judgeStatus } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** lakeFS: versions the objects of the lake in branches and commits. */
export const lakefs: Profile = {
  id: 'lakefs',
  title: 'lakeFS',
  description: 'Versions the objects of the lake in branches and commits.',
  kind: 'Resource',
  type: 'object-store',
  system: 'storage',
  recognise: [named(/^lakefs$/), image(/(^|\/)lakefs$/), chart(/^lakefs$/)],
  probe: httpProbe({
    port: 8000,
    path: '/api/v1/healthcheck',
    good: '204',
    judge: judgeStatus,
  }),
  dependsOn: ['postgresql', 'minio'],
  owner: 'group:default/data-engineering',
  metrics: { port: 8000, path: '/metrics', series: ['api_requests_total'] },
  docsUrl: 'https://docs.lakefs.io/',
};
