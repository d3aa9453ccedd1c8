import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Hive Metastore: knows the tables of the lake and where their files are. */
export const hiveMetastore: Profile = {
  id: 'hive-metastore',
  title: 'Hive Metastore',
  description: 'Knows the tables of the lake and where their files are.',
  kind: 'Resource',
  type: 'table-catalog',
  system: 'storage',
  recognise: [
    named(/^(hive-metastore|hive)$/),
    image(/(^|\/)(hive|hive-metastore)$/),
  ],
  probe: {
    protocol: 'workload-only',
    reason: 'It speaks Thrift only; its port says nothing about its health.',
  },
  dependsOn: [],
  owner: 'group:default/data-engineering',
  docsUrl: 'https://hive.apache.org/',
};
