import { httpProbe, judgeStatus } from '../httpProbe';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Sealed Secrets: opens encrypted secrets from Git inside the cluster. */
export const sealedSecrets: Profile = {
  id: 'sealed-secrets',
  title: 'Sealed Secrets',
  description: 'Opens encrypted secrets from Git inside the cluster.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [
    named(/^sealed-secrets(-controller)?$/),
    image(/(^|\/)sealed-secrets-controller$/),
  ],
  probe: httpProbe({
    port: 8080,
    path: '/healthz',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://sealed-secrets.netlify.app/',
};
