import { httpProbe, judgeJson } from '../httpProbe';
import { healthy } from '../judgements';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Gitea: hosts Git repositories. */
export const gitea: Profile = {
  id: 'gitea',
  title: 'Gitea',
  description: 'Hosts Git repositories.',
  kind: 'Component',
  type: 'service',
  system: 'delivery',
  recognise: [named(/^(gitea|forgejo)$/), image(/(^|\/)(gitea|forgejo)$/)],
  probe: httpProbe({
    port: 3000,
    path: '/api/healthz',
    good: '200 with "status": "pass"',
    judge: judgeJson(body =>
      body.status === 'pass' ? healthy('says status pass') : undefined,
    ),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://docs.gitea.com/',
};
