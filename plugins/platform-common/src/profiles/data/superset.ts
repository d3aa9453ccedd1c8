import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Superset: shows dashboards and charts over the data of the platform. */
export const superset: Profile = {
  id: 'superset',
  title: 'Superset',
  description: 'Shows dashboards and charts over the data of the platform.',
  kind: 'Component',
  type: 'service',
  system: 'data',
  recognise: [
    named(/^superset(-|$)/),
    image(/(^|\/)superset$/),
    chart(/^superset$/),
  ],
  roles: ['web', 'worker', 'beat', 'celerybeat', 'flower', 'app', 'node'],
  optional: /-(beat|celerybeat|flower|ws)$/,
  probe: httpProbe({
    port: 8088,
    path: '/health',
    good: '200 with the text OK',
    judge: judgeText(/^\s*OK\s*$/),
  }),
  dependsOn: ['postgresql', 'redis', 'trino'],
  owner: 'group:default/data-engineering',
  docsUrl: 'https://superset.apache.org/docs/intro',
};
