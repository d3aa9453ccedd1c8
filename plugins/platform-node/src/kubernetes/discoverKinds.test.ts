import { answerOf } from '../__fixtures__/answers';
import { ClusterConnection } from '../door/types';
import { discoverKinds } from './discoverKinds';
import { listKind } from './listKind';
import { WANTED_KINDS, WantedKind } from './wantedKinds';

type Answers = Record<string, object | number>;

/** An API server of which each path is answered with a body, or an error's status; everything else is not there. */
function serving(answers: Answers): ClusterConnection & { asked: string[] } {
  const asked: string[] = [];
  return {
    name: 'demo',
    asked,
    request: async path => {
      asked.push(path);
      const answer = answers[path.split('?')[0]] ?? 404;
      const status = typeof answer === 'number' ? answer : 200;
      const body = status === 200 ? answer : { kind: 'Status', message: 'no' };
      return answerOf(status, body as object);
    },
  };
}

const group = (name: string, ...versions: string[]) => ({
  name,
  versions: versions.map(version => ({ version })),
  preferredVersion: { version: versions[0] },
});
const resources = (...kinds: [name: string, kind: string][]) => ({
  resources: kinds.map(([name, kind]) => ({ name, kind, verbs: ['list'] })),
});
const want = (
  name: string,
  versions: string[],
  ...all: string[]
): WantedKind[] => all.map(resource => ({ group: name, versions, resource }));

describe('discoverKinds', () => {
  it('finds a kind in the version of its group that has it, as clusters of old do', async () => {
    const connection = serving({
      '/apis': {
        groups: [
          group('networking.k8s.io', 'v1', 'v1beta1'),
          group('batch', 'v1', 'v1beta1'),
        ],
      },
      '/apis/networking.k8s.io/v1': resources([
        'networkpolicies',
        'NetworkPolicy',
      ]),
      '/apis/networking.k8s.io/v1beta1': resources(['ingresses', 'Ingress']),
      '/apis/batch/v1': resources(['jobs', 'Job']),
      '/apis/batch/v1beta1': resources(['cronjobs', 'CronJob']),
      '/api/v1': resources(['pods', 'Pod']),
    });
    const { kinds, failures } = await discoverKinds({
      connection,
      wanted: WANTED_KINDS,
    });
    expect(
      kinds.map(({ apiVersion, resource }) => `${apiVersion}/${resource}`),
    ).toEqual([
      'v1/pods',
      'batch/v1/jobs',
      'networking.k8s.io/v1/networkpolicies',
      'batch/v1beta1/cronjobs',
      'networking.k8s.io/v1beta1/ingresses',
    ]);
    expect([...failures]).toEqual([]);
  });

  it('asks for no other version where the best one has everything', async () => {
    const connection = serving({
      '/apis': { groups: [group('autoscaling', 'v1', 'v2')] },
      '/apis/autoscaling/v2': resources(['horizontalpodautoscalers', 'H']),
    });
    const wanted = want(
      'autoscaling',
      ['v2', 'v1'],
      'horizontalpodautoscalers',
    );
    await discoverKinds({ connection, wanted });
    expect(connection.asked.filter(path => path.includes('scaling'))).toEqual([
      '/apis/autoscaling/v2',
    ]);
  });

  it('reports an aggregated API that is down, looks for its kinds in no other version, and reads the others', async () => {
    const connection = serving({
      '/apis': {
        groups: [
          group('metrics.example.com', 'v1', 'v1beta1'),
          group('apps', 'v1'),
        ],
      },
      '/apis/metrics.example.com/v1': 503,
      '/apis/metrics.example.com/v1beta1': resources(['meters', 'Meter']),
      '/apis/apps/v1': resources(['deployments', 'Deployment']),
    });
    const { kinds, failures } = await discoverKinds({
      connection,
      wanted: [
        ...want('metrics.example.com', ['v1'], 'meters'),
        ...want('apps', ['v1'], 'deployments'),
      ],
    });
    expect(kinds.map(({ resource }) => resource)).toEqual(['deployments']);
    expect([...failures.keys()]).toEqual(['metrics.example.com/v1']);
  });

  it('keeps kinds of the same name in two groups apart', async () => {
    const connection = serving({
      '/apis': {
        groups: [
          group('postgresql.cnpg.io', 'v1'),
          group('cluster.x-k8s.io', 'v1beta1'),
        ],
      },
      '/apis/postgresql.cnpg.io/v1': resources(['clusters', 'Cluster']),
      '/apis/cluster.x-k8s.io/v1beta1': resources(['clusters', 'Cluster']),
    });
    const { kinds } = await discoverKinds({
      connection,
      wanted: [
        ...want('postgresql.cnpg.io', ['v1'], 'clusters'),
        ...want('cluster.x-k8s.io', [], '*'),
      ],
    });
    expect(kinds.map(({ apiVersion, kind }) => [apiVersion, kind])).toEqual([
      ['postgresql.cnpg.io/v1', 'Cluster'],
      ['cluster.x-k8s.io/v1beta1', 'Cluster'],
    ]);
  });

  it('reads what runs pods on clusters with Argo Rollouts and on OpenShift', async () => {
    const connection = serving({
      '/apis': {
        groups: [
          group('argoproj.io', 'v1alpha1'),
          group('apps.openshift.io', 'v1'),
        ],
      },
      '/api/v1': resources(['replicationcontrollers', 'ReplicationController']),
      '/apis/argoproj.io/v1alpha1': resources(['rollouts', 'Rollout']),
      '/apis/apps.openshift.io/v1': resources([
        'deploymentconfigs',
        'DeploymentConfig',
      ]),
    });
    const { kinds } = await discoverKinds({ connection });
    expect(kinds.map(({ kind }) => kind).sort()).toEqual([
      'DeploymentConfig',
      'ReplicationController',
      'Rollout',
    ]);
  });
});

describe('an API server that knows no pages', () => {
  it('is read in one piece', async () => {
    const items = Array.from({ length: 1_200 }, (_, at) => ({
      metadata: { name: `p${at}`, namespace: 'data' },
    }));
    const connection = serving({
      '/api/v1/pods': {
        kind: 'PodList',
        metadata: { resourceVersion: '7' },
        items,
      },
    });
    const { objects, resourceVersion } = await listKind({
      connection,
      kind: {
        group: '',
        version: 'v1',
        resource: 'pods',
        kind: 'Pod',
        apiVersion: 'v1',
        ephemeral: false,
      },
    });
    expect([objects.length, resourceVersion]).toEqual([1_200, '7']);
    expect(connection.asked).toHaveLength(1);
  });
});
