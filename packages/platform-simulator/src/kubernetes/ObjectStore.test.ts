import fc from 'fast-check';
import { GoneError } from './errors';
import { ObjectStore, type StoreEvent } from './ObjectStore';
import { typeOf } from './resourceTypes';
import type { KubernetesObject } from './types';

const pods = typeOf({ apiVersion: 'v1', kind: 'Pod' });
const deployments = typeOf({ apiVersion: 'apps/v1', kind: 'Deployment' });
const replicaSets = typeOf({ apiVersion: 'apps/v1', kind: 'ReplicaSet' });
const clock = { now: () => Date.UTC(2025, 9, 24, 6) };

function pod(
  name: string,
  rest: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', ...rest },
    spec: { containers: [] },
  };
}

function createStore(historyLimit?: number) {
  return new ObjectStore({ clock, historyLimit });
}

describe('ObjectStore', () => {
  it('sets the fields that belong to the server', () => {
    const store = createStore();
    const created = store.create(pods, pod('a', { uid: 'mine' }));
    expect(created.metadata).toMatchObject({
      resourceVersion: '2',
      generation: 1,
      creationTimestamp: '2025-10-24T06:00:00Z',
    });
    expect(created.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(store.currentVersion).toBe(2);
  });

  it('counts a generation for a change of the specification only', () => {
    const store = createStore();
    const created = store.create(pods, pod('a'));
    const reported = store.update(pods, {
      ...created,
      status: { phase: 'Running' },
    });
    expect(reported.metadata.generation).toBe(1);
    const changed = store.update(pods, {
      ...reported,
      spec: { containers: [{ name: 'c' }] },
    });
    expect(changed.metadata.generation).toBe(2);
  });

  it('refuses a write on top of an old version', () => {
    const store = createStore();
    const created = store.create(pods, pod('a'));
    store.update(pods, { ...created, status: { phase: 'Running' } });
    expect(() =>
      store.update(pods, { ...created, status: { phase: 'Failed' } }),
    ).toThrow('the object has been modified');
  });

  it('makes no version of a write that changes nothing', () => {
    const store = createStore();
    const created = store.create(pods, pod('a'));
    store.update(pods, created);
    expect(store.currentVersion).toBe(2);
  });

  it('gives out objects that cannot be changed by accident', () => {
    const store = createStore();
    const created = store.create(pods, pod('a'));
    expect(() => {
      created.metadata.name = 'b';
    }).toThrow(TypeError);
  });

  it('deletes what only a deleted object owned, all the way down', () => {
    const store = createStore();
    store.load([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'default' },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: {
          name: 'web-1',
          namespace: 'default',
          ownerReferences: [
            { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '' },
          ],
        },
      },
      pod('web-1-a', {
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', uid: '' },
        ],
      }),
      pod('other'),
    ]);
    store.delete(deployments, { namespace: 'default', name: 'web' });
    expect(store.list(replicaSets)).toEqual([]);
    expect(store.list(pods).map(({ metadata }) => metadata.name)).toEqual([
      'other',
    ]);
  });

  it('keeps what a deleted object owned when it is orphaned', () => {
    const store = createStore();
    const owner = store.create(pods, pod('owner'));
    store.create(
      pods,
      pod('owned', {
        ownerReferences: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            name: 'owner',
            uid: owner.metadata.uid ?? '',
          },
        ],
      }),
    );
    store.delete(pods, owner.metadata, 'Orphan');
    expect(store.list(pods)[0].metadata.ownerReferences).toEqual([]);
  });

  it('marks an object with finalizers and removes it when they are done', () => {
    const store = createStore();
    const created = store.create(pods, pod('a', { finalizers: ['x/y'] }));
    const marked = store.delete(pods, created.metadata);
    expect(marked.metadata.deletionTimestamp).toBe('2025-10-24T06:00:00Z');
    store.update(pods, {
      ...marked,
      metadata: { ...marked.metadata, finalizers: [] },
    });
    expect(store.get(pods, created.metadata)).toBeUndefined();
  });

  it('replaces the world by the smallest set of writes', () => {
    const store = createStore();
    store.load([pod('stays'), pod('goes'), pod('changes')]);
    const before = store.currentVersion;
    const seen: string[] = [];
    store.subscribe(pods, before, event =>
      seen.push(`${event.type} ${event.object.metadata.name}`),
    );
    store.replaceAll([
      pod('stays'),
      { ...pod('changes'), status: { phase: 'Failed' } },
      pod('comes'),
    ]);
    expect(seen).toEqual(['DELETED goes', 'MODIFIED changes', 'ADDED comes']);
  });

  it('says that a forgotten version is gone', () => {
    const store = createStore();
    store.create(pods, pod('a'));
    store.compact();
    expect(() => store.subscribe(pods, 1, () => undefined)).toThrow(GoneError);
    expect(() => store.list(pods, { atVersion: 1 })).toThrow(GoneError);
  });

  it('says that a version of another life is gone', () => {
    const store = createStore();
    expect(() => store.subscribe(pods, 99, () => undefined)).toThrow(GoneError);
  });

  it('tells what a listener causes after what caused it', () => {
    const store = createStore();
    const seen: string[] = [];
    store.subscribe(pods, store.currentVersion, event => {
      if (event.object.metadata.name === 'a') store.create(pods, pod('b'));
    });
    store.subscribe(pods, store.currentVersion, event =>
      seen.push(event.object.metadata.name),
    );
    store.create(pods, pod('a'));
    expect(seen).toEqual(['a', 'b']);
  });
});

