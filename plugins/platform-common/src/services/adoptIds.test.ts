import fc from 'fast-check';
import {
  cronJob,
  custom,
  deployment,
  ingress,
  pod,
  seen,
  service,
} from '../__fixtures__/objects';
import { KubernetesObject } from '../kubernetes';
import { PROFILES } from '../profiles';
import { groupObjects, planProbes, ServiceGroup } from '.';

function group(objects: readonly KubernetesObject[]) {
  const { groups } = groupObjects({
    objects: objects.map(object => seen(object)),
    profiles: PROFILES,
  });
  return Object.fromEntries(groups.map(item => [item.id, item]));
}

const names = ({ workloads }: ServiceGroup) =>
  workloads.map(({ entry }) => entry.object.metadata.name);

const called = (id: string) => ({ '254carbon.com/service': id });

describe('ids that people declare', () => {
  it('rename a service, and say which id is left behind', () => {
    const { outlook } = group(
      deployment('forecast', { annotations: called('outlook') }),
    );
    expect(outlook.formerIds).toEqual(['forecast']);
    expect(outlook.explanation.join('\n')).toContain(
      'what is kept under the id forecast belongs to it too',
    );
  });

  it('merge a service into one that has the id by itself', () => {
    const found = group([
      ...deployment('prices'),
      ...deployment('quotes', { annotations: called('prices') }),
    ]);
    expect(Object.keys(found)).toEqual(['prices']);
    expect(names(found.prices)).toEqual(['prices', 'quotes']);
    expect(found.prices.formerIds).toEqual(['quotes']);
  });

  it('merge into a recognised service, which keeps its profile', () => {
    const found = group([
      ...deployment('minio', { image: 'minio/minio:1' }),
      ...deployment('bucket-sweeper', { annotations: called('minio') }),
    ]);
    expect(Object.keys(found)).toEqual(['minio']);
    expect(found.minio.profile?.id).toBe('minio');
    expect(found.minio.title).toBe('MinIO');
    expect(found.minio.formerIds).toEqual(['bucket-sweeper']);
  });

  it('merge across namespaces', () => {
    const found = group([
      ...deployment('a', { annotations: called('both') }),
      ...deployment('b', { namespace: 'other', annotations: called('both') }),
    ]);
    expect(Object.keys(found)).toEqual(['both']);
    expect(found.both.formerIds).toEqual(['a', 'b']);
  });

  it('leave no id behind that another service has', () => {
    const found = group([
      ...deployment('prices', { annotations: called('quotes') }),
      ...deployment('other', { annotations: called('prices') }),
    ]);
    expect(found.quotes.formerIds).toEqual([]);
    expect(found.prices.formerIds).toEqual(['other']);
  });

  it('are kept when the software itself gets another name', () => {
    const { outlook } = group(
      deployment('outlook', {
        annotations: { '254carbon.com/former-ids': 'forecast, Weather_Model' },
      }),
    );
    expect(outlook.formerIds).toEqual(['forecast', 'weather-model']);
  });

  it('are told when they cannot be ids', () => {
    const found = group(
      deployment('a', { annotations: called('My Service!') }),
    );
    expect(found['my-service'].caveats).toEqual([
      "Deployment a declares the service 'My Service!', which cannot be an id; it is called my-service",
    ]);
  });

  it('change nothing for anybody else', () => {
    const someNames = fc.uniqueArray(
      fc.constantFrom('prices', 'quotes', 'minio', 'curves-api', 'curves-ui'),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(someNames, fc.nat(4), (list, at) => {
        const make = (annotated?: string) =>
          group(
            list.flatMap(name =>
              deployment(name, {
                annotations: name === annotated ? called('renamed') : {},
              }),
            ),
          );
        const before = make();
        const chosen = list[at % list.length];
        const after = make(chosen);
        const [, host] = Object.entries(before).find(([, item]) =>
          names(item).includes(chosen),
        )!;
        // Whoever had nothing to do with the renamed one is as before.
        for (const [id, item] of Object.entries(before)) {
          if (item === host || id.startsWith('curves')) continue;
          expect(names(after[id])).toEqual(names(item));
        }
        expect(names(after.renamed)).toEqual([chosen]);
        const ids = Object.values(after).flatMap(({ id, formerIds }) => [
          id,
          ...formerIds,
        ]);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe('the predecessor’s annotations', () => {
  const portal = (what: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(what).map(([key, value]) => [
        `portal.254carbon.com/service-${key}`,
        value,
      ]),
    );

  it('name, describe and place a service that nothing else does', () => {
    const { 'forward-curves': found } = group([
      ...deployment('curves'),
      service('curves', 'curves', { http: 80 }),
      ingress(
        'curves',
        'curves.example.com',
        'curves',
        portal({
          id: 'forward-curves',
          name: 'Forward curves',
          category: 'Machine Learning',
          description: 'Prices of tomorrow.',
          icon: 'curve.svg',
          'health-path': '/healthz',
        }),
      ),
    ]);
    expect(found).toMatchObject({
      title: 'Forward curves',
      description: 'Prices of tomorrow.',
      system: 'machine-learning',
      icon: 'curve.svg',
      formerIds: ['curves'],
    });
    expect(planProbes([found])).toMatchObject([
      { path: '/healthz', serviceName: 'curves', port: 80 },
    ]);
  });

  it('never overrule a profile’s kind, system or question, nor split a service', () => {
    const found = group([
      ...deployment('trino-coordinator', { image: 'trinodb/trino:1' }),
      ...deployment('trino-worker', { image: 'trinodb/trino:1' }),
      service('trino', 'trino-coordinator', { http: 8080 }),
      ingress(
        'trino',
        'trino.example.com',
        'trino',
        portal({ id: 'sql', category: 'Monitoring', 'health-path': '/ui' }),
      ),
    ]);
    expect(Object.keys(found)).toEqual(['sql']);
    expect(names(found.sql)).toEqual(['trino-coordinator', 'trino-worker']);
    expect(found.sql.system).toBe('data');
    expect(found.sql.formerIds).toEqual(['trino']);
    expect(planProbes([found.sql])[0].path).toBe('/v1/info');
  });

  it('yield to ours', () => {
    const found = group([
      ...deployment('curves', { annotations: called('ours') }),
      service('curves', 'curves', { http: 80 }),
      ingress('curves', 'c.example.com', 'curves', portal({ id: 'theirs' })),
    ]);
    expect(Object.keys(found)).toEqual(['ours']);
  });

  it('do not count on an Ingress that leads to several Services, and that is told', () => {
    const both: KubernetesObject = ingress('all', 'x.example.com', 'a', {
      ...portal({ id: 'everything' }),
    });
    both.spec!.defaultBackend = { service: { name: 'b' } };
    const found = group([
      ...deployment('a'),
      service('a', 'a', { http: 80 }),
      ...deployment('b'),
      service('b', 'b', { http: 80 }),
      both,
    ]);
    expect(Object.keys(found)).toEqual(['a', 'b']);
    expect(found.a.caveats[0]).toContain('leads to 2 Services');
  });
});

describe('names that are used twice', () => {
  const MINIO = { image: 'minio/minio:1' };

  it('leave the plain id to the older installation, whose it was', () => {
    const made = (name: string, at?: string) =>
      deployment(name, { image: 'postgres:15' }).map(object => ({
        ...object,
        metadata: { ...object.metadata, creationTimestamp: at },
      }));
    const former = (...objects: KubernetesObject[][]) =>
      Object.values(group(objects.flat())).map(({ id, formerIds }) => [
        id,
        formerIds,
      ]);
    const orders = made('orders-postgres', '2025-01-01T00:00:00Z');
    expect(former(orders)).toEqual([['postgresql', []]]);
    expect(
      former(orders, made('kong-postgres', '2026-01-01T00:00:00Z')),
    ).toEqual([
      ['kong-postgres', []],
      ['orders-postgres', ['postgresql']],
    ]);
    const same = made('kong-postgres', '2025-01-01T00:00:00Z');
    expect(former(orders, same).flatMap(([, ids]) => ids)).toEqual([]);
  });

  it('are told on every service that has one, in two namespaces or two clusters', () => {
    const spaces = group([
      ...deployment('minio', { ...MINIO, namespace: 'a' }),
      ...deployment('minio', { ...MINIO, namespace: 'b' }),
    ]);
    for (const id of ['minio-a', 'minio-b'])
      expect(spaces[id].caveats).toEqual([
        `called ${id}, because minio exists in namespace a of cluster demo and in namespace b of cluster demo`,
      ]);
    const { groups } = groupObjects({
      objects: ['east', 'west'].flatMap(cluster =>
        deployment('minio', MINIO).map(object => seen(object, cluster)),
      ),
      profiles: PROFILES,
    });
    expect(groups.map(({ caveats }) => caveats.length)).toEqual([1, 1]);
  });
});

describe('whose a service is', () => {
  const space = (owner?: string): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'data',
      ...(owner ? { annotations: { '254carbon.com/owner': owner } } : {}),
    },
  });
  const owned = (annotations: Record<string, string>, owner?: string) => {
    const found = group([
      space(owner),
      ...deployment('trino', { image: 'trinodb/trino:1', annotations }),
    ]);
    return found.trino;
  };

  it('is said by the workload, then the namespace, then the profile, then the default', () => {
    const own = { '254carbon.com/owner': 'quants' };
    expect(owned(own, 'desk').owner).toBe('group:default/quants');
    expect(owned({}, 'group:default/desk').owner).toBe('group:default/desk');
    expect(owned({}).owner).toBe('group:default/data-engineering');
    expect(group(deployment('mine')).mine.owner).toBe(
      'group:default/platform-engineering',
    );
  });

  it('is said by a workload before the namespace of another part, and quarrels are told', () => {
    const found = group([
      space('desk'),
      ...deployment('trino-coordinator', { image: 'trinodb/trino:1' }),
      ...deployment('trino-worker', {
        image: 'trinodb/trino:1',
        annotations: { '254carbon.com/owner': 'quants' },
      }),
    ]).trino;
    expect(found.owner).toBe('group:default/quants');
    expect(found.caveats).toEqual([]);
    const quarrel = group([
      ...deployment('curves-api', {
        annotations: { '254carbon.com/owner': 'a' },
      }),
      ...deployment('curves-ui', {
        annotations: { '254carbon.com/owner': 'b' },
      }),
    ]).curves;
    expect(quarrel.owner).toBe('group:default/a');
    expect(quarrel.caveats[0]).toContain('declares the owner a and');
  });
});

describe('what belongs together', () => {
  it('follows a Helm release or an Argo CD application of one thing', () => {
    const helm = {
      'meta.helm.sh/release-name': 'curves',
      'meta.helm.sh/release-namespace': 'data',
    };
    const found = group([
      ...deployment('curves-ingest', { annotations: helm }),
      ...deployment('curves-score', { annotations: helm }),
      ...deployment('other'),
    ]);
    expect(Object.keys(found)).toEqual(['curves', 'other']);
    expect(found.curves.deployedBy).toEqual([
      { kind: 'helm-release', name: 'curves', namespace: 'data' },
    ]);
    expect(found.curves.explanation).toContain(
      'installed by Helm release curves',
    );
    const argo = {
      'argocd.argoproj.io/tracking-id': 'bids:apps/Deployment:data/x',
    };
    const application = custom('argoproj.io/v1alpha1', 'Application', 'bids', {
      namespace: 'argocd',
    });
    const bids = group([
      application,
      ...deployment('bids-book', { annotations: argo }),
      ...deployment('bids-match', { annotations: argo }),
    ]).bids;
    expect(names(bids)).toEqual(['bids-book', 'bids-match']);
    expect(bids.applications.map(({ object }) => object)).toEqual([
      application,
    ]);
  });

  it('does not take an umbrella for a service', () => {
    const helm = { 'meta.helm.sh/release-name': 'platform' };
    const found = group([
      ...deployment('curves', { annotations: helm }),
      ...deployment('bids', { annotations: helm }),
    ]);
    expect(Object.keys(found)).toEqual(['bids', 'curves']);
  });

  it('finds the application that lists a workload', () => {
    const application = custom('argoproj.io/v1alpha1', 'Application', 'apps', {
      namespace: 'argocd',
      status: {
        resources: [{ kind: 'Deployment', namespace: 'data', name: 'curves' }],
      },
    });
    const { curves } = group([application, ...deployment('curves')]);
    expect(curves.deployedBy).toEqual([
      { kind: 'argocd-application', name: 'apps' },
    ]);
  });

  it('gives the pods that an operator makes to its custom resource, with budget and all', () => {
    const budget: KubernetesObject = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'events-kafka', namespace: 'data' },
      spec: { selector: { matchLabels: { 'strimzi.io/cluster': 'events' } } },
    };
    const { kafka } = group([
      custom('kafka.strimzi.io/v1', 'Kafka', 'events'),
      pod('events-kafka-0', { labels: { 'strimzi.io/cluster': 'events' } }),
      budget,
    ]);
    expect(names(kafka)).toEqual(['events']);
    expect(kafka.workloads[0].pods).toHaveLength(1);
    expect(kafka.disruptionBudgets).toHaveLength(1);
  });

  it('keeps every id when the platform is installed again', () => {
    const objects = [
      ...deployment('trino-coordinator', { image: 'trinodb/trino:1' }),
      ...deployment('prices', { annotations: called('quotes') }),
      cronJob('trino-sweep'),
      custom('kafka.strimzi.io/v1', 'Kafka', 'events'),
    ];
    const again = objects.map((object): KubernetesObject => {
      const text = JSON.stringify(object);
      return JSON.parse(
        text.replace(/uid-/g, 'other-').replace(/7f9c6d5b4/g, '5d5c6b7f8'),
      );
    });
    const shape = (list: readonly KubernetesObject[]) =>
      Object.values(group(list)).map(({ id, formerIds, title }) => [
        id,
        formerIds,
        title,
      ]);
    expect(shape(again)).toEqual(shape(objects));
  });
});
