import {
  indexObjects,
  InventoryObject,
  KubernetesObject,
  ServiceGroup,
} from '@254carbon/backstage-plugin-platform-common';
import { chooseSelector } from './chooseSelector';

function entry(object: KubernetesObject): InventoryObject {
  return {
    cluster: 'demo',
    object,
    source: { kind: 'cluster', name: 'demo' },
    observedAt: '',
  };
}

function workload(name: string, labels: Record<string, string>) {
  const pod = entry({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-0`,
      namespace: 'data',
      labels: { ...labels, 'pod-template-hash': 'x' },
    },
  });
  const own = entry({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'data', labels },
    spec: { template: { metadata: { labels } } },
  });
  return { entry: own, pods: [pod], because: '', optional: false };
}

function choose(
  own: ReturnType<typeof workload>[],
  others: ReturnType<typeof workload>[] = [],
) {
  const group = {
    cluster: 'demo',
    namespace: 'data',
    workloads: own,
  } as unknown as ServiceGroup;
  const objects = [...own, ...others].flatMap(one => [one.entry, ...one.pods]);
  return chooseSelector(group, indexObjects(objects));
}

describe('chooseSelector', () => {
  it('takes one label with one value when all workloads share it', () => {
    const labels = (component: string) => ({
      'app.kubernetes.io/name': 'trino',
      app: `trino-${component}`,
    });
    expect(
      choose([
        workload('a', labels('coordinator')),
        workload('b', labels('worker')),
      ]),
    ).toBe('app.kubernetes.io/name=trino');
  });

  it('takes one label with several values otherwise', () => {
    expect(
      choose([
        workload('a', { app: 'trino-worker' }),
        workload('b', { app: 'trino-coordinator' }),
      ]),
    ).toBe('app in (trino-coordinator,trino-worker)');
  });

  it('avoids a label that pods of others carry too', () => {
    const own = workload('a', {
      'app.kubernetes.io/name': 'redis',
      app: 'redis-new',
    });
    const other = workload('b', {
      'app.kubernetes.io/name': 'redis',
      app: 'redis-old',
    });
    expect(choose([own], [other])).toBe('app=redis-new');
  });

  it('gives none rather than one that lies', () => {
    const own = workload('a', { app: 'web' });
    expect(choose([own], [workload('b', { app: 'web' })])).toBeUndefined();
    expect(
      choose([workload('a', { version: '3', 'pod-template-hash': 'x' })]),
    ).toBeUndefined();
    expect(choose([])).toBeUndefined();
  });
});
