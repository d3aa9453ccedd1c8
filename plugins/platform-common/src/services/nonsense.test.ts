/** A cluster may hold anything. Whatever it holds, services are formed, judged and explained. */
import fc from 'fast-check';
import { NOW, seen } from '../__fixtures__/objects';
import { indexObjects, KubernetesObject, ROUTE_KINDS } from '../kubernetes';
import { ExplanationSchema, ServiceSchema } from '../model';
import { PROFILES } from '../profiles';
import {
  buildServices,
  explainObject,
  groupObjects,
  planProbes,
  SERVICE_ANNOTATIONS,
  walkDependencies,
} from '.';

const KINDS: [string, string][] = [
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['batch/v1', 'CronJob'],
  ['batch/v1', 'Job'],
  ['v1', 'Pod'],
  ['v1', 'Service'],
  ['v1', 'ConfigMap'],
  ['v1', 'Namespace'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['gateway.networking.k8s.io/v1', 'Gateway'],
  ['networking.istio.io/v1', 'VirtualService'],
  ['configuration.konghq.com/v1alpha1', 'KongRoute'],
  ['traefik.io/v1alpha1', 'IngressRoute'],
  ['argoproj.io/v1alpha1', 'Application'],
  ['kafka.strimzi.io/v1', 'Kafka'],
  ['velero.io/v1', 'Backup'],
];

const KEYS = [
  'spec',
  'template',
  'metadata',
  'labels',
  'containers',
  'env',
  'args',
  'name',
  'value',
  'image',
  'selector',
  'matchLabels',
  'podSelector',
  'egress',
  'ingress',
  'to',
  'from',
  'rules',
  'hosts',
  'backendRefs',
  'parentRefs',
  'host',
  'http',
  'paths',
  'route',
  'destination',
  'replicas',
  'conditions',
  'resources',
  'metrics',
  'ports',
  'port',
];
const words = fc.constantFrom(
  'a',
  'minio',
  'a.b',
  'http://minio:80',
  '',
  '*',
  'minio/minio:1',
);
const json = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 6 },
    words,
    fc.constantFrom(null, true, 0, -1, 80),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 5 }),
  ),
})).value;

const texts = fc.dictionary(
  fc.constantFrom(
    'app',
    'app.kubernetes.io/name',
    ...Object.values(SERVICE_ANNOTATIONS),
    'portal.254carbon.com/service-id',
    'argocd.argoproj.io/tracking-id',
    'meta.helm.sh/release-name',
  ),
  words,
);

const object = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    name: fc.constantFrom('a', 'b', 'minio'),
    labels: texts,
    annotations: texts,
    spec: json,
    status: json,
    data: json,
  })
  .map(
    ({ kind: [apiVersion, kind], name, labels, annotations, ...rest }) =>
      ({
        apiVersion,
        kind,
        metadata: { name, namespace: 'data', labels, annotations },
        ...rest,
      } as KubernetesObject),
  );

describe('a cluster that holds anything', () => {
  it('knows every kind of route', () => {
    const known = new Set(KINDS.map(([, kind]) => kind));
    const missing = [...ROUTE_KINDS.keys()].filter(kind => !known.has(kind));
    expect(missing).toEqual(['GRPCRoute', 'TCPIngress']);
  });

  it('has services in the shape of the contract, and an explanation for all', () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 8 }), objects => {
        const index = indexObjects(objects.map(item => seen(item)));
        const grouping = groupObjects({ objects: index, profiles: PROFILES });
        const services = buildServices({
          objects: index,
          profiles: PROFILES,
          probes: new Map(),
          clusterStates: [],
          now: NOW,
        });
        for (const service of services) ServiceSchema.parse(service);
        const ids = services.flatMap(({ id, formerIds }) => [id, ...formerIds]);
        expect(new Set(ids).size).toBe(ids.length);
        expect(planProbes(grouping.groups).length).toBeLessThanOrEqual(
          services.length,
        );
        for (const { id } of services)
          walkDependencies(services, id, { direction: 'dependents' });
        for (const { kind, metadata } of objects) {
          const told = explainObject(
            { kind, name: metadata.name },
            {
              index,
              grouping,
              services,
              clusters: [],
              profiles: PROFILES,
              now: NOW,
            },
          );
          ExplanationSchema.parse(told);
        }
      }),
      { numRuns: 300 },
    );
  });
});
