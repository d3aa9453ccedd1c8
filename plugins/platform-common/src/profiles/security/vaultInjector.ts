import { httpProbe, judgeStatus } from '../httpProbe';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Vault agent injector: puts secrets of Vault into pods. */
export const vaultInjector: Profile = {
  id: 'vault-agent-injector',
  title: 'Vault agent injector',
  description: 'Puts secrets of Vault into pods.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [named(/^vault-agent-injector$/), image(/(^|\/)vault-k8s$/)],
  probe: httpProbe({
    port: 8080,
    scheme: 'https',
    path: '/health/ready',
    good: '204',
    judge: judgeStatus,
  }),
  dependsOn: ['vault'],
  owner: 'group:default/platform-engineering',
  docsUrl:
    'https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector',
};
