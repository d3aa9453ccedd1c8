import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Cassandra: stores wide rows over many nodes. */
export const cassandra: Profile = {
  id: 'cassandra',
  title: 'Cassandra',
  description: 'Stores wide rows over many nodes.',
  kind: 'Resource',
  type: 'database',
  system: 'storage',
  recognise: [
    named(/^cassandra$/),
    image(
      /(^|\/)(cassandra|cassandra-management-api|cass-management-api|scylla)$/,
    ),
  ],
  probe: {
    protocol: 'workload-only',
    reason: 'It speaks a binary protocol; its pods speak for it.',
  },
  dependsOn: [],
  owner: 'group:default/data-engineering',
  docsUrl: 'https://cassandra.apache.org/doc/',
};
