import {
  deployment,
  ingress,
  minutesAgo,
  NOW,
  pod,
  seen,
  service,
} from '../__fixtures__/objects';
import { indexObjects, KubernetesObject } from '../kubernetes';
import { ServiceSchema } from '../model';
import { PROFILES } from '../profiles';
import {
  blastRadius,
  buildServices,
  BuildServicesInput,
  groupServices,
  listEvents,
  planProbes,
} from '.';

function build(
  objects: readonly KubernetesObject[],
  more: Partial<BuildServicesInput> = {},
) {
  return buildServices({
    objects: objects.map(object => seen(object)),
    profiles: PROFILES,
    probes: new Map(),
    clusterStates: [],
    now: NOW,
    ...more,
  });
}

const PLATFORM: KubernetesObject[] = [
  ...deployment('minio', { image: 'minio/minio:1' }),
  service('minio-service', 'minio', { api: 9000 }),
  ...deployment('trino-coordinator', {
    image: 'trinodb/trino:436',
    container: {
      env: [
        {
          name: 'DB_URL',
          value:
            'postgresql://trino:s3cret@kong-postgres.kong.svc.cluster.local:5432/x',
        },
      ],
    },
  }),
  service('trino', 'trino-coordinator', { http: 8080 }),
  ingress('trino', 'trino.example.com', 'trino'),
  ...deployment('kong-postgres', { image: 'postgres:15', namespace: 'kong' }),
  service('kong-postgres', 'kong-postgres', { pg: 5432 }, 'kong'),
  ...deployment('reports', {
    container: {
      args: ['--engine=trino:8080', '--word', 'minio'],
      envFrom: [{ configMapRef: { name: 'reports' } }],
    },
  }),
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'reports', namespace: 'data' },
    data: { 'app.properties': 's3.endpoint=http://minio-service:9000\n' },
  },
];

describe('buildServices', () => {
  const services = build(PLATFORM);
  const byId = (id: string) => services.find(item => item.id === id)!;

  it('gives the shape of the contract, sorted by system and title', () => {
    for (const item of services)
      expect(() => ServiceSchema.parse(item)).not.toThrow();
    expect(services.map(({ id }) => id)).toEqual([
      'reports',
      'trino',
      'minio',
      'postgresql',
    ]);
    expect(byId('minio').entityRef).toBe('resource:default/minio');
  });

  it('lists endpoints inside and outside, and links', () => {
    expect(byId('trino').endpoints).toEqual([
      {
        scope: 'external',
        address: 'https://trino.example.com/',
        declaredBy: 'Ingress data/trino',
      },
      {
        scope: 'cluster',
        address: 'trino.data.svc:8080',
        declaredBy: 'Service data/trino',
      },
    ]);
    expect(byId('trino').links.map(({ title }) => title)).toEqual([
      'trino.example.com',
      'Trino documentation',
    ]);
  });

  it('declares dependencies by profile, and only on what exists', () => {
    expect(
      byId('trino').dependsOn.find(({ serviceId }) => serviceId === 'minio'),
    ).toMatchObject({
      confidence: 'declared',
    });
    expect(
      byId('trino').dependsOn.some(
        ({ serviceId }) => serviceId === 'iceberg-rest-catalog',
      ),
    ).toBe(false);
  });

  it('infers dependencies from addresses, and never repeats what stands around them', () => {
    expect(
      byId('trino').dependsOn.find(
        ({ serviceId }) => serviceId === 'postgresql',
      ),
    ).toEqual({
      serviceId: 'postgresql',
      confidence: 'inferred',
      evidence:
        'Deployment data/trino-coordinator: env DB_URL names kong-postgres.kong.svc.cluster.local:5432',
    });
    expect(byId('reports').dependsOn).toEqual([
      {
        serviceId: 'minio',
        confidence: 'inferred',
        evidence:
          'ConfigMap data/reports: ConfigMap reports names minio-service:9000',
      },
      {
        serviceId: 'trino',
        confidence: 'inferred',
        evidence: 'Deployment data/reports: its arguments name trino:8080',
      },
    ]);
    expect(JSON.stringify(services)).not.toContain('s3cret');
  });

  it('reveals the blast radius', () => {
    expect(blastRadius(services, 'minio')).toEqual(['reports', 'trino']);
    expect(blastRadius(services, 'postgresql')).toEqual(['reports', 'trino']);
    expect(blastRadius(services, 'reports')).toEqual([]);
    const edge = (to: string) => ({
      to,
      source: 'declared' as const,
      confidence: 'likely' as const,
      evidence: [],
    });
    const ring = [
      { id: 'a', dependencies: [edge('b')] },
      { id: 'b', dependencies: [edge('a')] },
    ];
    expect(blastRadius(ring, 'a')).toEqual(['b']);
  });

  it('flags what is judged from kinds that fail at present, and says why', () => {
    const state = {
      name: 'demo',
      phase: 'partly-failing' as const,
      kinds: [
        {
          resource: 'apps/v1/deployments',
          ok: false,
          count: 4,
          reason: '403 Forbidden',
        },
      ],
    };
    const [first] = build(PLATFORM, { clusterStates: [state] });
    expect(first.health.stale).toBe(true);
    expect(first.health.evidence.at(-1)?.statement).toBe(
      'apps/v1/deployments of cluster demo cannot be read: 403 Forbidden',
    );
  });
});

