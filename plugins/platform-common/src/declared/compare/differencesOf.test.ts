import fc from 'fast-check';
import { JsonObject, KubernetesObject } from '../../kubernetes';
import { differencesOf } from './differencesOf';

const name = fc.stringMatching(/^[a-z]{1,8}$/);
const amount = fc.constantFrom(
  '250m',
  '0.5',
  '1',
  '2000m',
  '512Mi',
  '1Gi',
  '1024Mi',
  '1.5Gi',
);

const container = fc.record({
  name,
  image: fc.stringMatching(/^[a-z]{1,6}:[0-9]{1,2}$/),
  ports: fc.uniqueArray(
    fc.record({ containerPort: fc.integer({ min: 1, max: 65535 }) }),
    { maxLength: 3, selector: port => port.containerPort },
  ),
  env: fc.uniqueArray(fc.record({ name, value: fc.string() }), {
    maxLength: 3,
    selector: one => one.name,
  }),
  args: fc.array(fc.string(), { maxLength: 3 }),
  resources: fc.record({ limits: fc.record({ cpu: amount, memory: amount }) }),
  tty: fc.boolean(),
});

const deployment = fc.record({
  containers: fc.uniqueArray(container, {
    minLength: 1,
    maxLength: 3,
    selector: one => one.name,
  }),
  replicas: fc.integer({ min: 0, max: 5 }),
  labels: fc.dictionary(name, fc.stringMatching(/^[a-z0-9]{0,5}$/), {
    noNullPrototype: true,
  }),
  nodeSelector: fc.dictionary(name, name, { noNullPrototype: true }),
});

type Drawn = typeof deployment extends fc.Arbitrary<infer T> ? T : never;

function manifestOf({
  containers,
  replicas,
  labels,
  nodeSelector,
}: Drawn): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'data', labels },
    spec: {
      replicas,
      template: { metadata: { labels }, spec: { containers, nodeSelector } },
    },
  };
}

/** What a server writes for the same amount. */
const CANONICAL: Record<string, string> = {
  '0.5': '500m',
  '2000m': '2',
  '1024Mi': '1Gi',
  '1.5Gi': '1536Mi',
};

