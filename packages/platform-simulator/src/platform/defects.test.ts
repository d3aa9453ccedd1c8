/**
 * Each defect that the README lists is really there. They are what no report mentions: a portal that finds none of them only
 * repeats the reports.
 */
import type { KubernetesObject } from '../kubernetes/types';
import { WORKFLOWS } from '../services/dolphin/workflows';
import { buildPlatform, measureClaims } from '.';
import { matches, ofKind, podSpec } from './derive/read';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const DAY = 24 * 60 * 60 * 1000;
const objects = buildPlatform({ now: NOW, seed: 3 });

function find(kind: string, namespace: string, name: string): KubernetesObject {
  const found = ofKind(objects, kind).find(
    ({ metadata }) =>
      metadata.name === name && (metadata.namespace ?? '') === namespace,
  );
  if (!found) throw new Error(`no ${kind} ${namespace}/${name}`);
  return found;
}

/** A value deep inside an object. */
function at(object: KubernetesObject, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      object,
    );
}

function podsMatching(namespace: string, selector: Record<string, string>) {
  return ofKind(objects, 'Pod').filter(
    pod => pod.metadata.namespace === namespace && matches(selector, pod),
  );
}

function selectorOf(object: KubernetesObject, path: string) {
  return at(object, path) as Record<string, string>;
}

