import { httpProbe, judgeJson } from '../httpProbe';
import { healthy } from '../judgements';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Falco: watches system calls for threats. */
export const falco: Profile = {
  id: 'falco',
  title: 'Falco',
  description: 'Watches system calls for threats.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [named(/^falco$/), image(/(^|\/)falco(-no-driver)?$/)],
  probe: httpProbe({
    port: 8765,
    path: '/healthz',
    good: '200 with "status": "ok"',
    judge: judgeJson(body =>
      body.status === 'ok' ? healthy('says status ok') : undefined,
    ),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://falco.org/docs/',
};
