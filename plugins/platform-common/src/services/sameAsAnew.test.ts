/**
 * What is remembered must never be seen. After any row of edits, what was made from the last time is equal to what is
 * made from nothing: copies of the same objects, which nobody has seen before.
 */
import fc from 'fast-check';
import { NOW } from '../__fixtures__/objects';
import {
  indexObjects,
  InventoryObject,
  JsonObject,
  KubernetesObject,
} from '../kubernetes';
import { ClusterState, Observation } from '../model';
import { ProbeAnswer, Profile, PROFILES } from '../profiles';
import { buildServices, groupObjects, ServiceMemory } from '.';

const SPACES = ['data', 'orders', 'edge'];
const NAMES = ['minio', 'trino', 'orders-api', 'orders-worker', 'postgres'];
const IMAGES: Record<string, string> = {
  minio: 'minio/minio:1',
  trino: 'trinodb/trino:436',
  postgres: 'postgres:15',
};

type Draw = (below: number) => number;
const pick = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length)];

function template(draw: Draw, name: string): JsonObject {
  const host = `http://${pick(draw, NAMES)}.${pick(draw, SPACES)}:8080`;
  const labels: JsonObject = { app: name };
  if (draw(3) === 0) labels['app.kubernetes.io/part-of'] = pick(draw, NAMES);
  if (draw(4) === 0) labels['app.kubernetes.io/instance'] = `r${draw(3)}`;
  return {
    metadata: { labels },
    spec: {
      containers: [
        {
          name: 'main',
          image: IMAGES[name] ?? 'own/orders:1',
          env: [{ name: 'TARGET_URL', value: draw(2) ? host : 'none' }],
          envFrom: [{ configMapRef: { name: pick(draw, NAMES) } }],
        },
      ],
      volumes: [
        { name: 'v', persistentVolumeClaim: { claimName: pick(draw, NAMES) } },
      ],
    },
  };
}

/** A time shortly before or after the beginning. */
const near = (draw: Draw) =>
  new Date(NOW + (draw(40) - 30) * 30_000).toISOString();

function annotations(draw: Draw): Record<string, string> {
  const all: [string, string][] = [
    ['254carbon.com/service', pick(draw, NAMES)],
    ['254carbon.com/owner', `group:default/g${draw(4)}`],
    ['254carbon.com/exclude', 'true'],
    ['254carbon.com/depends-on', pick(draw, NAMES)],
    ['254carbon.com/former-ids', `old-${draw(3)}`],
    [
      '254carbon.com/expected-down',
      `moving; owner=group:default/g; until=${near(draw)}`,
    ],
    ['254carbon.com/system', pick(draw, ['data', 'storage', 'nothing'])],
    ['argocd.argoproj.io/tracking-id', `${pick(draw, NAMES)}:apps`],
    ['portal.254carbon.com/service-id', `p-${draw(3)}`],
  ];
  return draw(2) ? {} : Object.fromEntries([pick(draw, all)]);
}

type Make = (draw: Draw, name: string) => Partial<KubernetesObject>;

const selector = (draw: Draw) => ({ app: pick(draw, NAMES) });

