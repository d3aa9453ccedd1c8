import { judgeReady } from '../judgeReady';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** External Secrets: copies secrets from a vault into the cluster. */
export const externalSecrets: Profile = {
  id: 'external-secrets',
  title: 'External Secrets',
  description: 'Copies secrets from a vault into the cluster.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [
    named(/^external-secrets(-(webhook|cert-controller))?$/),
    image(/(^|\/)external-secrets$/),
  ],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'custom-resource',
    kinds: ['ClusterSecretStore', 'SecretStore', 'ExternalSecret'],
    scope: 'cluster',
    good: 'condition Ready of every store and external secret is True',
    judge: judgeReady,
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://external-secrets.io/',
};
