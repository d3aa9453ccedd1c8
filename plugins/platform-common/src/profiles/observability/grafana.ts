import { asObject, JsonObject } from '../../kubernetes';
import { httpProbe, judgeJson, readJson } from '../httpProbe';
import { down, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Judgement, Profile } from '../types';

function judgeDatabase(body: JsonObject): Judgement | undefined {
  if (body.database === 'ok') return healthy('says database ok');
  return typeof body.database === 'string'
    ? down(`says database ${body.database}`)
    : undefined;
}

/** Grafana: shows metrics and logs on dashboards and sends alerts. */
export const grafana: Profile = {
  id: 'grafana',
  title: 'Grafana',
  description: 'Shows metrics and logs on dashboards and sends alerts.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^grafana$/),
    image(/(^|\/)grafana(-oss|-enterprise)?$/),
    chart(/^grafana$/),
  ],
  probe: httpProbe({
    port: 3000,
    path: '/api/health',
    good: '200 with "database": "ok"',
    judge: judgeJson(judgeDatabase),
    judgeError: answer => judgeDatabase(asObject(readJson(answer.body))),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 3000,
    path: '/metrics',
    series: [
      'grafana_http_request_duration_seconds_count',
      'grafana_alerting_rule_evaluation_failures_total',
    ],
  },
  docsUrl: 'https://grafana.com/docs/grafana/latest/',
};