function attempt(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe('a watch from any version', () => {
  const write = fc.record({
    action: fc.constantFrom('create', 'update', 'delete'),
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    phase: fc.constantFrom('Pending', 'Running'),
  });

  function apply(
    store: ObjectStore,
    { action, name, phase }: { action: string; name: string; phase: string },
  ): void {
    const current = store.get(pods, { namespace: 'default', name });
    if (action === 'create' && !current) store.create(pods, pod(name));
    if (action === 'update' && current) {
      store.update(pods, { ...current, status: { phase } });
    }
    if (action === 'delete' && current) store.delete(pods, current.metadata);
  }

  function replay(
    start: KubernetesObject[],
    events: StoreEvent[],
  ): KubernetesObject[] {
    const rows = new Map(start.map(object => [object.metadata.name, object]));
    for (const { type, object } of events) {
      if (type === 'DELETED') rows.delete(object.metadata.name);
      else rows.set(object.metadata.name, object);
    }
    return [...rows.values()].sort((a, b) =>
      a.metadata.name < b.metadata.name ? -1 : 1,
    );
  }

  it('turns the list of that version into the list of now', () => {
    fc.assert(
      fc.property(
        fc.array(write, { maxLength: 40 }),
        fc.array(write, { maxLength: 40 }),
        fc.array(write, { maxLength: 10 }),
        (before, between, after) => {
          const store = createStore();
          for (const step of before) apply(store, step);
          const version = store.currentVersion;
          const listed = store.list(pods);
          for (const step of between) apply(store, step);
          expect(store.list(pods, { atVersion: version })).toEqual(listed);
          const events: StoreEvent[] = [];
          store.subscribe(pods, version, event => events.push(event));
          for (const step of after) apply(store, step);
          expect(replay(listed, events)).toEqual(store.list(pods));
          const versions = events.map(event => event.version);
          expect(versions).toEqual(
            [...new Set(versions)].sort((a, b) => a - b),
          );
        },
      ),
    );
  });

  it('is either complete or gone when the history is short', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 60 }), steps => {
        const store = createStore(8);
        const start = store.currentVersion;
        for (const step of steps) apply(store, step);
        const events: StoreEvent[] = [];
        const watch = () =>
          store.subscribe(pods, start, event => events.push(event));
        const outcome = attempt(watch);
        const complete = () => replay([], events);
        expect(
          outcome instanceof GoneError ? store.list(pods) : complete(),
        ).toEqual(store.list(pods));
        expect(outcome instanceof GoneError).toBe(
          store.currentVersion - start > 8,
        );
      }),
    );
  });
});
