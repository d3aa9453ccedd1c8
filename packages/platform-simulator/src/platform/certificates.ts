/**
 * Certificates, and the chain that shows why two of them wait: Certificate, CertificateRequest, Order, Challenge.
 *
 * The edge answers `/.well-known/acme-challenge/*` with its login page, so every challenge ends at a page that is not the
 * token; the reason stands in the challenge and nowhere else.
 */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  DAY,
  DOMAIN,
  HOUR,
  custom,
  makeObject,
  secret,
} from './build';

interface CertificateSpec {
  namespace: string;
  /** Also the name of the secret. */
  name: string;
  host: string;
}

const CERTIFICATES: CertificateSpec[] = [
  {
    namespace: 'data-platform',
    name: 'spark-history-tls',
    host: 'spark-history',
  },
  { namespace: 'data-platform', name: 'graphql-gateway-tls', host: 'api' },
  { namespace: 'registry', name: 'harbor-tls', host: 'harbor' },
  { namespace: 'argocd', name: 'argocd-tls', host: 'argocd' },
];

const ISSUER = { name: 'letsencrypt-prod', kind: 'ClusterIssuer' };

/** The issuer, the certificates and what hangs on them. */
export function certificates(context: BuildContext): KubernetesObject[] {
  return [
    custom(context, {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      name: 'letsencrypt-prod',
      spec: {
        acme: {
          server: 'https://acme-v02.api.letsencrypt.org/directory',
          privateKeySecretRef: { name: 'letsencrypt-prod' },
          solvers: [{ http01: { ingress: { ingressClassName: 'nginx' } } }],
        },
      },
      status: {
        conditions: [
          { type: 'Ready', status: 'True', reason: 'ACMEAccountRegistered' },
        ],
      },
    }),
    ...CERTIFICATES.flatMap(spec => certificate(context, spec)),
  ];
}

function certificate(
  context: BuildContext,
  spec: CertificateSpec,
): KubernetesObject[] {
  const reason = context.condition.pendingCertificates[spec.name];
  const owner = custom(context, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    namespace: spec.namespace,
    name: spec.name,
    age: reason ? 2 * DAY : 20 * DAY,
    spec: {
      secretName: spec.name,
      dnsNames: [`${spec.host}.${DOMAIN}`],
      issuerRef: { group: 'cert-manager.io', ...ISSUER },
    },
    status: reason ? pendingStatus(context) : readyStatus(context, spec),
  });
  if (reason) {
    return [owner, ...pendingChain(context, spec, owner, reason)];
  }
  return [
    owner,
    secret(
      context,
      spec.namespace,
      spec.name,
      ['tls.crt', 'tls.key'],
      'kubernetes.io/tls',
    ),
    request(context, spec, owner, 20 * DAY, {
      conditions: [
        condition(context, 'Approved', 'True', 'cert-manager.io', 20 * DAY),
        condition(context, 'Ready', 'True', 'Issued', 20 * DAY),
      ],
    }),
  ];
}

function condition(
  context: BuildContext,
  type: string,
  status: string,
  reason: string,
  age: number,
  message = '',
) {
  return {
    type,
    status,
    reason,
    message,
    lastTransitionTime: context.ago(age),
  };
}

function readyStatus(context: BuildContext, spec: CertificateSpec) {
  const days = context.condition.endingCertificates[spec.name] ?? 70;
  return {
    conditions: [
      condition(
        context,
        'Ready',
        'True',
        'Ready',
        20 * DAY,
        'Certificate is up to date and has not expired',
      ),
    ],
    notBefore: context.ago((90 - days) * DAY),
    notAfter: context.ago(-days * DAY),
    renewalTime: context.ago(-(days - 30) * DAY),
    revision: 1,
  };
}

function pendingStatus(context: BuildContext) {
  return {
    conditions: [
      condition(
        context,
        'Ready',
        'False',
        'DoesNotExist',
        2 * DAY,
        'Issuing certificate as Secret does not exist',
      ),
      condition(context, 'Issuing', 'True', 'DoesNotExist', 2 * DAY),
    ],
  };
}

function request(
  context: BuildContext,
  spec: CertificateSpec,
  owner: KubernetesObject,
  age: number,
  status: Record<string, unknown>,
): KubernetesObject {
  return custom(context, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'CertificateRequest',
    namespace: spec.namespace,
    name: `${spec.name}-1`,
    owner,
    age,
    annotations: { 'cert-manager.io/certificate-name': spec.name },
    spec: { issuerRef: ISSUER, request: '' },
    status,
  });
}

function pendingChain(
  context: BuildContext,
  spec: CertificateSpec,
  owner: KubernetesObject,
  reason: string,
): KubernetesObject[] {
  const age = 2 * DAY - HOUR;
  const asked = request(context, spec, owner, age, {
    conditions: [
      condition(context, 'Approved', 'True', 'cert-manager.io', age),
      condition(
        context,
        'Ready',
        'False',
        'Pending',
        age,
        `Waiting on certificate issuance from order ${spec.namespace}/${spec.name}-1-2816408471: "pending"`,
      ),
    ],
  });
  const order = custom(context, {
    apiVersion: 'acme.cert-manager.io/v1',
    kind: 'Order',
    namespace: spec.namespace,
    name: `${spec.name}-1-2816408471`,
    owner: asked,
    age,
    spec: { dnsNames: [`${spec.host}.${DOMAIN}`], issuerRef: ISSUER },
    status: { state: 'pending' },
  });
  const challenge = makeObject(context, {
    apiVersion: 'acme.cert-manager.io/v1',
    kind: 'Challenge',
    namespace: spec.namespace,
    name: `${spec.name}-1-2816408471-1104873362`,
    owner: order,
    age,
    finalizers: ['finalizer.acme.cert-manager.io'],
    body: {
      spec: {
        type: 'HTTP-01',
        dnsName: `${spec.host}.${DOMAIN}`,
        issuerRef: ISSUER,
        token: `demo-only-${spec.name}`,
        solver: { http01: { ingress: { ingressClassName: 'nginx' } } },
      },
      status: {
        state: 'pending',
        presented: true,
        processing: true,
        reason: reason.replaceAll('HOST', `${spec.host}.${DOMAIN}`),
      },
    },
  });
  return [asked, order, challenge];
}
