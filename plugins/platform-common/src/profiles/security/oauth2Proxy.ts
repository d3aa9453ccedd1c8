import { httpProbe, judgeText } from '../httpProbe';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** OAuth2 Proxy: asks for a log-in in front of services. */
export const oauth2Proxy: Profile = {
  id: 'oauth2-proxy',
  title: 'OAuth2 Proxy',
  description: 'Asks for a log-in in front of services.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [named(/^oauth2-proxy$/), image(/(^|\/)oauth2-proxy$/)],
  probe: httpProbe({
    port: 4180,
    path: '/ping',
    good: '200 with the text OK',
    judge: judgeText(/^OK\s*$/),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://oauth2-proxy.github.io/oauth2-proxy/',
};
