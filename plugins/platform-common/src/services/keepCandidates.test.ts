import { deployment, pod, seen, service } from '../__fixtures__/objects';
import { indexObjects, InventoryObject, KubernetesObject } from '../kubernetes';
import { PROFILES } from '../profiles';
import { groupServices } from './groupServices';

const OTHERS = Array.from({ length: 6 }, (_, at) => `other-${at}`);

/** One namespace, as an index would be read of it. */
const WORLD = [
  ...deployment('orders', { namespace: 'shop' }),
  service('orders', 'orders', { http: 80 }, 'shop'),
  ...OTHERS.flatMap(name => deployment(name, { namespace: 'shop' })),
].map(object => seen(object));

const group = (objects: readonly InventoryObject[], profiles = PROFILES) =>
  groupServices({ objects: indexObjects(objects), profiles });

function change(
  kind: string,
  name: string,
  make: (object: KubernetesObject) => void,
): InventoryObject[] {
  return WORLD.map(entry => {
    const { metadata } = entry.object;
    if (entry.object.kind !== kind || metadata.name !== name) return entry;
    const object = structuredClone(entry.object);
    make(object);
    return { ...entry, object };
  });
}

/** Ids of the services that are not the very same ones as before a change. */
function touchedBy(objects: readonly InventoryObject[]): string[] {
  const before = group(WORLD);
  const after = group(objects);
  return after.filter(one => !before.includes(one)).map(({ id }) => id);
}

const ALL = [...OTHERS, 'orders'];

describe('what stays of a place in which something changed', () => {
  it('is every service but the one whose workload says something else of itself', () => {
    const annotated = change('Deployment', 'orders', ({ metadata }) => {
      metadata.annotations = { '254carbon.com/owner': 'group:default/x' };
    });
    expect(touchedBy(annotated)).toEqual(['orders']);
    expect(
      touchedBy(
        change('Deployment', 'orders', object => {
          object.status = { readyReplicas: 0 };
        }),
      ),
    ).toEqual(['orders']);
  });

  it('is every service but the one whose pod says something else of itself', () => {
    const { name } = WORLD.find(
      ({ object }) =>
        object.kind === 'Pod' && object.metadata.name.startsWith('orders-'),
    )!.object.metadata;
    const failing = change('Pod', name, object => {
      object.status = { phase: 'Failed' };
    });
    expect(touchedBy(failing)).toEqual(['orders']);
  });

  it('is everything when something speaks up that no service is made from', () => {
    const event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'orders.1', namespace: 'shop' },
    };
    const endpoints = { ...event, kind: 'Endpoints' };
    expect(touchedBy([...WORLD, seen(event), seen(endpoints)])).toEqual([]);
  });

  it('is nothing when something changed that all of them may see', () => {
    const labelled = change('Deployment', 'orders', ({ metadata }) => {
      metadata.labels = { ...metadata.labels, new: 'label' };
    });
    expect(touchedBy(labelled)).toEqual(expect.arrayContaining(ALL));
    const selecting = change('Service', 'orders', object => {
      object.spec = { selector: { app: 'other-1' } };
    });
    expect(touchedBy(selecting)).toEqual(expect.arrayContaining(ALL));
    const extra = seen(pod('orders-new', { namespace: 'shop' }));
    expect(touchedBy([...WORLD, extra])).toEqual(expect.arrayContaining(ALL));
  });

  it('is nothing when pods are made in another way, for policies select by that', () => {
    const relabelled = change('Deployment', 'orders', object => {
      const template = object.spec?.template as {
        metadata: { labels: Record<string, string> };
      };
      template.metadata.labels.tier = 'back';
    });
    expect(touchedBy(relabelled)).toEqual(expect.arrayContaining(ALL));
  });

  it('is nothing where a custom resource changes that is called like what says nothing', () => {
    const node = {
      apiVersion: 'longhorn.io/v1beta2',
      kind: 'Event',
      metadata: { name: 'disk', namespace: 'shop' },
    };
    expect(touchedBy([...WORLD, seen(node)])).toEqual(
      expect.arrayContaining(ALL),
    );
  });

  it('is nothing of a service that hangs below what says nothing elsewhere', () => {
    const account = (labels: Record<string, string>) => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'robot', namespace: 'shop', uid: 'r', labels },
    });
    const owned = change('Deployment', 'orders', ({ metadata }) => {
      const { apiVersion, kind } = account({});
      metadata.ownerReferences = [
        { apiVersion, kind, name: 'robot', uid: 'r' },
      ];
    });
    group([...owned, seen(account({}))]);
    const after = [...owned, seen(account({ new: 'label' }))];
    const anew = group(structuredClone(after), [...PROFILES]);
    expect(group(after)).toEqual(anew);
  });

  it('follows a workload that becomes part of something else', () => {
    const cluster = seen({
      apiVersion: 'kafka.strimzi.io/v1beta2',
      kind: 'Kafka',
      metadata: { name: 'events', namespace: 'shop' },
    });
    const before = [...WORLD, cluster];
    group(before);
    const joined = change('Deployment', 'orders', object => {
      const template = object.spec?.template as {
        metadata: { labels: Record<string, string> };
      };
      template.metadata.labels['strimzi.io/cluster'] = 'events';
    });
    const after = group([...joined, cluster]);
    // What was formed last is remembered by the list of profiles.
    const anew = group(structuredClone([...joined, cluster]), [...PROFILES]);
    expect(after).toEqual(anew);
    expect(after.find(({ id }) => id === 'orders')).toBeUndefined();
  });
});
