import { asObject, JsonObject } from '../../kubernetes';
import { httpProbe, judgeJson, readJson } from '../httpProbe';
import { down, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Judgement, Profile } from '../types';

function judgeServer(body: JsonObject): Judgement | undefined {
  if (body.status === 'Server available')
    return healthy('says Server available');
  return typeof body.status === 'string'
    ? down(`says ${body.status}`)
    : undefined;
}

/** Jaeger: shows the traces of requests. */
export const jaeger: Profile = {
  id: 'jaeger',
  title: 'Jaeger',
  description: 'Shows the traces of requests.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    { kinds: ['Jaeger'] },
    named(/^jaeger(-|$)/),
    image(/(^|\/)(all-in-one|jaeger-(query|collector|agent|ingester)|jaeger)$/),
    chart(/^jaeger$/),
  ],
  roles: ['query', 'collector', 'agent', 'ingester'],
  probe: httpProbe({
    port: 14269,
    path: '/',
    good: '200 with "status": "Server available"',
    judge: judgeJson(judgeServer),
    judgeError: answer => judgeServer(asObject(readJson(answer.body))),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 14269,
    path: '/metrics',
    series: [
      'jaeger_collector_spans_received_total',
      'jaeger_collector_spans_dropped_total',
    ],
  },
  docsUrl: 'https://www.jaegertracing.io/docs/',
};