describe('defects that no report mentions', () => {
  it('backs up into the store that it is to save', () => {
    const location = find('BackupStorageLocation', 'velero', 'minio');
    expect(at(location, 'spec.config.s3Url')).toBe(
      'http://minio-service.data-platform:9000',
    );
    expect(
      at(find('Schedule', 'velero', 'hourly-data-platform'), 'spec.template'),
    ).toMatchObject({ includedNamespaces: ['data-platform'] });
  });

  it('leaves the namespace of the shared database out of the backup', () => {
    const template = at(
      find('Schedule', 'velero', 'daily-full'),
      'spec.template',
    );
    expect(template).toMatchObject({
      excludedNamespaces: expect.arrayContaining(['kong']),
    });
    expect(find('StatefulSet', 'kong', 'kong-postgres')).toBeDefined();
  });

  it('has never restored anything, and one backup was partial', () => {
    expect(ofKind(objects, 'Restore')).toEqual([]);
    const phases = ofKind(objects, 'Backup').map(it => at(it, 'status.phase'));
    expect(phases.filter(phase => phase === 'PartiallyFailed')).toHaveLength(1);
  });

  it('has a disruption budget that selects nothing', () => {
    const empty = ofKind(objects, 'PodDisruptionBudget').filter(
      budget =>
        podsMatching(
          budget.metadata.namespace ?? '',
          selectorOf(budget, 'spec.selector.matchLabels'),
        ).length === 0,
    );
    expect(empty.map(({ metadata }) => metadata.name)).toEqual(['mlflow-pdb']);
  });

  it.each([
    ['minio-pdb', 'StatefulSet', 'minio'],
    ['datahub-pdb', 'Deployment', 'datahub-gms'],
  ])('has %s, which forbids every drain', (name, kind, workload) => {
    expect(
      at(
        find('PodDisruptionBudget', 'data-platform', name),
        'spec.minAvailable',
      ),
    ).toBe(1);
    expect(at(find(kind, 'data-platform', workload), 'spec.replicas')).toBe(1);
  });

  it('has an autoscaler whose target is gone', () => {
    expect(
      at(
        find('HorizontalPodAutoscaler', 'ray-system', 'ray-serve-hpa'),
        'status.conditions.0.reason',
      ),
    ).toBe('FailedGetScale');
  });

  it('has a Service that selects nothing though its workload was not scaled down', () => {
    const service = find('Service', 'data-platform', 'superset-flower');
    expect(
      podsMatching('data-platform', selectorOf(service, 'spec.selector')),
    ).toEqual([]);
  });

  it('has an Ingress whose backend port does not exist', () => {
    const wrong = ofKind(objects, 'Ingress').filter(ingress => {
      const { rules } = ingress.spec as {
        rules: {
          http: {
            paths: {
              backend: { service: { name: string; port: { number: number } } };
            }[];
          };
        }[];
      };
      return rules
        .flatMap(rule => rule.http.paths)
        .some(({ backend }) => {
          const service = find(
            'Service',
            ingress.metadata.namespace ?? '',
            backend.service.name,
          );
          const ports = at(service, 'spec.ports') as { port: number }[];
          return !ports.some(
            ({ port }) => port === backend.service.port.number,
          );
        });
    });
    expect(wrong.map(({ metadata }) => metadata.name)).toEqual([
      'jaeger-ingress',
    ]);
  });

  it('has two Ingresses for the same host and path', () => {
    const claims = ofKind(objects, 'Ingress').flatMap(({ metadata, spec }) =>
      (
        spec as {
          rules: { host: string; http: { paths: { path: string }[] } }[];
        }
      ).rules.map(({ host, http }) => ({
        address: `${host}${http.paths[0].path}`,
        name: metadata.name,
      })),
    );
    const shared = claims.filter(({ address }) =>
      address.startsWith('api.254carbon.com'),
    );
    expect(shared).toEqual([
      { address: 'api.254carbon.com/', name: 'dolphinscheduler-ingress' },
      { address: 'api.254carbon.com/', name: 'graphql-gateway' },
    ]);
  });

  it('runs images that say latest', () => {
    const images = ofKind(objects, 'Pod')
      .flatMap(pod => podSpec(pod).containers)
      .map(({ image }) => image)
      .filter(image => image.includes(':latest'));
    expect([...new Set(images)].sort()).toEqual([
      'ghcr.io/254carbon/iceberg-maintenance:latest',
      'rayproject/ray:latest-gpu',
      'treeverse/lakefs:latest',
    ]);
  });

  it('has containers without limits', () => {
    const names = ['lakefs', 'doris-be', 'jaeger'];
    const limits = names.map(name =>
      ofKind(objects, 'Pod')
        .filter(({ metadata }) => metadata.labels?.app === name)
        .map(pod => podSpec(pod).containers[0].resources?.limits),
    );
    expect(limits).toEqual([[undefined], [undefined], [undefined]]);
  });

  it('has a credential written out in an environment variable, a plain placeholder', () => {
    const literals = ofKind(objects, 'Deployment')
      .flatMap(
        deployment =>
          at(deployment, 'spec.template.spec.containers') as {
            env?: { name: string; value?: string }[];
          }[],
      )
      .flatMap(({ env = [] }) => env)
      .filter(({ name, value }) => value && /SECRET|PASSWORD|TOKEN/.test(name));
    expect(literals).toEqual([
      { name: 'LAKEFS_AUTH_ENCRYPT_SECRET_KEY', value: 'changeme-demo' },
    ]);
  });

  it('has NetworkPolicies on a network that does not enforce them', () => {
    expect(ofKind(objects, 'NetworkPolicy').length).toBeGreaterThan(4);
    expect(find('DaemonSet', 'kube-flannel', 'kube-flannel-ds')).toBeDefined();
    const enforcers = ofKind(objects, 'DaemonSet').filter(({ metadata }) =>
      /calico|cilium|kube-router|antrea/.test(metadata.name),
    );
    expect(enforcers).toEqual([]);
  });

  it('has a daily CronJob that last succeeded over two weeks ago', () => {
    const job = find('CronJob', 'data-platform', 'data-archival');
    const last = Date.parse(String(at(job, 'status.lastSuccessfulTime')));
    expect(at(job, 'spec.suspend')).toBe(false);
    expect((NOW - last) / DAY).toBeGreaterThan(14);
  });

  it('has a certificate whose renewal is overdue and whose end is near', () => {
    const certificate = find('Certificate', 'registry', 'harbor-tls');
    const end = Date.parse(String(at(certificate, 'status.notAfter')));
    const renewal = Date.parse(String(at(certificate, 'status.renewalTime')));
    expect((end - NOW) / DAY).toBeCloseTo(6);
    expect(renewal).toBeLessThan(NOW);
    expect(at(certificate, 'status.conditions.0.status')).toBe('True');
  });

  it('has a claim that is nearly full', () => {
    const full = measureClaims({ now: NOW, seed: 3 }).filter(
      ({ usedBytes, capacityBytes }) => usedBytes / capacityBytes > 0.9,
    );
    expect(full).toEqual([
      expect.objectContaining({ name: 'storage-victoria-metrics-0' }),
    ]);
  });

  it('has a Job that its sidecar does not let end', () => {
    const [pod] = ofKind(objects, 'Pod').filter(({ metadata }) =>
      metadata.name.startsWith('datahub-postgres-ingestion'),
    );
    expect(pod.status).toMatchObject({
      phase: 'Running',
      containerStatuses: [
        { state: { terminated: { reason: 'Completed', exitCode: 0 } } },
        { name: 'istio-proxy', ready: true },
      ],
    });
  });

  it('gives an application cluster-admin', () => {
    const bindings = ofKind(objects, 'ClusterRoleBinding').filter(
      binding => at(binding, 'roleRef.name') === 'cluster-admin',
    );
    expect(bindings.map(({ metadata }) => metadata.name).sort()).toEqual([
      'dolphinscheduler-admin',
      'velero',
    ]);
  });

  it('only watches its policies', () => {
    const actions = ofKind(objects, 'ClusterPolicy').map(policy =>
      at(policy, 'spec.validationFailureAction'),
    );
    expect(new Set(actions)).toEqual(new Set(['Audit']));
    const failures = ofKind(objects, 'PolicyReport').map(
      report => at(report, 'summary.fail') as number,
    );
    expect(failures.some(count => count > 0)).toBe(true);
    expect(failures.some(count => count === 0)).toBe(true);
  });

  it('keeps the logs of fourteen days on a volume that ends with the pod', () => {
    const volumes = at(
      find('Deployment', 'victoria-metrics', 'loki'),
      'spec.template.spec.volumes',
    );
    expect(volumes).toContainEqual({ name: 'storage', emptyDir: {} });
  });

  it('has workloads without any probe', () => {
    const container = at(
      find('StatefulSet', 'ray-system', 'ray-worker'),
      'spec.template.spec.containers.0',
    ) as Record<string, unknown>;
    expect(container.readinessProbe).toBeUndefined();
  });
});

