import fc from 'fast-check';
import {
  cronJob,
  custom,
  deployment,
  ingress,
  job,
  NOW,
  pod,
  seen,
  service,
} from '../__fixtures__/objects';
import { indexObjects, KubernetesObject } from '../kubernetes';
import { ClusterState, ExplanationSchema, ObjectQuestion } from '../model';
import { PROFILES } from '../profiles';
import { buildServices, ExplainInput, explainObject, groupObjects } from '.';

const plain = (
  kind: string,
  name: string,
  rest: Partial<KubernetesObject> = {},
): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'data' },
  ...rest,
});

const STATE: ClusterState = {
  name: 'demo',
  phase: 'reading',
  kinds: [
    { resource: 'apps/v1/deployments', ok: true, count: 3 },
    { resource: 'v1/pods', ok: true, count: 3 },
    {
      resource: 'ray.io/v1/rayclusters',
      ok: false,
      count: 0,
      reason: 'forbidden: give the account the right to list rayclusters',
      since: '2026-01-15T11:00:00Z',
    },
  ],
};

const OBJECTS: KubernetesObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'hidden',
      annotations: { '254carbon.com/exclude': 'true' },
    },
  },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'data' } },
  ...deployment('trino-coordinator', {
    image: 'trinodb/trino:436',
    container: { envFrom: [{ configMapRef: { name: 'trino-catalog' } }] },
  }),
  service('trino', 'trino-coordinator', { http: 8080 }),
  service('nobody', 'nothing', { http: 80 }),
  ingress('trino', 'trino.example.com', 'trino'),
  plain('ConfigMap', 'trino-catalog', { data: { a: 'b' } }),
  ...deployment('inside', { namespace: 'hidden' }),
  ...deployment('left-out', {
    annotations: { '254carbon.com/exclude': 'true' },
  }),
  ...deployment('prices-old', {
    annotations: { '254carbon.com/service': 'prices' },
  }),
  ...deployment('prices'),
  ...deployment('forecast', {
    annotations: { '254carbon.com/service': 'outlook' },
  }),
  cronJob('trino-sweep'),
  job('ended', { state: 'Complete' }),
  custom('kafka.strimzi.io/v1', 'Kafka', 'events'),
  pod('events-kafka-0', {
    owner: {
      apiVersion: 'kafka.strimzi.io/v1',
      kind: 'Kafka',
      name: 'events',
      uid: 'uid-Kafka-data-events',
    },
  }),
  pod('stray-0', {
    owner: {
      apiVersion: 'x.io/v1',
      kind: 'Herd',
      name: 'stray',
      uid: 'u-herd',
    },
  }),
];

function input(more: Partial<ExplainInput> = {}): ExplainInput {
  const index = indexObjects(OBJECTS.map(object => seen(object)));
  const clusters = more.clusters ?? [STATE];
  return {
    index,
    grouping: groupObjects({ objects: index, profiles: PROFILES }),
    services: buildServices({
      objects: index,
      profiles: PROFILES,
      probes: new Map(),
      clusterStates: clusters,
      now: NOW,
    }),
    clusters,
    profiles: PROFILES,
    now: NOW,
    ...more,
  };
}

const explain = (question: ObjectQuestion, more: Partial<ExplainInput> = {}) =>
  explainObject(question, input(more));

const step = (explanation: ReturnType<typeof explain>, what: string) =>
  explanation.steps.find(item => item.what === what);

