import { actuatorProbe } from '../actuatorProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Nessie: versions the tables of the lake like a repository. */
export const nessie: Profile = {
  id: 'nessie',
  title: 'Nessie',
  description: 'Versions the tables of the lake like a repository.',
  kind: 'Resource',
  type: 'table-catalog',
  system: 'storage',
  recognise: [named(/^nessie$/), image(/(^|\/)nessie$/), chart(/^nessie$/)],
  probe: actuatorProbe({ port: 9000, path: '/q/health' }),
  dependsOn: [],
  owner: 'group:default/data-engineering',
  docsUrl: 'https://projectnessie.org/',
};
