import { httpProbe, judgeStatus } from '../httpProbe';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** JupyterHub: gives each analyst a notebook server. */
export const jupyterhub: Profile = {
  id: 'jupyterhub',
  title: 'JupyterHub',
  description: 'Gives each analyst a notebook server.',
  kind: 'Component',
  type: 'service',
  system: 'data',
  recognise: [
    named(/^jupyterhub$/),
    image(/(^|\/)(k8s-hub|configurable-http-proxy)$/),
  ],
  oneInstallationPer: 'namespace',
  probeService: /hub/,
  probe: httpProbe({
    port: 8081,
    path: '/hub/health',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/analytics',
  docsUrl: 'https://jupyterhub.readthedocs.io/',
};