describe('the named failures, with their reasons', () => {
  const waitingOf = (prefix: string) =>
    ofKind(objects, 'Pod')
      .filter(({ metadata }) => metadata.name.startsWith(prefix))
      .map(pod => at(pod, 'status.containerStatuses.0.state.waiting.reason'));

  it('pulls the image of portal-services on one node only', () => {
    const images = (node: string) =>
      (at(find('Node', '', node), 'status.images') as { names: string[] }[])
        .flatMap(({ names }) => names)
        .filter(name => name.includes('portal-services'));
    expect(images('cpu1')).toEqual(['254carbon/portal-services:1.3.2']);
    expect(images('k8s-worker')).toEqual([]);
    const pods = podsMatching('data-platform', { app: 'portal-services' });
    expect(
      pods.map(pod => [
        podSpec(pod).nodeName,
        at(pod, 'status.containerStatuses.0.state.waiting.reason'),
      ]),
    ).toEqual([
      ['cpu1', undefined],
      ['k8s-worker', 'ImagePullBackOff'],
    ]);
  });

  it('kills the Trino workers for their memory', () => {
    const ends = podsMatching('data-platform', { app: 'trino-worker' }).map(
      pod => at(pod, 'status.containerStatuses.0.lastState.terminated'),
    );
    expect(ends).toContainEqual(
      expect.objectContaining({ reason: 'OOMKilled', exitCode: 137 }),
    );
  });

  it.each([
    ['dolphinscheduler-api', 4],
    ['dolphinscheduler-master', 2],
    ['spark-history-server', 1],
    ['doris-fe', 1],
    ['datahub-gms', 1],
  ])('lets %s crash %d times over', (prefix, count) => {
    expect(
      waitingOf(prefix).filter(reason => reason === 'CrashLoopBackOff'),
    ).toHaveLength(count);
  });

  it('shows the login page as the reason of the pending challenges', () => {
    const reasons = ofKind(objects, 'Challenge').map(it =>
      String(at(it, 'status.reason')),
    );
    expect(reasons).toHaveLength(2);
    for (const reason of reasons) {
      expect(reason).toContain('Cloudflare Access');
    }
    expect(ofKind(objects, 'Order')).toHaveLength(2);
  });

  it('asks on a dashboard for what nobody exports', () => {
    const data = at(
      find('ConfigMap', 'monitoring', 'data-platform-health'),
      'data',
    ) as Record<string, string>;
    const text = data['data-platform-health.json'];
    for (const [metric, exporter] of [
      ['kube_pod_', 'kube-state-metrics'],
      ['node_cpu_', 'node-exporter'],
      ['pg_stat_', 'postgres-exporter'],
      ['kafka_consumergroup_', 'kafka-exporter'],
    ]) {
      expect(text).toContain(metric);
      const names = objects.map(({ metadata }) => metadata.name);
      expect(names).not.toContain(exporter);
    }
  });

  it('declares alert rules that nobody loads', () => {
    const rules = ofKind(objects, 'PrometheusRule').flatMap(rule =>
      (at(rule, 'spec.groups') as { rules: object[] }[]).flatMap(
        group => group.rules,
      ),
    );
    expect(rules).toHaveLength(15);
    const images = JSON.stringify(ofKind(objects, 'Pod').map(podSpec));
    expect(images).not.toMatch(/prom\/prometheus|vmalert/);
  });

  it('has workflows that fail, wait, or never ran', () => {
    const by = new Map(WORKFLOWS.map(one => [one.name, one]));
    expect(by.get('polygon-futures-eod')).toMatchObject({ failing: 1 });
    expect(by.get('alpha-vantage-fx-daily')).toMatchObject({
      scheduleOnline: false,
    });
    expect(by.get('ml-features-daily')).toMatchObject({ online: false });
  });

  it('names nothing that was never deployed', () => {
    const names = objects
      .filter(({ kind }) =>
        ['Deployment', 'StatefulSet', 'DaemonSet', 'Service'].includes(kind),
      )
      .map(({ metadata }) => metadata.name)
      .filter(name =>
        /promtail|prometheus|alertmanager|logstash|flink|timescale|ceph|kubeflow|mlflow/.test(
          name,
        ),
      );
    expect(names).toEqual([]);
  });
});
