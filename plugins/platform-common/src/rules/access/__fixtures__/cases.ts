import {
  defects,
  edit,
  lookAlikes,
  Planted,
  unknowables,
} from '../../benchmark/__fixtures__/plant';
import { without } from '../../benchmark/__fixtures__/platform';
import { hoursAgo, inDays, make } from '../../benchmark/__fixtures__/objects';

const rule = (
  host: string,
  service: string,
  path = '/',
  port: object = { name: 'http' },
) => ({
  host,
  http: {
    paths: [
      {
        path,
        pathType: 'Prefix',
        backend: { service: { name: service, port } },
      },
    ],
  },
});
const ingress = (
  name: string,
  spec: object,
  annotations?: Record<string, string>,
) =>
  make('networking.k8s.io/v1', 'Ingress', `data/${name}`, {
    annotations,
    spec: { ingressClassName: 'nginx', ...spec },
  });

const httpRoute = (name: string, host: string, service: string) =>
  make('gateway.networking.k8s.io/v1', 'HTTPRoute', `data/${name}`, {
    spec: {
      hostnames: [host],
      rules: [{ backendRefs: [{ name: service, port: 80 }] }],
    },
  });

const withoutTunnel = (p: Parameters<typeof edit>[0]) => {
  without(p, 'Deployment', 'edge/cloudflared');
  p.objects = p.objects.filter(({ metadata }) => metadata.namespace !== 'edge');
};