describe('explainObject, for what is there', () => {
  it('walks from a workload over its rule to service and entity', () => {
    const told = explain({ kind: 'Deployment', name: 'trino-coordinator' });
    expect(told.verdict).toBe('here');
    expect(told.serviceId).toBe('trino');
    expect(told.entityRef).toBe('component:default/trino');
    expect(told.steps.map(({ what }) => what)).toEqual([
      'cluster',
      'kind',
      'object',
      'rule',
      'service',
      'entity',
    ]);
    expect(step(told, 'rule')?.reason).toContain(
      'Recognised as Trino by label',
    );
    expect(step(told, 'rule')?.cure).toContain('254carbon.com/service: <id>');
    expect(told.summary).toContain('is part of Trino');
  });

  it('follows a pod to its workload', () => {
    const told = explain({
      kind: 'pod',
      name: 'trino-coordinator-7f9c6d5b4-x0',
    });
    expect(told.serviceId).toBe('trino');
    expect(step(told, 'owner')?.reason).toContain(
      'ReplicaSet data/trino-coordinator-7f9c6d5b4, which belongs to Deployment data/trino-coordinator',
    );
  });

  it('gives what an operator made to its custom resource, known or not', () => {
    const told = explain({ kind: 'Pod', name: 'events-kafka-0' });
    expect(told.serviceId).toBe('kafka');
    expect(step(told, 'owner')?.reason).toBe(
      'It belongs to Kafka data/events.',
    );
    const stray = explain({ kind: 'Pod', name: 'stray-0' });
    expect(stray.serviceId).toBe('stray');
    expect(step(stray, 'owner')).toMatchObject({
      outcome: 'unknown',
      cure: expect.stringContaining('Let the portal read Herd'),
    });
  });

  it('takes a bare name for a service first, and names what else is called so', () => {
    const told = explain({ name: 'trino' });
    expect(told.subject).toBe(
      'Deployment data/trino-coordinator of cluster demo',
    );
    expect(told.serviceId).toBe('trino');
    expect(told.nearest).toEqual([
      'Service data/trino of demo',
      'Ingress data/trino of demo',
    ]);
  });

  it('says what was merged, what was renamed, and where the old name went', () => {
    const merged = explain({ kind: 'Deployment', name: 'prices-old' });
    expect(merged.serviceId).toBe('prices');
    expect(step(merged, 'rule')?.reason).toBe(
      'Declared as service prices by annotation 254carbon.com/service on Deployment prices-old.',
    );
    const renamed = explain({ name: 'forecast' });
    expect(renamed.serviceId).toBe('outlook');
    expect(renamed.summary).toContain('which was called forecast before');
    expect(step(renamed, 'entity')?.evidence[0].statement).toContain(
      'former name forecast',
    );
  });

  it('tells what an annotation leaves out, on the object or its namespace', () => {
    const own = explain({ name: 'left-out' });
    expect(own.verdict).toBe('not-here');
    expect(step(own, 'rule')?.outcome).toBe('no');
    expect(step(own, 'rule')?.cure).toBe('Remove it to see the object here.');
    const space = explain({ name: 'inside' });
    expect(step(space, 'rule')?.reason).toContain('Namespace hidden');
  });

  it('tells of ended runs, of Services without pods, of what only serves others', () => {
    expect(step(explain({ name: 'ended' }), 'rule')?.cure).toContain(
      '254carbon.com/service',
    );
    expect(explain({ kind: 'Service', name: 'nobody' }).summary).toContain(
      'selects no pods',
    );
    const config = explain({ name: 'trino-catalog' });
    expect(config.verdict).toBe('not-here');
    expect(config.summary).toContain('Trino (trino) reads it as configuration');
  });

  it('says which manifest declares it, or that none does', () => {
    const declared = [
      {
        object: { kind: 'Deployment', metadata: { name: 'forecast' } },
        origin: { source: 'git', path: 'apps/forecast.yaml', line: 12 },
      },
    ];
    expect(
      step(explain({ name: 'forecast' }, { declared }), 'manifest'),
    ).toMatchObject({
      outcome: 'yes',
      evidence: [{ object: 'apps/forecast.yaml:12' }],
    });
    expect(
      step(explain({ name: 'prices' }, { declared }), 'manifest'),
    ).toMatchObject({
      outcome: 'no',
      cure: expect.stringContaining('Declare'),
    });
  });

  it('does not take old news for new', () => {
    const clusters: ClusterState[] = [
      {
        ...STATE,
        phase: 'failing',
        kinds: [
          {
            resource: 'apps/v1/deployments',
            ok: false,
            count: 3,
            reason: 'forbidden',
          },
        ],
      },
    ];
    const told = explain({ name: 'left-out' }, { clusters });
    expect(told.verdict).toBe('unknown');
    expect(step(told, 'cluster')?.outcome).toBe('unknown');
    expect(step(told, 'kind')).toMatchObject({
      outcome: 'unknown',
      cure: 'forbidden',
    });
    expect(
      explain({ name: 'prices' }, { clusters: [] }).steps[0].reason,
    ).toContain('not configured any more');
  });
});

