import { httpProbe, judgeStatus } from '../httpProbe';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Dex: signs people in with other identity providers. */
export const dex: Profile = {
  id: 'dex',
  title: 'Dex',
  description: 'Signs people in with other identity providers.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [named(/^dex$/), image(/(^|\/)dex$/)],
  probe: httpProbe({
    port: 5558,
    path: '/healthz/ready',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://dexidp.io/docs/',
};
