import {
  asText,
  asTime,
  findCondition,
  KubernetesObject,
} from '../../kubernetes';
import { degraded, down, healthy, unknown } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Judgement, Profile } from '../types';

function troubleOf(object: KubernetesObject, now: number): string | undefined {
  const name = `${object.kind} ${object.metadata.name}`;
  const expires = asTime(asText(object.status?.notAfter));
  if (expires !== undefined && expires <= now) return `${name} has expired`;
  const ready = findCondition(object, 'Ready');
  if (!ready || ready.status === 'True') return undefined;
  return `${name} is not ready${ready.message ? `: ${ready.message}` : ''}`;
}

function judgeCertificates(
  objects: KubernetesObject[],
  now: number,
): Judgement {
  if (objects.length === 0) return unknown('has no issuer and no certificate');
  const troubles = objects.flatMap(object => troubleOf(object, now) ?? []);
  if (troubles.length === 0)
    return healthy(`all ${objects.length} issuers and certificates are ready`);
  const because = `${troubles.length} of ${objects.length} issuers and certificates have trouble: ${troubles[0]}`;
  return troubles.length === objects.length ? down(because) : degraded(because);
}

/** cert-manager. Its resources say whether it does its work; its addresses only say that its processes run. */
export const certManager: Profile = {
  id: 'cert-manager',
  title: 'cert-manager',
  description: 'Gets and renews certificates.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [
    named(/^cert-manager(-(webhook|cainjector|startupapicheck))?$/),
    image(
      /(^|\/)cert-manager-(controller|webhook|cainjector|startupapicheck|ctl|acmesolver)$/,
    ),
    {
      labels: { 'app.kubernetes.io/instance': /^cert-manager$/ },
      name: /^cert-manager/,
    },
    chart(/^cert-manager$/),
  ],
  oneInstallationPer: 'namespace',
  runs: ['Challenge', 'Order', 'CertificateRequest', 'Certificate'],
  probe: {
    protocol: 'custom-resource',
    kinds: ['ClusterIssuer', 'Issuer', 'Certificate'],
    group: /^cert-manager\.io$/,
    scope: 'cluster',
    good: 'every issuer and every certificate is Ready and no certificate has expired',
    judge: judgeCertificates,
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9402,
    path: '/metrics',
    series: [
      'certmanager_certificate_expiration_timestamp_seconds',
      'certmanager_certificate_ready_status',
    ],
  },
  docsUrl: 'https://cert-manager.io/docs/',
};
