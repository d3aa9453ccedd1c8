/** One change costs the same in a small fleet and in a large one: facts that are made and verdicts that are reached are counted, not timed. */
import {
  indexObjects,
  InventoryObject,
  KubernetesObject,
} from '../../kubernetes';
import { ClusterState } from '../../model';
import { PROFILES } from '../../profiles';
import { ALL_RULES } from '../../rules';
import { buildServices } from '../../services';
import { NOW, SOURCE } from '../../rules/testing/observeNow';
import { fleetOf } from './__fixtures__/fleet';
import { Judge, JudgedView } from './Judge';

const AT = new Date(NOW).toISOString();
const RESOURCES = [
  ...['namespaces', 'nodes', 'pods', 'services', 'configmaps'].map(
    name => `v1/${name}`,
  ),
  'v1/persistentvolumeclaims',
  'v1/resourcequotas',
  ...['deployments', 'statefulsets', 'daemonsets', 'replicasets'].map(
    name => `apps/v1/${name}`,
  ),
  'batch/v1/jobs',
  'batch/v1/cronjobs',
  'autoscaling/v2/horizontalpodautoscalers',
  'policy/v1/poddisruptionbudgets',
  'networking.k8s.io/v1/ingresses',
  'networking.k8s.io/v1/ingressclasses',
  'networking.k8s.io/v1/networkpolicies',
  'discovery.k8s.io/v1/endpointslices',
  'argoproj.io/v1alpha1/applications',
  'cert-manager.io/v1/certificates',
  'monitoring.coreos.com/v1/servicemonitors',
  'velero.io/v1/schedules',
  'velero.io/v1/backups',
];
const CLUSTER: ClusterState = {
  name: 'demo',
  phase: 'reading',
  whole: true,
  version: 'v1.33.2',
  kinds: RESOURCES.map(resource => ({
    resource,
    ok: true,
    count: 1,
    observedAt: AT,
  })),
};

function entryOf(object: KubernetesObject): InventoryObject {
  return { cluster: 'demo', object, source: SOURCE, observedAt: AT };
}

function viewOf(entries: readonly InventoryObject[]): JudgedView {
  const index = indexObjects(entries);
  const services = buildServices({
    objects: index,
    profiles: PROFILES,
    probes: new Map(),
    clusterStates: [CLUSTER],
    now: NOW,
  });
  return { index, services, clusters: [CLUSTER] };
}

/** What it takes to judge again after one object of a fleet of this size changed. */
function effortOf(
  count: number,
  kind: string,
  change: (object: KubernetesObject) => void,
) {
  const entries = fleetOf(count).map(entryOf);
  const judge = new Judge({ rules: ALL_RULES });
  judge.judge(viewOf(entries), {}, NOW);
  const at = entries.findIndex(({ object }) => object.kind === kind);
  const changed = structuredClone(entries[at].object);
  change(changed);
  const after = entries.map((entry, i) =>
    i === at ? entryOf(changed) : entry,
  );
  const { effort, changed: records } = judge.judge(viewOf(after), {}, NOW);
  return { ...effort, changed: records.length };
}

const CHANGES: readonly [string, string, (object: KubernetesObject) => void][] =
  [
    [
      'a pod restarts',
      'Pod',
      ({ status = {} }) => {
        status.containerStatuses = [
          {
            name: 'app-0',
            restartCount: 9,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
          },
        ];
      },
    ],
    [
      'a Deployment loses a replica',
      'Deployment',
      ({ status = {} }) => {
        status.readyReplicas = 1;
      },
    ],
    [
      'a Deployment takes another image',
      'Deployment',
      object => {
        object.spec = JSON.parse(
          JSON.stringify(object.spec).replace('1.4.2', 'latest'),
        );
      },
    ],
    [
      'an address is no longer ready',
      'EndpointSlice',
      object => {
        object.endpoints = [];
      },
    ],
    [
      'a budget counts other pods',
      'PodDisruptionBudget',
      ({ status = {} }) => {
        status.currentHealthy = 1;
      },
    ],
    [
      'an autoscaler measures',
      'HorizontalPodAutoscaler',
      ({ status = {} }) => {
        status.currentMetrics = [{ type: 'Resource' }];
      },
    ],
    [
      'an application is out of sync',
      'Application',
      ({ status = {} }) => {
        status.sync = { status: 'OutOfSync' };
      },
    ],
    [
      'a certificate fails',
      'Certificate',
      ({ status = {} }) => {
        status.conditions = [{ type: 'Ready', status: 'False' }];
      },
    ],
    [
      'a Service loses its port',
      'Service',
      ({ spec = {} }) => {
        spec.ports = [];
      },
    ],
    [
      'an Ingress leads elsewhere',
      'Ingress',
      ({ spec = {} }) => {
        spec.rules = [];
      },
    ],
    [
      'a ConfigMap holds a credential',
      'ConfigMap',
      object => {
        object.data = { PASSWORD: 'hunter2-hunter2-hunter2' };
      },
    ],
    [
      'a node says that it is alive',
      'Node',
      ({ status = {} }) => {
        status.heartbeat = 1;
      },
    ],
  ];

describe('the effort of one change', () => {
  it.each(CHANGES)(
    'does not grow with the fleet when %s',
    (_, kind, change) => {
      const small = effortOf(20, kind, change);
      expect(effortOf(120, kind, change)).toEqual(small);
      expect(small.verdicts).toBeLessThan(ALL_RULES.length * 3);
    },
  );
});