/** The object as an API server would give it back: defaults filled in, what says nothing left out, amounts rewritten. */
function asServed(manifest: KubernetesObject): KubernetesObject {
  const copy = structuredClone(manifest) as KubernetesObject & {
    spec: JsonObject;
  };
  const pod = (copy.spec.template as JsonObject).spec as JsonObject;
  const containers = pod.containers as JsonObject[];
  for (const one of containers) {
    const { limits } = one.resources as { limits: Record<string, string> };
    for (const key of Object.keys(limits))
      limits[key] = CANONICAL[limits[key]] ?? limits[key];
    (one.resources as JsonObject).requests = { ...limits };
    for (const port of one.ports as JsonObject[]) port.protocol = 'TCP';
    for (const variable of one.env as JsonObject[])
      if (variable.value === '') delete variable.value;
    for (const key of ['ports', 'env', 'args'])
      if ((one[key] as []).length === 0) delete one[key];
    if (one.tty === false) delete one.tty;
    one.terminationMessagePath = '/dev/termination-log';
    one.imagePullPolicy = 'IfNotPresent';
  }
  // A server keeps the order of containers; an injected one may come first.
  pod.containers = [{ name: 'INJECTED', image: 'proxy:1' }, ...containers];
  if (Object.keys(pod.nodeSelector as object).length === 0)
    delete pod.nodeSelector;
  Object.assign(pod, { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst' });
  copy.spec.strategy = { type: 'RollingUpdate' };
  copy.metadata = {
    ...copy.metadata,
    uid: 'u',
    resourceVersion: '7',
    generation: 3,
    creationTimestamp: '2026-01-01T00:00:00Z',
    annotations: { 'deployment.kubernetes.io/revision': '4' },
  };
  copy.status = { readyReplicas: 1 };
  return copy;
}

describe('differencesOf', () => {
  it('finds none between an object and itself, nor what a server made of it', () => {
    fc.assert(
      fc.property(deployment, drawn => {
        const manifest = manifestOf(drawn);
        expect(differencesOf(manifest, manifest)).toEqual([]);
        expect(differencesOf(manifest, asServed(manifest))).toEqual([]);
      }),
    );
  });

  it('finds every changed image, by the name of the container', () => {
    fc.assert(
      fc.property(deployment, fc.nat(), (drawn, choice) => {
        const manifest = manifestOf(drawn);
        const served = asServed(manifest);
        const pod = (served.spec?.template as JsonObject).spec as JsonObject;
        const containers = (pod.containers as JsonObject[]).slice(1);
        const changed = containers[choice % containers.length];
        const before = changed.image;
        changed.image = 'other:0';
        expect(differencesOf(manifest, served)).toEqual([
          {
            path: `spec.template.spec.containers[${changed.name}].image`,
            declared: JSON.stringify(before),
            observed: '"other:0"',
          },
        ]);
      }),
    );
  });

  const map = (data: JsonObject, metadata = {}): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'm', ...metadata },
    data,
  });

  it('tells what is missing, and of another shape', () => {
    expect(
      differencesOf(map({ a: 'b', c: { d: 'e' } }), map({ c: 'x' })),
    ).toEqual([
      { path: 'data.a', declared: '"b"' },
      { path: 'data.c', declared: '{"d":"e"}', observed: '"x"' },
    ]);
  });

  it('compares labels and annotations that are declared, and no other', () => {
    const declared = map(
      {},
      { labels: { tier: 'web' }, annotations: { note: 'a' } },
    );
    const observed = map(
      {},
      {
        labels: { tier: 'db', added: 'x' },
        annotations: { note: 'a', other: 'y' },
      },
    );
    expect(differencesOf(declared, observed)).toEqual([
      { path: 'metadata.labels.tier', declared: '"web"', observed: '"db"' },
    ]);
  });

  it('takes what is filled in on the way to the cluster for what it became', () => {
    const image = (text: string): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x' },
      spec: { containers: [{ name: 'a', image: text }] },
    });
    const compare = (declared: string, observed: string) =>
      differencesOf(image(declared), image(observed)).length;
    expect(compare('${REGISTRY}/web:${TAG:=1}', 'r.example.com/web:7')).toBe(0);
    expect(compare('${REGISTRY}/web:${TAG}', 'r.example.com/api:7')).toBe(1);
    expect(compare('web:${TAG}-ab', 'web:-a')).toBe(1);
    expect(compare('web:1', 'web:${TAG}')).toBe(1);
  });

  it('does not compare what was withheld', () => {
    expect(
      differencesOf(map({ a: 'redacted(data.a, password)' }), map({ a: 'x' })),
    ).toEqual([]);
    expect(
      differencesOf(map({ a: 'x' }), map({ a: 'url [redacted] rest' })),
    ).toEqual([]);
  });

  it('leaves to an autoscaler what is its own', () => {
    const of = (replicas: number): KubernetesObject => ({
      ...map({}),
      spec: { replicas },
    });
    expect(differencesOf(of(2), of(5))).toHaveLength(1);
    expect(differencesOf(of(2), of(5), new Set(['spec.replicas']))).toEqual([]);
  });

  it.each([
    [
      { ports: [{ port: 80 }, { port: 443 }] },
      {
        ports: [
          { port: 443, protocol: 'TCP' },
          { port: 80, protocol: 'TCP' },
        ],
      },
      0,
    ],
    [
      { ports: [{ port: 53 }, { port: 53, protocol: 'UDP' }] },
      { ports: [{ port: 53, protocol: 'TCP' }], x: 1 },
      1,
    ],
    [{ duration: '720h' }, { duration: '720h0m0s' }, 0],
    [{ duration: '1h' }, { duration: '61m' }, 1],
    [{ targetPort: '8080' }, { targetPort: 8080 }, 0],
    [{ paused: false, empty: {}, none: null, list: [] }, {}, 0],
    [{ paused: true }, {}, 1],
    [{ args: ['a', 'b'] }, { args: ['b', 'a'] }, 2],
    [{ args: ['a'] }, { args: ['a', 'b'] }, 1],
    [{ replicas: 0 }, { replicas: 1 }, 1],
    [
      { hard: { 'limits.memory': '2Gi' } },
      { hard: { 'limits.memory': '2048Mi' } },
      0,
    ],
    [{ minAvailable: '50%' }, { minAvailable: 1 }, 1],
  ])('%j against %j: %d', (declared, observed, count) => {
    const of = (spec: object): KubernetesObject => ({
      ...map({}),
      spec: spec as JsonObject,
    });
    expect(differencesOf(of(declared), of(observed))).toHaveLength(count);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const of = (spec: unknown): KubernetesObject => ({
          ...map({}),
          spec: spec as JsonObject,
        });
        expect(Array.isArray(differencesOf(of(one), of(other)))).toBe(true);
        expect(differencesOf(of(one), of(one))).toEqual([]);
      }),
    );
  });
});
