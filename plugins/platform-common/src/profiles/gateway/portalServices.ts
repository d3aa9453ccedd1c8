import { httpProbe, judgeStatus } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Portal services: serves the list of services to older portals. */
export const portalServices: Profile = {
  id: 'portal-services',
  title: 'Portal services',
  description: 'Serves the list of services to older portals.',
  kind: 'Component',
  type: 'service',
  system: 'gateway',
  recognise: [
    named(/^portal-services$/),
    image(/(^|\/)portal-services$/),
    chart(/^portal-services$/),
  ],
  probe: httpProbe({
    port: 8080,
    path: '/healthz',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
};
