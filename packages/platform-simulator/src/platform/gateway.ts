/** The way in: tunnel, ingress controller, certificates' manager, API gateway with its database, and the mesh. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  WorkloadSpec,
  configMap,
  custom,
  deployment,
  networkPolicy,
  secret,
  service,
  serviceAccount,
  statefulSet,
} from './build';

/** Everything between the internet and the services. */
export function gateway(context: BuildContext): KubernetesObject[] {
  return [
    ...edge(context),
    ...certificateManager(context),
    ...kong(context),
    ...kongDatabase(context),
    ...kongRules(context),
    ...mesh(context),
  ];
}

function edge(context: BuildContext): KubernetesObject[] {
  const tunnel = { 'app.kubernetes.io/name': 'cloudflare-tunnel' };
  const nginx = {
    'app.kubernetes.io/name': 'ingress-nginx',
    'app.kubernetes.io/component': 'controller',
  };
  return [
    ...deployment(context, {
      namespace: 'cloudflare-tunnel',
      name: 'cloudflared',
      replicas: 2,
      selector: tunnel,
      image: 'cloudflare/cloudflared:2025.8.1',
      args: [
        'tunnel',
        '--protocol',
        'quic',
        '--metrics',
        '0.0.0.0:2000',
        'run',
      ],
      ports: { metrics: 2000 },
      probe: { http: '/ready', port: 2000 },
      hardened: true,
      secretEnv: {
        TUNNEL_TOKEN: { secret: 'cloudflare-tunnel-token', key: 'token' },
      },
    }),
    secret(context, 'cloudflare-tunnel', 'cloudflare-tunnel-token', ['token']),
    service(context, {
      namespace: 'cloudflare-tunnel',
      name: 'cloudflared-metrics',
      selector: tunnel,
      ports: { metrics: 2000 },
    }),
    ...deployment(context, {
      namespace: 'ingress-nginx',
      name: 'ingress-nginx-controller',
      replicas: 2,
      selector: nginx,
      image: 'registry.k8s.io/ingress-nginx/controller:v1.9.4',
      ports: { http: 80, https: 443, metrics: 10254 },
      probe: { http: '/healthz', port: 10254 },
      size: { cpu: '100m', memory: '90Mi' },
    }),
    service(context, {
      namespace: 'ingress-nginx',
      name: 'ingress-nginx-controller',
      selector: nginx,
      type: 'NodePort',
      ports: { http: 80, https: 443, metrics: 10254 },
    }),
  ];
}

function certificateManager(context: BuildContext): KubernetesObject[] {
  const parts: (Pick<WorkloadSpec, 'name' | 'ports' | 'probe'> & {
    image: string;
  })[] = [
    {
      name: 'cert-manager',
      image: 'controller',
      ports: { metrics: 9402, healthz: 9403 },
      probe: { http: '/livez', port: 9403 },
    },
    { name: 'cert-manager-cainjector', image: 'cainjector' },
    {
      name: 'cert-manager-webhook',
      image: 'webhook',
      ports: { https: 10250, healthz: 6080 },
      probe: { http: '/healthz', port: 6080 },
    },
  ];
  return [
    ...parts.flatMap(part =>
      deployment(context, {
        namespace: 'cert-manager',
        name: part.name,
        selector: { 'app.kubernetes.io/name': part.name },
        labels: { 'app.kubernetes.io/instance': 'cert-manager' },
        image: `quay.io/jetstack/cert-manager-${part.image}:v1.13.3`,
        ports: part.ports,
        probe: part.probe,
        hardened: true,
        size: { cpu: '10m', memory: '64Mi', memoryLimit: '256Mi' },
      }),
    ),
    service(context, {
      namespace: 'cert-manager',
      name: 'cert-manager',
      selector: { 'app.kubernetes.io/name': 'cert-manager' },
      ports: { metrics: 9402, healthz: 9403 },
    }),
    service(context, {
      namespace: 'cert-manager',
      name: 'cert-manager-webhook',
      selector: { 'app.kubernetes.io/name': 'cert-manager-webhook' },
      ports: { https: [443, 10250], healthz: 6080 },
    }),
  ];
}

function kong(context: BuildContext): KubernetesObject[] {
  return [
    serviceAccount(context, 'kong', 'kong'),
    ...deployment(context, {
      namespace: 'kong',
      name: 'kong',
      replicas: 2,
      image: 'kong:3.4.2',
      serviceAccount: 'kong',
      sidecar: true,
      hardened: true,
      ports: { proxy: 8000, 'proxy-ssl': 8443, admin: 8001, status: 8100 },
      probe: { http: '/status', port: 8100 },
      size: {
        cpu: '250m',
        memory: '512Mi',
        cpuLimit: '1',
        memoryLimit: '1Gi',
      },
      env: { KONG_DATABASE: 'postgres', KONG_PG_HOST: 'kong-postgres.kong' },
      secretEnv: {
        KONG_PG_PASSWORD: { secret: 'kong-postgres-secret', key: 'password' },
      },
      volumes: { tmp: { emptyDir: true, path: '/tmp' } },
    }),
    service(context, {
      namespace: 'kong',
      name: 'kong-proxy',
      selector: { app: 'kong' },
      ports: { proxy: [80, 8000], 'proxy-ssl': [443, 8443] },
    }),
    service(context, {
      namespace: 'kong',
      name: 'kong-admin',
      selector: { app: 'kong' },
      ports: { admin: 8001, status: 8100 },
    }),
  ];
}

