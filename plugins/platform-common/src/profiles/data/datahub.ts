import { judgeActuator } from '../actuatorProbe';
import { httpProbe, judgeJson } from '../httpProbe';
import { healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** DataHub. GMS, the metadata service, speaks for it: frontend and consumers do nothing without it. GMS answers an empty 200 when it is well. */
export const datahub: Profile = {
  id: 'datahub',
  title: 'DataHub',
  description: 'Holds metadata, lineage and ownership of datasets.',
  kind: 'Component',
  type: 'service',
  system: 'data',
  recognise: [
    named(
      /^datahub(-(gms|frontend|mae-consumer|mce-consumer|actions|system-update))?$/,
    ),
    image(
      /(^|\/)datahub-(gms|frontend(-react)?|mae-consumer|mce-consumer|actions|upgrade)$/,
    ),
    chart(/^datahub(-(gms|frontend|mae-consumer|mce-consumer))?$/),
  ],
  roles: [
    'gms',
    'frontend',
    'mae',
    'mce',
    'consumer',
    'actions',
    'upgrade',
    'system',
    'update',
    'react',
  ],
  optional: /(mae|mce)-consumer|-actions/,
  probeService: /gms/,
  probe: httpProbe({
    port: 8080,
    path: '/health',
    good: '200 with "status": "pass", or an empty 200',
    judge: answer =>
      answer.body.trim() === ''
        ? healthy('answers 200')
        : judgeJson(body =>
            body.status === 'pass' || body.status === 'UP'
              ? healthy(`says status ${body.status}`)
              : judgeActuator(body),
          )(answer),
  }),
  dependsOn: ['elasticsearch', 'kafka', 'neo4j', 'postgresql'],
  owner: 'group:default/data-engineering',
  docsUrl: 'https://docs.datahub.com/docs/',
};
