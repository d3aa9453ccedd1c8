import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** MongoDB: stores documents. */
export const mongodb: Profile = {
  id: 'mongodb',
  title: 'MongoDB',
  description: 'Stores documents.',
  kind: 'Resource',
  type: 'database',
  system: 'storage',
  recognise: [
    named(/^mongo(db)?(-|$)/),
    image(/(^|\/)(mongo|mongodb|percona-server-mongodb)$/),
    chart(/^mongodb$/),
  ],
  roles: ['arbiter', 'primary', 'secondary'],
  probe: {
    protocol: 'workload-only',
    reason:
      'It speaks a binary protocol that says nothing before a log-in; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://www.mongodb.com/docs/',
};