function kongDatabase(context: BuildContext): KubernetesObject[] {
  return [
    ...statefulSet(context, {
      namespace: 'kong',
      name: 'kong-postgres',
      nodes: ['cpu1'],
      image: 'postgres:15-alpine',
      ports: { postgres: 5432 },
      probe: { command: ['pg_isready', '-U', 'postgres'] },
      size: { cpu: '500m', memory: '1Gi', cpuLimit: '2', memoryLimit: '4Gi' },
      claims: { data: '20Gi' },
      secretEnv: {
        POSTGRES_PASSWORD: { secret: 'kong-postgres-secret', key: 'password' },
      },
      volumes: {
        init: {
          configMap: 'kong-postgres-databases',
          path: '/docker-entrypoint-initdb.d',
        },
      },
    }),
    service(context, {
      namespace: 'kong',
      name: 'kong-postgres',
      ports: { postgres: 5432 },
    }),
    secret(context, 'kong', 'kong-postgres-secret', ['password']),
    configMap(context, 'kong', 'kong-postgres-databases', {
      'databases.sql': [
        'dolphinscheduler',
        'datahub',
        'superset',
        'iceberg_rest',
      ]
        .map(name => `CREATE DATABASE ${name};`)
        .join('\n'),
    }),
  ];
}

function kongRules(context: BuildContext): KubernetesObject[] {
  const plugin = (name: string, config: Record<string, unknown>) =>
    ({
      apiVersion: 'configuration.konghq.com/v1',
      kind: 'KongPlugin',
      metadata: {
        ...custom(context, {
          apiVersion: 'configuration.konghq.com/v1',
          kind: 'KongPlugin',
          namespace: 'kong',
          name,
        }).metadata,
      },
      plugin: name,
      config,
    } satisfies KubernetesObject);
  return [
    plugin('rate-limiting', { minute: 600, policy: 'local' }),
    plugin('prometheus', { per_consumer: false }),
    custom(context, {
      apiVersion: 'configuration.konghq.com/v1',
      kind: 'KongIngress',
      namespace: 'kong',
      name: 'platform-api',
    }),
    networkPolicy(context, {
      namespace: 'kong',
      name: 'default-deny',
      types: ['Ingress', 'Egress'],
    }),
    networkPolicy(context, {
      namespace: 'kong',
      name: 'allow-proxy-ingress',
      selector: { app: 'kong' },
      types: ['Ingress'],
      ingress: [
        { ports: [8000, 8443], namespaces: ['ingress-nginx'] },
        { ports: [8100], namespaces: ['victoria-metrics'] },
      ],
    }),
    networkPolicy(context, {
      namespace: 'kong',
      name: 'allow-postgres',
      selector: { app: 'kong-postgres' },
      types: ['Ingress'],
      ingress: [{ ports: [5432], namespaces: ['kong', 'data-platform'] }],
    }),
    networkPolicy(context, {
      namespace: 'kong',
      name: 'scoped-egress',
      selector: { app: 'kong' },
      types: ['Egress'],
      egress: [
        { ports: [53], namespaces: ['kube-system'] },
        { ports: [5432], namespaces: ['kong'] },
        { ports: [4000, 8080, 12345], namespaces: ['data-platform'] },
      ],
    }),
  ];
}

function mesh(context: BuildContext): KubernetesObject[] {
  return [
    serviceAccount(context, 'istio-system', 'istiod'),
    ...deployment(context, {
      namespace: 'istio-system',
      name: 'istiod',
      selector: { app: 'istiod', istio: 'pilot' },
      image: 'istio/pilot:1.20.3',
      serviceAccount: 'istiod',
      hardened: true,
      ports: { discovery: 15012, webhook: 15017, http: 8080 },
      probe: { http: '/ready', port: 8080 },
      size: { cpu: '500m', memory: '2Gi' },
    }),
    service(context, {
      namespace: 'istio-system',
      name: 'istiod',
      selector: { app: 'istiod', istio: 'pilot' },
      ports: { 'https-dns': 15012, 'https-webhook': [443, 15017], http: 8080 },
    }),
    ...deployment(context, {
      namespace: 'istio-system',
      name: 'kiali',
      replicas: 0,
      selector: { app: 'kiali', 'app.kubernetes.io/name': 'kiali' },
      image: 'quay.io/kiali/kiali:v1.76',
      ports: { http: 20001 },
      probe: { http: '/kiali/healthz', port: 20001 },
    }),
    service(context, {
      namespace: 'istio-system',
      name: 'kiali',
      selector: { app: 'kiali' },
      ports: { http: 20001 },
    }),
    ...['istio-system', 'kong'].map(namespace =>
      custom(context, {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        namespace,
        name: 'default',
        spec: { mtls: { mode: 'PERMISSIVE' } },
      }),
    ),
    custom(context, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      namespace: 'data-platform',
      name: 'superset',
      spec: {
        hosts: ['superset.data-platform.svc.cluster.local'],
        http: [
          {
            route: [
              { destination: { host: 'superset', port: { number: 8088 } } },
            ],
            timeout: '60s',
          },
        ],
      },
    }),
    custom(context, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      namespace: 'data-platform',
      name: 'superset',
      spec: {
        host: 'superset.data-platform.svc.cluster.local',
        trafficPolicy: { connectionPool: { tcp: { maxConnections: 200 } } },
      },
    }),
  ];
}
