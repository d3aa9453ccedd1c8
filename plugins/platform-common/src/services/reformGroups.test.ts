import {
  cronJob,
  deployment,
  ingress,
  seen,
  service,
} from '../__fixtures__/objects';
import { indexObjects, InventoryObject, KubernetesObject } from '../kubernetes';
import { PROFILES } from '../profiles';
import { findCandidates } from './findCandidates';
import { FormedGroups, formGroups } from './formGroups';
import { reformGroups } from './reformGroups';

const WORLD = [
  ...deployment('trino-coordinator', { image: 'trinodb/trino:436' }),
  ...deployment('trino-worker', { image: 'trinodb/trino:436' }),
  service('trino', 'trino-coordinator', { http: 8080 }),
  ingress('trino', 'trino.example.com', 'trino'),
  cronJob('trino-cleanup'),
  ...deployment('orders-api', { namespace: 'orders' }),
  ...deployment('orders-worker', { namespace: 'orders' }),
  service('orders-api', 'orders-api', { http: 80 }, 'orders'),
].map(object => seen(object));

const profiles = PROFILES;

function form(objects: readonly InventoryObject[]): FormedGroups {
  const index = indexObjects(objects);
  return formGroups(index, findCandidates(index, profiles), profiles);
}

function reform(last: FormedGroups, objects: readonly InventoryObject[]) {
  const index = indexObjects(objects);
  const placed = findCandidates(index, profiles);
  return reformGroups(last, { index, placed, profiles });
}

/** The world with one object replaced by what is made of a copy of it. */
function change(
  world: readonly InventoryObject[],
  kind: string,
  name: string,
  make: (object: KubernetesObject) => void,
): InventoryObject[] {
  return world.map(entry => {
    const { metadata } = entry.object;
    if (entry.object.kind !== kind || metadata.name !== name) return entry;
    const object = structuredClone(entry.object);
    make(object);
    return { ...entry, object };
  });
}

const annotate = (key: string, value: string) => (object: KubernetesObject) => {
  object.metadata.annotations = { [key]: value };
};

describe('reformGroups', () => {
  it('forms anew only the services of the namespace in which something changed', () => {
    const before = form(WORLD);
    const owned = change(
      WORLD,
      'Deployment',
      'trino-worker',
      annotate('254carbon.com/owner', 'group:default/others'),
    );
    const after = reform(before, owned);
    const ids = (groups: FormedGroups['groups'] = []) =>
      groups.map(({ id, owner }) => [id, owner]);
    expect(ids(after?.groups)).toEqual(ids(form(owned).groups));
    expect(ids(after?.groups)).toContainEqual([
      'trino',
      'group:default/others',
    ]);
    const kept = after?.groups.filter(group => before.groups.includes(group));
    expect(kept?.map(({ namespace }) => namespace)).toEqual(['orders']);
  });

  it('goes on from what it formed, change after change', () => {
    let world: InventoryObject[] = WORLD;
    let formed: FormedGroups | undefined = form(world);
    for (let replicas = 3; replicas < 7; replicas += 1) {
      world = change(world, 'Deployment', 'orders-api', object => {
        object.spec = { ...object.spec, replicas };
      });
      formed = formed && reform(formed, world);
      const { groups, excluded } = form(world);
      expect(formed?.groups).toEqual(groups);
      expect(formed?.excluded).toEqual(excluded);
    }
  });

  it.each<[string, (object: KubernetesObject) => void]>([
    ['a label', object => (object.metadata.labels = { app: 'others' })],
    ['a declared service', annotate('254carbon.com/service', 'orders')],
    ['its exclusion', annotate('254carbon.com/exclude', 'true')],
    ['an old id', annotate('254carbon.com/former-ids', 'old')],
    ['its installer', annotate('meta.helm.sh/release-name', 'orders')],
    ['its age', object => (object.metadata.creationTimestamp = '2020-01-01')],
  ])('leaves it to a beginning when a workload changes %s', (_, make) => {
    const changed = change(WORLD, 'Deployment', 'orders-api', make);
    expect(reform(form(WORLD), changed)).toBeUndefined();
  });

  it('leaves it to a beginning when something comes, goes, or is seen from everywhere', () => {
    const [first, ...others] = WORLD;
    expect(reform(form(WORLD), others)).toBeUndefined();
    expect(reform(form(others), [first, ...others])).toBeUndefined();
    const routed = change(WORLD, 'Ingress', 'trino', object => {
      object.spec = {};
    });
    expect(reform(form(WORLD), routed)).toBeUndefined();
  });

  it('leaves it to a beginning only where a route names what it leads to', () => {
    const named = change(
      WORLD,
      'Ingress',
      'trino',
      annotate('portal.254carbon.com/service-id', 'query'),
    );
    const touch = (object: KubernetesObject) => {
      object.status = {};
    };
    const there = change(named, 'Deployment', 'trino-worker', touch);
    expect(reform(form(named), there)).toBeUndefined();
    const elsewhere = change(named, 'Deployment', 'orders-api', touch);
    expect(reform(form(named), elsewhere)?.groups).toEqual(
      form(elsewhere).groups,
    );
  });
});
