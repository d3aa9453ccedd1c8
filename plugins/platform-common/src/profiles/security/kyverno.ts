import { httpProbe, judgeStatus } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Kyverno: checks and changes what is created in the cluster by policy. */
export const kyverno: Profile = {
  id: 'kyverno',
  title: 'Kyverno',
  description: 'Checks and changes what is created in the cluster by policy.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [
    { labels: { 'app.kubernetes.io/part-of': /^kyverno$/ } },
    named(/^kyverno(-|$)/),
    image(/(^|\/)kyverno\//),
    image(
      /(^|\/)(kyverno|background-controller|cleanup-controller|reports-controller)$/,
    ),
    chart(/^kyverno$/),
  ],
  oneInstallationPer: 'namespace',
  optional: /cleanup|reports/,
  probeService: /svc$|^kyverno$/,
  probe: httpProbe({
    port: 9443,
    scheme: 'https',
    path: '/health/readiness',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 8000,
    path: '/metrics',
    series: [
      'kyverno_policy_results_total',
      'kyverno_admission_requests_total',
    ],
  },
  docsUrl: 'https://kyverno.io/docs/',
};
