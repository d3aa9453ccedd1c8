import { httpProbe, judgeJson } from '../httpProbe';
import { healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Iceberg REST catalog: knows the tables of the lake and where their files are. */
export const icebergRest: Profile = {
  id: 'iceberg-rest-catalog',
  title: 'Iceberg REST catalog',
  description: 'Knows the tables of the lake and where their files are.',
  kind: 'Resource',
  type: 'table-catalog',
  system: 'storage',
  recognise: [
    named(/^iceberg-rest(-catalog|-fixture)?$/),
    image(/(^|\/)iceberg-rest(-catalog|-fixture|-adapter-test)?$/),
    chart(/^iceberg-rest(-catalog)?$/),
  ],
  probe: httpProbe({
    port: 8181,
    path: '/v1/config',
    good: '200 with "defaults" and "overrides"',
    judge: judgeJson(body =>
      'defaults' in body || 'overrides' in body
        ? healthy('answers with its configuration')
        : undefined,
    ),
  }),
  dependsOn: ['minio'],
  owner: 'group:default/data-engineering',
  docsUrl: 'https://iceberg.apache.org/rest-catalog-spec/',
};
