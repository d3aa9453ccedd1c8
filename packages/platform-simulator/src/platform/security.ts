/** Policies, secrets' vault and the registry: Kyverno, Vault, Harbor. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  WorkloadSpec,
  clusterRoleBinding,
  configMap,
  cronJob,
  deployment,
  secret,
  service,
  serviceAccount,
  statefulSet,
} from './build';
import { policies } from './policies';

/** Kyverno with its policies, Vault, Harbor. */
export function security(context: BuildContext): KubernetesObject[] {
  return [
    ...kyverno(context),
    ...policies(context),
    ...vault(context),
    ...harbor(context),
  ];
}

function kyverno(context: BuildContext): KubernetesObject[] {
  const controllers: Record<string, string> = {
    admission: 'kyverno',
    background: 'background-controller',
    cleanup: 'cleanup-controller',
    reports: 'reports-controller',
  };
  return [
    ...Object.entries(controllers).flatMap(([role, image]) =>
      deployment(context, {
        namespace: 'kyverno',
        name: `kyverno-${role}-controller`,
        selector: {
          'app.kubernetes.io/part-of': 'kyverno',
          'app.kubernetes.io/component': `${role}-controller`,
        },
        image: `ghcr.io/kyverno/${image}:v1.11.4`,
        ports: { https: 9443, metrics: 8000 },
        probe: { http: '/health/liveness', port: 9443 },
        hardened: true,
        serviceAccount: 'kyverno',
      }),
    ),
    service(context, {
      namespace: 'kyverno',
      name: 'kyverno-svc',
      selector: {
        'app.kubernetes.io/part-of': 'kyverno',
        'app.kubernetes.io/component': 'admission-controller',
      },
      ports: { https: [443, 9443], metrics: 8000 },
    }),
    serviceAccount(context, 'kyverno', 'kyverno'),
    clusterRoleBinding(context, 'kyverno', 'view', {
      namespace: 'kyverno',
      name: 'kyverno',
    }),
    ...cronJob(context, {
      namespace: 'kyverno',
      name: 'kyverno-cleanup-admission-reports',
      schedule: '*/10 * * * *',
      suspend: true,
      image: 'bitnami/kubectl:1.28.5',
      labels: { 'app.kubernetes.io/part-of': 'kyverno' },
      serviceAccount: 'kyverno',
      lastSuccess: 40 * 60 * 60 * 1000,
      backoffLimit: 0,
    }),
  ];
}

function vault(context: BuildContext): KubernetesObject[] {
  const labels = { 'app.kubernetes.io/name': 'vault' };
  return [
    ...statefulSet(context, {
      namespace: 'vault',
      name: 'vault',
      nodes: ['cpu1'],
      selector: { ...labels, component: 'server' },
      image: 'hashicorp/vault:1.15.4',
      ports: { http: 8200, internal: 8201 },
      probe: { http: '/v1/sys/health?standbyok=true', port: 8200 },
      claims: { data: '5Gi' },
      volumes: { config: { configMap: 'vault-config', path: '/vault/config' } },
    }),
    configMap(context, 'vault', 'vault-config', {
      'vault.hcl': 'ui = true\nstorage "raft" { path = "/vault/data" }\n',
    }),
    service(context, {
      namespace: 'vault',
      name: 'vault',
      selector: { ...labels, component: 'server' },
      ports: { http: 8200 },
    }),
    ...deployment(context, {
      namespace: 'vault',
      name: 'vault-agent-injector',
      selector: {
        'app.kubernetes.io/name': 'vault-agent-injector',
        component: 'webhook',
      },
      image: 'hashicorp/vault-k8s:1.3.1',
      ports: { https: 8080 },
      probe: { http: '/health/ready', port: 8080 },
      hardened: true,
    }),
  ];
}

function harborPart(
  component: string,
  more: Partial<WorkloadSpec> & Pick<WorkloadSpec, 'image'>,
): WorkloadSpec {
  return {
    namespace: 'registry',
    name: `harbor-${component}`,
    selector: { app: 'harbor', component },
    labels: { 'app.kubernetes.io/part-of': 'harbor' },
    nodes: ['cpu1'],
    ...more,
  };
}

function harbor(context: BuildContext): KubernetesObject[] {
  const image = (name: string) => `goharbor/${name}:v2.10.0`;
  const stateless: [string, string, number, string][] = [
    ['core', 'harbor-core', 8080, '/api/v2.0/ping'],
    ['portal', 'harbor-portal', 8080, '/'],
    ['jobservice', 'harbor-jobservice', 8080, '/api/v1/stats'],
  ];
  const stateful: [string, string, number, string][] = [
    ['registry', 'registry-photon', 5000, '20Gi'],
    ['database', 'harbor-db', 5432, '2Gi'],
    ['redis', 'redis-photon', 6379, '1Gi'],
    ['trivy', 'trivy-adapter-photon', 8080, '5Gi'],
  ];
  return [
    ...stateless.flatMap(([component, name, port, path]) =>
      deployment(
        context,
        harborPart(component, {
          image: image(name),
          ports: { http: port },
          probe: { http: path, port },
          secretEnv: {
            CORE_SECRET: { secret: 'harbor-secret', key: 'core' },
          },
        }),
      ),
    ),
    ...stateful.flatMap(([component, name, port, size]) =>
      statefulSet(
        context,
        harborPart(component, {
          image: image(name),
          ports: { tcp: port },
          probe: { tcp: port },
          claims: { data: size },
        }),
      ),
    ),
    ...[...stateless, ...stateful].map(([component, , port]) =>
      service(context, {
        namespace: 'registry',
        name: `harbor-${component}`,
        selector: { app: 'harbor', component },
        ports: component === 'core' ? { http: [80, port] } : { tcp: port },
      }),
    ),
    secret(context, 'registry', 'harbor-secret', ['core']),
  ];
}