/** What each kind has besides its name; `[apiVersion, kind, isNamespaced, make]`. */
const KINDS: readonly [string, string, boolean, Make][] = [
  ...(['Deployment', 'StatefulSet'] as const).map(
    kind =>
      [
        'apps/v1',
        kind,
        true,
        (draw: Draw, name: string) => ({
          spec: {
            replicas: draw(3),
            selector: { matchLabels: { app: name } },
            template: template(draw, name),
          },
          status: { readyReplicas: draw(3) },
        }),
      ] as [string, string, boolean, Make],
  ),
  [
    'batch/v1',
    'CronJob',
    true,
    (draw, name) => ({
      spec: { jobTemplate: { spec: { template: template(draw, name) } } },
    }),
  ],
  [
    'batch/v1',
    'Job',
    true,
    (draw, name) => ({
      spec: { template: template(draw, name) },
      status: {
        startTime: near(draw),
        completionTime: near(draw),
        ...(draw(2)
          ? { conditions: [{ type: 'Complete', status: 'True' }] }
          : {}),
      },
    }),
  ],
  [
    'v1',
    'Pod',
    true,
    (draw, name) => ({
      ...template(draw, name),
      status: {
        phase: pick(draw, ['Running', 'Succeeded', 'Pending']),
        conditions: [
          {
            type: 'Ready',
            status: pick(draw, ['True', 'False']),
            lastTransitionTime: near(draw),
          },
        ],
        containerStatuses: [
          {
            name: 'main',
            restartCount: draw(2),
            ready: draw(2) > 0,
            state: { running: {} },
            lastState: draw(2)
              ? {}
              : { terminated: { exitCode: 1, finishedAt: near(draw) } },
          },
        ],
      },
    }),
  ],
  [
    'v1',
    'Service',
    true,
    draw => ({ spec: { selector: selector(draw), ports: [{ port: 8080 }] } }),
  ],
  [
    'v1',
    'ConfigMap',
    true,
    draw => ({
      data: { url: `http://${pick(draw, NAMES)}.${pick(draw, SPACES)}:8080` },
    }),
  ],
  ['v1', 'PersistentVolumeClaim', true, () => ({})],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    true,
    draw => ({
      spec: { scaleTargetRef: { kind: 'Deployment', name: pick(draw, NAMES) } },
    }),
  ],
  [
    'policy/v1',
    'PodDisruptionBudget',
    true,
    draw => ({ spec: { selector: { matchLabels: selector(draw) } } }),
  ],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    true,
    draw => ({
      spec: {
        podSelector: { matchLabels: selector(draw) },
        egress: [
          {
            to: [
              {
                namespaceSelector: {},
                podSelector: { matchLabels: selector(draw) },
              },
            ],
          },
        ],
      },
    }),
  ],
  [
    'networking.k8s.io/v1',
    'Ingress',
    true,
    draw => ({
      spec: {
        defaultBackend: { service: { name: pick(draw, NAMES) } },
        rules: [{ host: `${pick(draw, NAMES)}.example.com` }],
      },
    }),
  ],
  [
    'networking.istio.io/v1',
    'VirtualService',
    true,
    draw => ({
      spec: {
        hosts: [`${pick(draw, NAMES)}.example.com`],
        gateways: [`${pick(draw, SPACES)}/${pick(draw, NAMES)}`],
        http: [
          {
            route: [
              {
                destination: {
                  host: `${pick(draw, NAMES)}.${pick(draw, SPACES)}`,
                },
              },
            ],
          },
        ],
      },
    }),
  ],
  [
    'networking.istio.io/v1',
    'Gateway',
    true,
    draw => ({
      spec: {
        servers: [
          {
            hosts: ['*'],
            port: { protocol: pick(draw, ['HTTP', 'HTTPS']) },
            tls: { mode: 'SIMPLE' },
          },
        ],
      },
    }),
  ],
  [
    'argoproj.io/v1alpha1',
    'Application',
    true,
    draw => ({
      status: {
        resources: [
          {
            kind: 'Deployment',
            namespace: pick(draw, SPACES),
            name: pick(draw, NAMES),
          },
        ],
      },
    }),
  ],
  [
    'kafka.strimzi.io/v1beta2',
    'Kafka',
    true,
    draw => ({
      spec: { bootstrap: `${pick(draw, NAMES)}.${pick(draw, SPACES)}:8080` },
      status: {
        conditions: [{ type: 'Ready', status: pick(draw, ['True', 'False']) }],
      },
    }),
  ],
  [
    'v1',
    'Event',
    true,
    draw => ({ involvedObject: { kind: 'Pod', name: pick(draw, NAMES) } }),
  ],
  ['v1', 'Endpoints', true, () => ({})],
  ['discovery.k8s.io/v1', 'EndpointSlice', true, () => ({})],
  ['v1', 'ServiceAccount', true, () => ({})],
  ['v1', 'Node', false, () => ({})],
  ['example.com/v1', 'Wide', false, () => ({})],
  ['v1', 'Namespace', false, () => ({})],
];

/** The owner that an object may have: one that may exist, or one that does not. */
function ownerOf(draw: Draw, namespace: string | undefined) {
  if (draw(3) > 0) return {};
  const [apiVersion, kind, isNamespaced] = pick(draw, KINDS);
  const name = pick(draw, NAMES);
  const likely = draw(4) > 0 ? namespace : pick(draw, SPACES);
  const space = isNamespaced ? likely : '';
  const uid = `${kind} ${space ?? ''}/${name}`;
  return { ownerReferences: [{ apiVersion, kind, name, uid }] };
}

function drawObject(draw: Draw): KubernetesObject {
  const [apiVersion, kind, isNamespaced, make] = pick(draw, KINDS);
  const name = kind === 'Namespace' ? pick(draw, SPACES) : pick(draw, NAMES);
  const namespace = isNamespaced ? pick(draw, SPACES) : undefined;
  const hasLabels = draw(2) === 0;
  const { metadata, ...made } = make(draw, name);
  return {
    apiVersion,
    kind,
    ...made,
    metadata: {
      ...metadata,
      name,
      uid: `${kind} ${namespace ?? ''}/${name}`,
      ...(namespace ? { namespace } : {}),
      ...(hasLabels ? { labels: { app: name } } : {}),
      annotations: annotations(draw),
      ...ownerOf(draw, namespace),
      creationTimestamp: new Date(NOW - draw(9) * 60_000).toISOString(),
    },
  };
}

