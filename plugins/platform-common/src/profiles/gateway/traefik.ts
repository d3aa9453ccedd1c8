import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Traefik: routes requests from outside to services. */
export const traefik: Profile = {
  id: 'traefik',
  title: 'Traefik',
  description: 'Routes requests from outside to services.',
  kind: 'Component',
  type: 'service',
  system: 'gateway',
  recognise: [named(/^traefik$/), image(/(^|\/)traefik$/), chart(/^traefik$/)],
  probe: httpProbe({
    port: 8080,
    path: '/ping',
    good: '200 with the text OK',
    judge: judgeText(/^OK\s*$/),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9100,
    path: '/metrics',
    series: ['traefik_entrypoint_requests_total'],
  },
  docsUrl: 'https://doc.traefik.io/traefik/',
};