describe('planProbes', () => {
  it('finds the port that leads to the container’s, by number and by name', () => {
    const objects = [
      ...deployment('grafana', {
        image: 'grafana/grafana:10',
        container: { ports: [{ name: 'web', containerPort: 3000 }] },
      }),
      service('grafana', 'grafana', { http: 80 }),
    ];
    const ports = objects.at(-1)!.spec!.ports as { targetPort?: string }[];
    ports[0].targetPort = 'web';
    const groups = groupServices({
      objects: objects.map(object => seen(object)),
      profiles: PROFILES,
    });
    expect(planProbes(groups)).toEqual([
      {
        serviceId: 'grafana',
        cluster: 'demo',
        namespace: 'data',
        serviceName: 'grafana',
        port: 80,
        protocol: 'http',
        scheme: 'http',
        path: '/api/health',
        send: '',
        timeoutMs: 3000,
      },
    ]);
  });

  it('asks over TCP where the software has no other address', () => {
    const groups = groupServices({
      objects: PLATFORM.map(object => seen(object)),
      profiles: PROFILES,
    });
    expect(
      planProbes(groups).find(({ serviceId }) => serviceId === 'postgresql'),
    ).toMatchObject({
      protocol: 'tcp',
      port: 5432,
      send: '\x00\x00\x00\x08\x04\xd2\x16\x2f',
    });
  });
});

describe('listEvents', () => {
  it('gives events about the workload, its ReplicaSet and pods, newest first', () => {
    const event = (
      name: string,
      kind: string,
      minutes: number,
    ): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}-${minutes}`, namespace: 'data' },
      involvedObject: { kind, name, namespace: 'data' },
      type: 'Warning',
      reason: 'BackOff',
      message: 'again',
      count: 3,
      lastTimestamp: minutesAgo(minutes),
    });
    const objects = [
      ...deployment('orders'),
      pod('stranger'),
      event('orders-7f9c6d5b4-x0', 'Pod', 5),
      event('orders-7f9c6d5b4', 'ReplicaSet', 9),
      event('orders', 'Deployment', 1),
      event('stranger', 'Pod', 2),
    ];
    const index = indexObjects(objects.map(object => seen(object)));
    const group = groupServices({ objects: index, profiles: PROFILES }).find(
      ({ id }) => id === 'orders',
    )!;
    expect(
      listEvents(index, group).map(({ object, lastSeen }) => [
        object,
        lastSeen,
      ]),
    ).toEqual([
      ['Deployment data/orders', minutesAgo(1)],
      ['Pod data/orders-7f9c6d5b4-x0', minutesAgo(5)],
      ['ReplicaSet data/orders-7f9c6d5b4', minutesAgo(9)],
    ]);
  });
});
