/** Judges the benchmark's platform the way that the portal does: objects become services, services are judged. */
import { compareDeclared } from '../../../declared';
import { indexObjects, InventoryObject } from '../../../kubernetes';
import { ClusterState, observed } from '../../../model';
import { PROFILES } from '../../../profiles';
import { evaluate, ReadinessReport } from '../../../readiness';
import { buildServices } from '../../../services';
import { ALL_RULES } from '../../allRules';
import { Knowledge } from '../../facts/knowledge';
import { NOW, SOURCE } from '../../testing/observeNow';
import { Platform } from './platform';

const AT = new Date(NOW).toISOString();
const CORE = [
  'namespaces',
  'nodes',
  'pods',
  'services',
  'endpoints',
  'configmaps',
  'persistentvolumeclaims',
  'resourcequotas',
].map(name => `v1/${name}`);
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'apps/v1': ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
  'batch/v1': ['jobs', 'cronjobs'],
  'autoscaling/v2': ['horizontalpodautoscalers'],
  'policy/v1': ['poddisruptionbudgets'],
  'networking.k8s.io/v1': ['ingresses', 'ingressclasses', 'networkpolicies'],
  'discovery.k8s.io/v1': ['endpointslices'],
  'storage.k8s.io/v1': ['storageclasses'],
  'rbac.authorization.k8s.io/v1': ['clusterrolebindings'],
  'argoproj.io/v1alpha1': ['applications'],
  'cert-manager.io/v1': ['certificates'],
  'acme.cert-manager.io/v1': ['challenges', 'orders'],
  'velero.io/v1': [
    'backups',
    'restores',
    'schedules',
    'backupstoragelocations',
  ],
  'kyverno.io/v1': ['clusterpolicies', 'policies', 'policyexceptions'],
  'wgpolicyk8s.io/v1alpha2': ['policyreports'],
  'kafka.strimzi.io/v1beta2': ['kafkas', 'kafkatopics'],
  'monitoring.coreos.com/v1': [
    'servicemonitors',
    'podmonitors',
    'prometheusrules',
  ],
};

function withoutVersion(resource: string): string {
  const parts = resource.split('/');
  return parts.length === 3 ? `${parts[0]}/${parts[2]}` : parts[1];
}

function clusterOf({ unread, unlisted, version }: Platform): ClusterState {
  const all = [
    ...CORE,
    ...Object.entries(GROUPS).flatMap(([group, names]) =>
      names.map(name => `${group}/${name}`),
    ),
  ];
  return {
    name: 'demo',
    phase: unread.length > 0 ? 'partly-failing' : 'reading',
    whole: unread.length === 0,
    version,
    kinds: all
      .filter(resource => !unlisted.includes(withoutVersion(resource)))
      .map(resource =>
        unread.includes(withoutVersion(resource))
          ? { resource, ok: false, count: 0, reason: 'answers 403', since: AT }
          : { resource, ok: true, count: 1, observedAt: AT },
      ),
  };
}

/** What a platform is judged with; the index is a new one each time. */
export function worldOf(platform: Platform) {
  const entries = platform.objects.map(
    (object): InventoryObject => ({
      cluster: 'demo',
      object,
      source: SOURCE,
      observedAt: AT,
    }),
  );
  const index = indexObjects(entries);
  const clusters = [clusterOf(platform)];
  const probes = new Map(
    [...platform.probes].map(([id, value]) => [
      id,
      observed({
        value,
        now: NOW,
        source: { kind: 'probe', name: 'demo', detail: `GET ${id}` },
      }),
    ]),
  );
  const services = buildServices({
    objects: index,
    profiles: PROFILES,
    probes,
    clusterStates: clusters,
    now: NOW,
  });
  const known = <T>(value: T) =>
    observed({
      value,
      now: NOW,
      source: { kind: 'manifest', name: 'platform' },
    });
  const declared = platform.withoutTree ? undefined : [known(platform.tree)];
  const knowledge: Knowledge = {
    services,
    telemetry: platform.telemetry,
    pipelines: known(platform.pipelines),
    volumeUsage: known(platform.volumes),
    externalAnswers: known(platform.external),
    lakeTables: platform.lake,
  };
  if (declared) {
    knowledge.declared = declared;
    knowledge.comparison = known(
      compareDeclared({ declared, observed: { objects: entries, clusters } }),
    );
  }
  return { entries, index, clusters, services, knowledge };
}

/** The report of a platform. */
export function judgePlatform(platform: Platform): ReadinessReport {
  const { index, clusters, services, knowledge } = worldOf(platform);
  return evaluate({
    services,
    index,
    clusters,
    rules: ALL_RULES,
    now: NOW,
    knowledge,
  });
}