/** Cases of access, written before its rules. */
export const ACCESS = [
  ...defects(
    [
      'ingress-backend',
      'trino',
      'The Ingress leads to a port that the Service does not have.',
      p => {
        edit(p, 'Ingress', 'data/trino').spec.rules = [
          rule('trino.example.com', 'trino', '/', { number: 9999 }),
        ] as never;
      },
    ],
    [
      'ingress-backend',
      'orders',
      'The Ingress that bears its name leads to a Service that is not there.',
      p => {
        p.objects.push(
          ingress('orders', {
            rules: [rule('orders.example.com', 'orders-web')],
            tls: [{ hosts: ['orders.example.com'], secretName: 'o' }],
          }),
        );
      },
    ],
    [
      'ingress-backend',
      'orders',
      'A route of the Gateway API that bears its name leads to a Service that is not there.',
      p => {
        p.objects.push(
          httpRoute('orders', 'orders.platform.internal', 'orders-web'),
        );
      },
    ],
    [
      'ingress-class',
      'trino',
      'No controller answers for the class.',
      p => {
        edit(p, 'Ingress', 'data/trino').spec.ingressClassName =
          'ngnix' as never;
      },
    ],
    [
      'host-unique',
      'trino',
      'Another Ingress claims the same host and path for another Service.',
      p => {
        p.objects.push(
          ingress('copy', {
            rules: [rule('trino.example.com', 'orders')],
            tls: [{ hosts: ['trino.example.com'], secretName: 'trino-tls' }],
          }),
        );
      },
      { also: ['orders host-unique'] },
    ],
    [
      'certificate-ready',
      'trino',
      'The certificate was never issued.',
      p => {
        edit(p, 'Certificate', 'data/trino-tls').status = {
          conditions: [{ type: 'Ready', status: 'False', message: 'Issuing' }],
        } as never;
      },
    ],
    [
      'certificate-ready',
      'trino',
      'The certificate ends in three days.',
      p => {
        edit(p, 'Certificate', 'data/trino-tls').status.notAfter = inDays(
          3,
        ) as never;
      },
    ],
    [
      'challenge-reachable',
      'trino',
      'The challenge has been waiting for two days.',
      p => {
        p.objects.push(
          make('acme.cert-manager.io/v1', 'Challenge', 'data/trino-tls-1', {
            created: hoursAgo(48),
            spec: { dnsName: 'trino.example.com', type: 'HTTP-01' },
            status: {
              state: 'pending',
              reason: 'wrong status code 302, expected 200',
            },
          }),
        );
      },
    ],
    [
      'challenge-reachable',
      'trino',
      'The challenge was refused.',
      p => {
        p.objects.push(
          make('acme.cert-manager.io/v1', 'Challenge', 'data/trino-tls-1', {
            created: hoursAgo(1),
            spec: { dnsName: 'trino.example.com', type: 'HTTP-01' },
            status: { state: 'invalid', reason: 'unauthorized' },
          }),
        );
      },
    ],
    [
      'challenge-reachable',
      'trino',
      'The challenge was begun a minute ago, and a login stands before its path.',
      p => {
        p.objects.push(
          make('acme.cert-manager.io/v1', 'Challenge', 'data/trino-tls-1', {
            created: hoursAgo(1 / 60),
            spec: { dnsName: 'trino.example.com', type: 'HTTP-01' },
            status: { state: 'pending' },
          }),
        );
        p.external.push({
          host: 'trino.example.com',
          challenge: true,
          status: 302,
          behind: true,
          reason: '302 to the login at login.example.com',
        });
      },
    ],
    [
      'tunnel-connected',
      'cloudflare-tunnel',
      'The tunnel says that it has no connection.',
      p => {
        p.probes.set('cloudflare-tunnel', {
          protocol: 'http',
          status: 503,
          headers: {},
          body: '{"status":503,"readyConnections":0}',
          durationMs: 3,
        });
      },
      { also: ['cloudflare-tunnel health-endpoint-good'] },
    ],
    [
      'external-address-answers',
      'trino',
      'From outside the address answers 502.',
      p => {
        p.external[0] = { host: 'trino.example.com', status: 502 };
      },
    ],
    [
      'external-address-answers',
      'trino',
      'The name of the address leads nowhere.',
      p => {
        p.external[0] = { host: 'trino.example.com', reason: 'ENOTFOUND' };
      },
    ],
    [
      'tls-offered',
      'trino',
      'A route of the Gateway API to a listener without TLS.',
      p => {
        withoutTunnel(p);
        without(p, 'Ingress', 'data/trino');
        const route = httpRoute('trino', 'trino.example.com', 'trino');
        Object.assign(route.spec!, { parentRefs: [{ name: 'plain' }] });
        p.objects.push(
          route,
          make('gateway.networking.k8s.io/v1', 'Gateway', 'data/plain', {
            spec: { listeners: [{ name: 'web', protocol: 'HTTP', port: 80 }] },
          }),
        );
      },
    ],
    [
      'tls-offered',
      'trino',
      'A host without TLS, and no tunnel in front.',
      p => {
        withoutTunnel(p);
        delete (
          edit(p, 'Ingress', 'data/trino').spec as Record<string, unknown>
        ).tls;
      },
    ],
  ),
  ...lookAlikes(
    [
      'ingress-backend',
      'orders',
      'A route of the Gateway API leads to a Service that is there.',
      p => {
        p.objects.push(
          httpRoute('orders', 'orders.platform.internal', 'orders'),
        );
      },
      { says: 'pass' },
    ],
    [
      'ingress-backend',
      'trino',
      'A port by number that the Service has.',
      p => {
        edit(p, 'Ingress', 'data/trino').spec.rules = [
          rule('trino.example.com', 'trino', '/', { number: 8080 }),
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'ingress-backend',
      'trino',
      'A backend that the controller itself serves, as load balancers name their actions.',
      p => {
        edit(p, 'Ingress', 'data/trino').spec.rules = [
          ...edit(p, 'Ingress', 'data/trino').spec.rules,
          rule('trino.example.com', 'ssl-redirect', '/old', {
            name: 'use-annotation',
          }),
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'ingress-backend',
      'trino',
      'A backend that is a resource and no Service.',
      p => {
        edit(p, 'Ingress', 'data/trino').spec.defaultBackend = {
          resource: {
            apiGroup: 'k8s.example.com',
            kind: 'StorageBucket',
            name: 'static',
          },
        } as never;
      },
      { says: 'pass' },
    ],
    [
      'ingress-class',
      'trino',
      'The class stands in the old annotation, which has no object.',
      p => {
        const i = edit(p, 'Ingress', 'data/trino');
        delete (i.spec as Record<string, unknown>).ingressClassName;
        i.metadata.annotations = { 'kubernetes.io/ingress.class': 'nginx' };
      },
    ],
    [
      'ingress-class',
      'trino',
      'No class, and one is the default.',
      p => {
        delete (
          edit(p, 'Ingress', 'data/trino').spec as Record<string, unknown>
        ).ingressClassName;
        edit(p, 'IngressClass', 'nginx').metadata.annotations = {
          'ingressclass.kubernetes.io/is-default-class': 'true',
        };
      },
      { says: 'pass' },
    ],
    [
      'host-unique',
      'trino',
      'The same host with another path.',
      p => {
        p.objects.push(
          ingress('orders-api', {
            rules: [rule('trino.example.com', 'orders', '/orders')],
            tls: [{ hosts: ['trino.example.com'], secretName: 'trino-tls' }],
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'host-unique',
      'trino',
      'A canary shares host and path by design.',
      p => {
        p.objects.push(
          ingress(
            'trino-canary',
            {
              rules: [rule('trino.example.com', 'orders')],
              tls: [{ hosts: ['trino.example.com'], secretName: 'trino-tls' }],
            },
            { 'nginx.ingress.kubernetes.io/canary': 'true' },
          ),
        );
      },
      { says: 'pass' },
    ],
    [
      'host-unique',
      'trino',
      'The solver of a challenge stands beside it for a minute.',
      p => {
        p.objects.push(
          ingress('cm-acme-http-solver-x', {
            rules: [rule('trino.example.com', 'cm-acme-http-solver-x', '/')],
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'certificate-ready',
      'orders',
      'No Ingress offers it, so it needs no certificate.',
      () => undefined,
      { says: 'not-applicable' },
    ],
    [
      'challenge-reachable',
      'trino',
      'A challenge that was begun a minute ago.',
      p => {
        p.objects.push(
          make('acme.cert-manager.io/v1', 'Challenge', 'data/trino-tls-1', {
            created: hoursAgo(0.02),
            spec: { dnsName: 'trino.example.com' },
            status: { state: 'pending' },
          }),
        );
      },
    ],
    [
      'tunnel-connected',
      'cloudflare-tunnel',
      'Four connections.',
      p => {
        p.probes.set('cloudflare-tunnel', {
          protocol: 'http',
          status: 200,
          headers: {},
          body: '{"status":200,"readyConnections":4}',
          durationMs: 3,
        });
      },
      { says: 'pass' },
    ],
    [
      'external-address-answers',
      'trino',
      'A redirect within the host, 302: somebody is there.',
      p => {
        p.external[0] = { host: 'trino.example.com', status: 302 };
      },
      { says: 'pass' },
    ],
    [
      'external-address-answers',
      'trino',
      'Whoever has no right is told 401: somebody is there.',
      p => {
        p.external[0] = { host: 'trino.example.com', status: 401 };
      },
      { says: 'pass' },
    ],
    ...[
      { 'alb.ingress.kubernetes.io/certificate-arn': 'arn:aws:acm:a' },
      { 'alb.ingress.kubernetes.io/listen-ports': '[{"HTTPS":443}]' },
      { 'networking.gke.io/managed-certificates': 'trino' },
      { 'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true' },
    ].map(
      (annotations): Planted => [
        'tls-offered',
        'trino',
        `The load balancer before the cluster ends TLS: ${Object.keys(
          annotations,
        ).join()}.`,
        p => {
          withoutTunnel(p);
          const i = edit(p, 'Ingress', 'data/trino');
          delete (i.spec as Record<string, unknown>).tls;
          i.metadata.annotations = annotations as never;
        },
        { says: 'pass' },
      ],
    ),
    [
      'tls-offered',
      'trino',
      'A name of the inside needs no public certificate.',
      p => {
        const i = edit(p, 'Ingress', 'data/trino');
        delete (i.spec as Record<string, unknown>).tls;
        i.spec.rules = [rule('trino.internal', 'trino')] as never;
        p.external = [];
      },
    ],
  ),
  ...unknowables(
    [
      'tls-offered',
      'trino',
      'A route of the Gateway API whose Gateway nobody has seen.',
      p => {
        withoutTunnel(p);
        without(p, 'Ingress', 'data/trino');
        const route = httpRoute('trino', 'trino.example.com', 'trino');
        Object.assign(route.spec!, {
          parentRefs: [{ name: 'edge', namespace: 'infra' }],
        });
        p.objects.push(route);
      },
    ],
    [
      'tls-offered',
      'trino',
      'A virtual service of a mesh whose Gateway nobody has seen.',
      p => {
        withoutTunnel(p);
        without(p, 'Ingress', 'data/trino');
        p.objects.push(
          make('networking.istio.io/v1beta1', 'VirtualService', 'data/trino', {
            spec: {
              hosts: ['trino.example.com'],
              gateways: ['istio-system/public'],
              http: [{ route: [{ destination: { host: 'trino' } }] }],
            },
          }),
        );
      },
    ],
    [
      'tls-offered',
      'trino',
      'An entry point of Traefik that may end TLS by itself.',
      p => {
        withoutTunnel(p);
        without(p, 'Ingress', 'data/trino');
        p.objects.push(
          make('traefik.io/v1alpha1', 'IngressRoute', 'data/trino', {
            spec: {
              entryPoints: ['websecure'],
              routes: [
                {
                  match: 'Host(`trino.example.com`)',
                  services: [{ name: 'trino', port: 80 }],
                },
              ],
            },
          }),
        );
      },
    ],
    [
      'tls-offered',
      'trino',
      'TLS may end at the tunnel, where the Ingress does not say so.',
      p => {
        delete (
          edit(p, 'Ingress', 'data/trino').spec as Record<string, unknown>
        ).tls;
      },
    ],
    [
      'external-address-answers',
      'trino',
      'Nobody asked it from outside.',
      p => {
        p.external = [];
      },
    ],
    [
      'external-address-answers',
      'trino',
      'A login in front of it answers 302; whether it is there itself, nobody knows.',
      p => {
        p.external[0] = {
          host: 'trino.example.com',
          status: 302,
          behind: true,
          reason: '302 to the login at login.example.com',
        };
      },
    ],
    [
      'ingress-class',
      'trino',
      'Classes are not listed.',
      p => {
        p.unlisted.push('networking.k8s.io/ingressclasses');
      },
    ],
    [
      'certificate-ready',
      'trino',
      'The Secret is filled by hand.',
      p => without(p, 'Certificate', 'data/trino-tls'),
    ],
    [
      'challenge-reachable',
      'trino',
      'Challenges may not be read.',
      p => {
        p.unread.push('acme.cert-manager.io/challenges');
      },
    ],
  ),
];
