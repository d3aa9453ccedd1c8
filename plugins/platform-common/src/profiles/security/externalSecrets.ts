import { judgeReady } from '../judgeReady';
import { chart, image, named } from '../recognisers';
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
    chart(/^external-secrets$/),
  ],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'custom-resource',
    kinds: ['ClusterSecretStore', 'SecretStore', 'ExternalSecret'],
    group: /^external-secrets\.io$/,
    scope: 'cluster',
    good: 'condition Ready of every store and external secret is True',
    judge: judgeReady,
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 8080,
    path: '/metrics',
    series: ['externalsecret_sync_calls_error'],
  },
  docsUrl: 'https://external-secrets.io/',
};