const source = { kind: 'cluster' as const, name: 'demo' };
const observedAt = new Date(NOW).toISOString();
const keyOf = ({ kind, metadata }: KubernetesObject) =>
  `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

/** What happens most: an object says something else of itself, and is called what it was called. */
function touch(world: Map<string, InventoryObject>, draw: Draw): void {
  const [key, entry] = pick(draw, [...world]);
  const object = structuredClone(entry.object);
  const { metadata, spec } = object;
  const owner = `group:default/g${draw(4)}`;
  if (draw(2))
    metadata.annotations = {
      ...metadata.annotations,
      '254carbon.com/owner': owner,
    };
  if (draw(2) && spec?.replicas !== undefined) spec.replicas = draw(3);
  if (draw(2) && object.kind !== 'Pod') object.status = {};
  world.set(key, { ...entry, object });
}

/** Applies one edit: an object appears, changes, or goes. */
function edit(world: Map<string, InventoryObject>, draw: Draw): void {
  if (world.size > 0 && draw(2)) {
    touch(world, draw);
    return;
  }
  const object = drawObject(draw);
  const cluster = pick(draw, ['demo', 'demo', 'other']);
  const key = `${cluster} ${keyOf(object)}`;
  if (world.has(key) && draw(3) === 0) world.delete(key);
  else world.set(key, { cluster, object, source, observedAt });
}

const STATES: ClusterState[] = [
  { name: 'demo', phase: 'reading', kinds: [] },
  {
    name: 'demo',
    phase: 'partly-failing',
    kinds: [{ resource: 'v1/pods', ok: false, count: 1, reason: 'Forbidden.' }],
  },
  {
    name: 'demo',
    phase: 'reading',
    kinds: [
      { resource: 'kafka.strimzi.io/v1beta2/kafkas', ok: true, count: 0 },
    ],
  },
];

function makeAll(
  objects: readonly InventoryObject[],
  rest: {
    probes: ReadonlyMap<string, Observation<ProbeAnswer>>;
    clusterStates: readonly ClusterState[];
    now: number;
    memory?: ServiceMemory;
    profiles?: readonly Profile[];
  },
) {
  const { profiles = PROFILES } = rest;
  const index = indexObjects(objects);
  const grouping = groupObjects({ objects: index, profiles });
  return {
    groups: grouping.groups,
    explanations: grouping.explanations,
    services: buildServices({ objects: index, ...rest, profiles }),
  };
}

/** The same world, in objects that nothing remembers. */
const anew = (objects: readonly InventoryObject[]) =>
  objects.map(entry => structuredClone(entry));

describe('what is made from the last time', () => {
  it('equals what is made anew, after any edits', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.nat(9_999)),
        fc.integer({ min: 20, max: 150 }),
        (stream, size) => {
          const draw: Draw = below => stream.next().value % below;
          const world = new Map<string, InventoryObject>();
          for (let at = 0; at < size; at += 1) edit(world, draw);
          const memory = new ServiceMemory(10_000, () => 1);
          let now = NOW;
          const probes = new Map<string, Observation<ProbeAnswer>>();
          for (let round = 0; round < 20; round += 1) {
            for (let at = draw(3); at >= 0; at -= 2) edit(world, draw);
            const objects = [...world.values()];
            // Longer than what time changes is kept, and shorter than all else.
            now += draw(3) * 10_000;
            const rest = {
              probes,
              clusterStates: [pick(draw, STATES)],
              now,
            };
            const made = makeAll(objects, { ...rest, memory });
            // What was formed last is remembered by the list of profiles.
            const profiles = [...PROFILES];
            expect(made).toEqual(makeAll(anew(objects), { ...rest, profiles }));
            for (const { id } of made.services)
              if (draw(4) === 0)
                probes.set(id, {
                  ok: false,
                  reason: `silent ${draw(3)}`,
                  failure: 'no-answer',
                  since: observedAt,
                  source,
                });
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is the very same for what no edit touches', () => {
    const stream = fc.sample(fc.nat(9_999), { numRuns: 20_000, seed: 1 });
    let at = 0;
    const draw: Draw = below => {
      at += 1;
      return stream[at % stream.length] % below;
    };
    const world = new Map<string, InventoryObject>();
    for (let times = 0; times < 200; times += 1) edit(world, draw);
    const memory = new ServiceMemory(60_000, () => 1);
    const rest = { probes: new Map(), clusterStates: [], now: NOW, memory };
    const before = makeAll([...world.values()], rest);
    const [key, touched] = [...world].find(
      ([, { object, cluster }]) =>
        object.kind === 'ConfigMap' && cluster === 'demo',
    )!;
    world.set(key, structuredClone(touched));
    const after = makeAll([...world.values()], rest);
    const { namespace } = touched.object.metadata;
    const spared = before.services.filter(
      service => service.cluster === 'other' || service.namespace !== namespace,
    );
    const same = after.services.filter(service =>
      before.services.includes(service),
    );
    expect(spared.length).toBeGreaterThan(3);
    expect(same.length).toBeGreaterThanOrEqual(spared.length / 2);
  });
});
