import { httpProbe, judgeStatus } from '../httpProbe';
import { healthy } from '../judgements';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Container registry: stores container images. */
export const registry: Profile = {
  id: 'container-registry',
  title: 'Container registry',
  description: 'Stores container images.',
  kind: 'Resource',
  type: 'registry',
  system: 'delivery',
  recognise: [
    named(/^(docker-registry|registry)$/),
    image(/(^|\/)(library\/)?registry$/),
  ],
  probe: httpProbe({
    port: 5000,
    path: '/v2/',
    good: '200, or 401 which asks for a log-in',
    judge: judgeStatus,
    statuses: { 401: healthy('answers, and asks for a log-in') },
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://distribution.github.io/distribution/',
};
