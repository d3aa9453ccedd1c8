import { asNumber, asObject, JsonObject } from '../../kubernetes';
import { httpProbe, judgeJson, readJson } from '../httpProbe';
import { down, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Judgement, Profile } from '../types';

function judgeConnections(body: JsonObject): Judgement | undefined {
  const ready = asNumber(body.readyConnections);
  if (ready === undefined) return undefined;
  return ready > 0
    ? healthy(`${ready} connections to the edge`)
    : down('no connection to the edge');
}

/** Cloudflare Tunnel: connects the cluster to the edge without an open port. */
export const cloudflared: Profile = {
  id: 'cloudflare-tunnel',
  title: 'Cloudflare Tunnel',
  description: 'Connects the cluster to the edge without an open port.',
  kind: 'Component',
  type: 'service',
  system: 'edge',
  recognise: [
    named(/^(cloudflared|cloudflare-tunnel)(-remote)?$/),
    image(/(^|\/)cloudflared$/),
    chart(/^(cloudflared|cloudflare-tunnel(-remote)?)$/),
  ],
  probe: httpProbe({
    port: 2000,
    path: '/ready',
    good: '200 with at least one ready connection',
    judge: judgeJson(judgeConnections),
    judgeError: answer => judgeConnections(asObject(readJson(answer.body))),
  }),
  dependsOn: ['ingress-nginx'],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 2000,
    path: '/metrics',
    series: [
      'cloudflared_tunnel_ha_connections',
      'cloudflared_tunnel_request_errors',
    ],
  },
  docsUrl:
    'https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/',
};
