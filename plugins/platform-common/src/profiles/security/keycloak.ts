import { actuatorProbe } from '../actuatorProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Keycloak: signs people in and knows their roles. */
export const keycloak: Profile = {
  id: 'keycloak',
  title: 'Keycloak',
  description: 'Signs people in and knows their roles.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [
    { kinds: ['Keycloak'] },
    named(/^(keycloak|keycloakx)$/),
    image(/(^|\/)keycloak$/),
    chart(/^keycloak(x)?$/),
  ],
  probe: actuatorProbe({ port: 9000, path: '/health/ready' }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://www.keycloak.org/documentation',
};
