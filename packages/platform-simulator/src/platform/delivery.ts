/** Argo CD and its seventeen applications. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  HOUR,
  MINUTE,
  WorkloadSpec,
  configMap,
  custom,
  deployment,
  service,
  statefulSet,
} from './build';

const NAMESPACE = 'argocd';

/** Every application: its folder in Git and the namespace it is for. */
const APPLICATIONS: Record<string, [path: string, namespace: string]> = {
  'data-platform': ['helm/charts/data-platform', 'data-platform'],
  'api-gateway': ['helm/charts/api-gateway', 'kong'],
  'portal-services': ['helm/charts/portal-services', 'data-platform'],
  'platform-policies': ['helm/charts/platform-policies', 'kyverno'],
  'ml-platform': ['helm/charts/ml-platform', 'ray-system'],
  monitoring: ['helm/charts/monitoring', 'monitoring'],
  networking: ['helm/charts/networking', 'cloudflare-tunnel'],
  logging: ['k8s/logging', 'victoria-metrics'],
  backup: ['k8s/backup', 'velero'],
  zookeeper: ['k8s/zookeeper', 'data-platform'],
  datahub: ['helm/charts/data-platform/charts/datahub', 'data-platform'],
  kafka: ['k8s/kafka', 'kafka'],
  'service-mesh': ['k8s/service-mesh', 'istio-system'],
  'cert-manager': ['k8s/cert-manager', 'cert-manager'],
  'ingress-nginx': ['k8s/ingress', 'ingress-nginx'],
  vault: ['helm/charts/vault', 'vault'],
  harbor: ['k8s/registry', 'registry'],
};

/** Argo CD itself, its project and its applications. */
export function delivery(context: BuildContext): KubernetesObject[] {
  return [
    ...servers(context),
    project(context),
    ...Object.keys(APPLICATIONS).map(name => application(context, name)),
  ];
}

function servers(context: BuildContext): KubernetesObject[] {
  const part = (
    component: string,
    port: number,
    path: string,
  ): WorkloadSpec => ({
    namespace: NAMESPACE,
    name: `argocd-${component}`,
    selector: { 'app.kubernetes.io/name': `argocd-${component}` },
    labels: { 'app.kubernetes.io/part-of': 'argocd' },
    image: 'quay.io/argoproj/argocd:v2.9.5',
    ports: { http: port },
    probe: { http: path, port },
    hardened: true,
  });
  const cache = part('redis', 6379, '/');
  return [
    ...deployment(context, part('server', 8080, '/healthz')),
    ...deployment(context, part('repo-server', 8084, '/healthz')),
    ...deployment(context, part('applicationset-controller', 8080, '/healthz')),
    ...deployment(context, part('notifications-controller', 9001, '/metrics')),
    ...deployment(context, {
      ...part('dex-server', 5556, '/healthz/live'),
      image: 'ghcr.io/dexidp/dex:v2.37.0',
    }),
    ...deployment(context, {
      ...cache,
      image: 'redis:7.0-alpine',
      probe: { tcp: 6379 },
    }),
    ...statefulSet(context, part('application-controller', 8082, '/healthz')),
    service(context, {
      namespace: NAMESPACE,
      name: 'argocd-server',
      selector: { 'app.kubernetes.io/name': 'argocd-server' },
      ports: { http: [80, 8080], https: [443, 8080] },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'argocd-repo-server',
      selector: { 'app.kubernetes.io/name': 'argocd-repo-server' },
      ports: { http: 8084 },
    }),
    configMap(context, NAMESPACE, 'argocd-rbac-cm', {
      'policy.csv': [
        'p, role:platform-admin, *, *, *, allow',
        'p, role:devops, applications, sync, */*, allow',
        'p, role:developer, applications, get, */*, allow',
      ].join('\n'),
    }),
  ];
}

function project(context: BuildContext): KubernetesObject {
  return custom(context, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    namespace: NAMESPACE,
    name: 'production',
    spec: {
      sourceRepos: ['*'],
      destinations: [
        { server: 'https://kubernetes.default.svc', namespace: '*' },
      ],
    },
  });
}

function application(context: BuildContext, name: string): KubernetesObject {
  const [path, namespace] = APPLICATIONS[name];
  const told = context.condition.applications[name];
  const sync = told?.sync ?? 'Synced';
  const health = told?.health ?? 'Healthy';
  const revision = context
    .uid('revision', name)
    .replaceAll('-', '')
    .padEnd(40, '0');
  return custom(context, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    namespace: NAMESPACE,
    name,
    finalizers: ['resources-finalizer.argocd.argoproj.io'],
    spec: {
      project: 'production',
      source: {
        repoURL: 'https://github.com/254carbon/platform.git',
        targetRevision: 'main',
        path,
      },
      destination: { server: 'https://kubernetes.default.svc', namespace },
      syncPolicy: { automated: { prune: false, selfHeal: sync === 'Synced' } },
    },
    status: {
      sync: { status: sync, ...(sync === 'Unknown' ? {} : { revision }) },
      health: { status: health },
      reconciledAt: context.ago(2 * MINUTE),
      operationState: {
        phase: 'Succeeded',
        finishedAt: context.ago(19 * HOUR),
        message: 'successfully synced (all tasks run)',
      },
      ...(told?.message
        ? {
            conditions: [
              {
                type: sync === 'Unknown' ? 'ComparisonError' : 'SyncError',
                message: told.message,
                lastTransitionTime: context.ago(5 * HOUR),
              },
            ],
          }
        : {}),
    },
  });
}