describe('explainObject, for what is not there', () => {
  it('names what looks like it', () => {
    const told = explain({ name: 'trnio' });
    expect(told.verdict).toBe('unknown');
    expect(told.nearest[0]).toBe('trino');
    const clear = { ...STATE, kinds: STATE.kinds.slice(0, 2) };
    expect(explain({ name: 'trnio' }, { clusters: [clear] }).verdict).toBe(
      'not-here',
    );
  });

  it('does not deny what it cannot read', () => {
    const told = explain({ kind: 'RayCluster', name: 'ray' });
    expect(told.verdict).toBe('unknown');
    expect(step(told, 'kind')).toMatchObject({
      outcome: 'unknown',
      cure: expect.stringContaining('list rayclusters'),
    });
  });

  it('tells a kind that is never read from one that is not asked for', () => {
    expect(step(explain({ kind: 'Secret', name: 'x' }), 'kind')).toMatchObject({
      outcome: 'no',
      reason: expect.stringContaining('never read'),
    });
    expect(step(explain({ kind: 'Rollout', name: 'x' }), 'kind')).toMatchObject(
      { outcome: 'no', cure: expect.stringContaining('spelling') },
    );
  });

  it('tells an unknown cluster and an unknown namespace', () => {
    const cluster = explain({ cluster: 'east', name: 'trino' });
    expect(cluster.verdict).toBe('not-here');
    expect(step(cluster, 'cluster')?.cure).toContain('Add the cluster east');
    const space = explain({
      kind: 'Deployment',
      namespace: 'nowhere',
      name: 'trino',
    });
    expect(step(space, 'object')?.reason).toBe(
      'There is no namespace nowhere.',
    );
  });

  it('tells what is only written down', () => {
    const told = explain(
      { name: 'weather' },
      {
        clusters: [{ ...STATE, kinds: [] }],
        declared: [
          {
            object: {
              kind: 'Deployment',
              metadata: { name: 'weather', namespace: 'data' },
            },
            origin: { source: 'git', path: 'apps/weather.yaml', line: 3 },
          },
        ],
      },
    );
    expect(told.verdict).toBe('not-here');
    expect(told.summary).toContain('runs nowhere');
    expect(step(told, 'manifest')?.cure).toContain('Argo CD');
  });

  it('tells what is only planned, and how it would be recognised', () => {
    const planned = [
      {
        entityRef: 'component:default/mlflow',
        title: 'MLflow',
        lifecycle: 'planned',
      },
    ];
    const told = explain({ name: 'MLflow' }, { planned });
    expect(told).toMatchObject({
      verdict: 'here',
      entityRef: 'component:default/mlflow',
    });
    expect(step(told, 'rule')?.evidence[0].statement).toContain(
      'app.kubernetes.io/name',
    );
  });
});

describe('explainObject, whatever is asked', () => {
  const given = input();
  const names = fc.oneof(
    fc.constantFrom(...OBJECTS.map(({ metadata }) => metadata.name)),
    fc.string({ minLength: 1 }),
  );
  const question = fc.record(
    {
      name: names,
      kind: fc.constantFrom(...OBJECTS.map(({ kind }) => kind), 'Nonsense'),
      namespace: fc.constantFrom('data', 'hidden', 'nowhere'),
      cluster: fc.constantFrom('demo', 'east'),
    },
    { requiredKeys: ['name'] },
  );

  it('answers in the shape of the contract, and every no has a reason', () => {
    fc.assert(
      fc.property(question, asked => {
        const told = ExplanationSchema.parse(explainObject(asked, given));
        expect(told.summary).not.toBe('');
        expect(told.verdict === 'here').toBe(
          told.serviceId !== undefined || told.entityRef !== undefined,
        );
        for (const { reason } of told.steps) expect(reason).not.toBe('');
        const outcomes = told.steps.map(({ outcome }) => outcome);
        const proof = { here: 'yes', 'not-here': 'no', unknown: 'unknown' };
        expect(outcomes).toContain(proof[told.verdict]);
      }),
    );
  });

  it('says of each workload what the grouping says', () => {
    for (const { cluster, key, serviceId } of given.grouping.explanations) {
      const [, kind, path] = key.split(' ');
      const [namespace, name] = path.split('/');
      const told = explainObject({ cluster, kind, namespace, name }, given);
      expect([key, told.serviceId]).toEqual([key, serviceId]);
    }
  });
});
