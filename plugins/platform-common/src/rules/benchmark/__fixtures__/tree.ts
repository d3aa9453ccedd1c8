/** The benchmark's tree of manifests: what runs is declared, and what people write beside it. */
import { Artefact, ArtefactKind, DeclaredTree } from '../../../declared';
import { KubernetesObject } from '../../../kubernetes';

const WRITTEN: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Service',
  'Ingress',
  'ConfigMap',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'ServiceMonitor',
  'NetworkPolicy',
  'ClusterPolicy',
  'Application',
]);
const ORIGIN = { source: 'platform', line: 1 };

/** Something of a tree. */
export function artefact(
  kind: ArtefactKind,
  name: string,
  details: Record<string, string>,
  rest: Partial<Artefact> = {},
): Artefact {
  return {
    kind,
    name,
    details,
    origin: { ...ORIGIN, path: `${kind}/${name}.yaml` },
    ...rest,
  };
}

function declare(object: KubernetesObject): KubernetesObject {
  const { status: _, ...rest } = object;
  const copy = structuredClone(rest) as KubernetesObject;
  const isScaled =
    copy.metadata.name === 'superset' && copy.kind === 'Deployment';
  if (isScaled && copy.spec) delete copy.spec.replicas;
  return copy;
}

/** Writes into the tree what runs, so that nothing differs but what a case is about. */
export function writeDown(platform: {
  tree: DeclaredTree;
  objects: readonly KubernetesObject[];
}): void {
  platform.tree = {
    ...platform.tree,
    objects: platform.tree.objects.map(one => {
      const live = platform.objects.find(
        ({ kind, metadata }) =>
          kind === one.object.kind &&
          metadata.name === one.object.metadata.name &&
          metadata.namespace === one.object.metadata.namespace,
      );
      return live ? { ...one, object: declare(live) } : one;
    }),
  };
}

/** A tree that declares what runs. */
export function treeOf(objects: readonly KubernetesObject[]): DeclaredTree {
  const declared = objects
    .filter(
      ({ kind, metadata }) => WRITTEN.has(kind) && !metadata.ownerReferences,
    )
    .map(object => ({
      object: declare(object),
      origin: {
        ...ORIGIN,
        path: `apps/${object.metadata.name}/${object.kind.toLowerCase()}.yaml`,
      },
      redacted: [],
    }));
  return {
    source: 'platform',
    revision: 'abc',
    committedAt: '2025-10-24T10:00:00.000Z',
    files: declared.length,
    objects: declared,
    artefacts: [
      ...['trino', 'superset', 'postgresql'].map(name =>
        artefact('argo-source', name, {
          repository: 'https://git.example.com/platform.git',
          path: `apps/${name}`,
          namespace: 'data',
          found: 'yes',
        }),
      ),
      artefact(
        'dashboard',
        'trino-overview',
        { uid: 'trino-overview', panels: '2' },
        { title: 'Trino overview' },
      ),
      artefact('alert-rule', 'TrinoDown', {
        group: 'trino',
        expr: 'up{job="trino"} == 0',
        for: '2m',
        severity: 'critical',
        runbook: 'https://portal.example.com/docs/default/resource/trino-down',
      }),
      ...[
        'trino',
        'superset',
        'postgresql',
        'orders',
        'ingest-eia',
        'dolphinscheduler',
        'grafana',
        'alertmanager',
        'victoria-metrics',
        'loki',
        'velero',
        'cloudflare-tunnel',
        'coredns',
        'metrics-server',
        'calico',
      ].map(name =>
        artefact('runbook', `${name}-down`, {
          owner: 'group:default/data-engineering',
          services: `component:default/${name}, resource:default/${name}`,
          alerts: name === 'trino' ? 'TrinoDown' : '',
          risk: 'low',
          lastVerified: '2025-09-01',
        }),
      ),
    ],
    problems: [],
    notRendered: [],
  };
}
