/**
 * The demo platform as services: what people know by name, whose it is, and what stands on what. The
 * graph must reveal what the platform's own documents warn of: one object store and one database carry
 * nearly everything, and the backups are kept in the very store that they are to save.
 */
import {
  buildServices,
  groupObjects,
  indexObjects,
  InventoryObject,
  PROFILES,
  walkDependencies,
} from '@254carbon/backstage-plugin-platform-common';
import { buildPlatform } from '@254carbon/platform-simulator';

const now = Date.parse('2025-10-24T17:26:00Z');
const index = indexObjects(
  buildPlatform({ now, seed: 1 }).map(
    (object): InventoryObject => ({
      cluster: 'demo',
      object: object as InventoryObject['object'],
      source: { kind: 'cluster', name: 'demo' },
      observedAt: new Date(now).toISOString(),
    }),
  ),
);
const { groups, explanations } = groupObjects({
  objects: index,
  profiles: PROFILES,
});
const services = buildServices({
  objects: index,
  profiles: PROFILES,
  probes: new Map(),
  clusterStates: [],
  now,
});
const byId = new Map(services.map(service => [service.id, service]));

describe('the demo platform', () => {
  it('is recognised, but for what the platform wrote itself', () => {
    const unknown = services.filter(({ profileId }) => !profileId);
    expect(unknown.map(({ id }) => id)).toEqual(['data-archival']);
  });

  it('makes one service of what people call by one name', () => {
    const parts = (id: string) =>
      byId
        .get(id)
        ?.workloads.filter(({ kind }) => kind === 'Deployment')
        .map(({ name }) => name);
    expect(parts('dolphinscheduler')).toEqual([
      'dolphinscheduler-alert',
      'dolphinscheduler-api',
      'dolphinscheduler-master',
      'dolphinscheduler-worker',
    ]);
    expect(parts('datahub')).toHaveLength(4);
    expect(parts('superset')).toHaveLength(3);
    expect(byId.get('kafka')?.workloads.map(({ kind }) => kind)).toContain(
      'Kafka',
    );
  });

  it('tells the two installations of Redis apart', () => {
    const all = services.filter(({ profileId }) => profileId === 'redis');
    expect(all.map(({ id }) => id).sort()).toEqual(['redis', 'redis-bitnami']);
  });

  it('has a reason for every object that is left out', () => {
    const out = explanations.filter(({ serviceId }) => !serviceId);
    for (const { because } of out)
      expect(because).toMatch(/^left out, because .+/);
    const workloads = explanations.filter(
      ({ key, serviceId }) =>
        / (Deployment|StatefulSet|DaemonSet) /.test(key) && !serviceId,
    );
    expect(workloads).toEqual([]);
  });

  it.each([
    ['dolphinscheduler', ['minio', 'postgresql', 'zookeeper']],
    ['trino', ['iceberg-rest-catalog', 'minio', 'postgresql']],
    ['iceberg-rest-catalog', ['minio', 'postgresql']],
    ['superset', ['postgresql', 'redis', 'trino']],
    ['spark-history', ['minio']],
    ['datahub', ['elasticsearch', 'kafka', 'neo4j', 'postgresql']],
    ['lakefs', ['minio', 'postgresql']],
    ['kong', ['postgresql']],
    ['graphql-gateway', ['portal-services']],
    ['grafana', ['loki', 'victoria-metrics']],
    ['fluent-bit', ['loki']],
    ['velero', ['minio']],
    ['cloudflare-tunnel', ['ingress-nginx']],
  ])('%s stands on %j', (id, needed) => {
    const edges = byId.get(id)?.dependencies ?? [];
    expect(edges.map(({ to }) => to)).toEqual(expect.arrayContaining(needed));
    for (const { to, confidence } of edges)
      expect([to, needed.includes(to) && confidence === 'possible']).toEqual([
        to,
        false,
      ]);
  });

  it('shows autoscalers and routes as possible edges only', () => {
    const trino = byId.get('trino')?.dependencies ?? [];
    const to = (id: string) => trino.find(edge => edge.to === id)?.confidence;
    expect(to('metrics-server')).toBe('possible');
    expect(to('ingress-nginx')).toBe('possible');
  });

  it('reveals the two stores that everything stands on, and backups inside one of them', () => {
    const hit = (id: string) =>
      walkDependencies(services, id, { direction: 'dependents' }).map(
        service => service.id,
      );
    expect(hit('minio')).toEqual(
      expect.arrayContaining(['velero', 'trino', 'superset', 'lakefs']),
    );
    expect(hit('postgresql')).toEqual(
      expect.arrayContaining([
        'dolphinscheduler',
        'superset',
        'datahub',
        'kong',
      ]),
    );
    const backups = byId
      .get('velero')
      ?.dependencies.find(({ to }) => to === 'minio');
    expect(backups).toMatchObject({
      source: 'declared',
      confidence: 'certain',
    });
    expect(backups?.evidence.at(-1)?.path).toBe('spec.config.s3Url');
  });

  it('names no address of anything but what is there', () => {
    const ids = new Set(groups.map(({ id }) => id));
    for (const { id, dependencies } of services)
      for (const { to } of dependencies)
        expect([id, to, ids.has(to) && to !== id]).toEqual([id, to, true]);
  });
});
