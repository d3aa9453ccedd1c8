import { httpProbe, judgeJson } from '../httpProbe';
import { down, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** GraphQL gateway: joins the APIs of the platform into one graph. */
export const graphqlGateway: Profile = {
  id: 'graphql-gateway',
  title: 'GraphQL gateway',
  description: 'Joins the APIs of the platform into one graph.',
  kind: 'Component',
  type: 'service',
  system: 'gateway',
  recognise: [
    named(/^(graphql-gateway|apollo-router|apollo-gateway)$/),
    image(/(^|\/)(graphql-gateway|apollo-router)$/),
    chart(/^graphql-gateway$/),
  ],
  probe: httpProbe({
    port: 4000,
    path: '/.well-known/apollo/server-health',
    good: '200 with "status": "pass"',
    judge: judgeJson(body => {
      if (body.status === 'pass') return healthy('says status pass');
      return typeof body.status === 'string'
        ? down(`says status ${body.status}`)
        : undefined;
    }),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://www.apollographql.com/docs/',
};
