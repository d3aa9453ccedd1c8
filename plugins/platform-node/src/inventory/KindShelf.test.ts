import { KubernetesObject } from '@254carbon/backstage-plugin-platform-common';
import fc from 'fast-check';
import { ServedKind } from '../kubernetes';
import { KindShelf } from './KindShelf';

const KIND: ServedKind = {
  group: 'apps',
  version: 'v1',
  resource: 'deployments',
  kind: 'Deployment',
  apiVersion: 'apps/v1',
  ephemeral: false,
};
const object = (name: string): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'data' },
});
const shelfOf = (names: string[]) => {
  const shelf = new KindShelf({
    cluster: 'demo',
    kind: KIND,
  });
  shelf.replace(names.map(object), 0);
  return shelf;
};
const names = (shelf: KindShelf) =>
  shelf.objects.map(entry => entry.object.metadata.name).sort();
const numbered = (count: number) =>
  Array.from({ length: count }, (_, n) => `d${n}`);

const name = fc.constantFrom(...numbered(40));
const step = fc.oneof(
  fc.record({ type: fc.constant('put' as const), name }),
  fc.record({ type: fc.constant('delete' as const), name }),
  fc.record({ type: fc.constant('fail' as const) }),
  fc.record({ type: fc.constant('empty' as const) }),
  fc.record({ type: fc.constant('shrink' as const) }),
);

describe('KindShelf', () => {
  it('loses an object only when it is said to be deleted', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const shelf = shelfOf(numbered(30));
        const expected = new Set(numbered(30));
        for (const [at, one] of steps.entries()) {
          const now = at + 1;
          if (one.type === 'put') {
            shelf.put(object(one.name), now);
            expected.add(one.name);
          } else if (one.type === 'delete') {
            shelf.remove(object(one.name), now);
            expected.delete(one.name);
          } else if (one.type === 'fail')
            shelf.fail('The API server is away; wait.', now);
          else if (one.type === 'empty') shelf.replace([], now);
          else if (expected.size > 12)
            shelf.replace(
              [...expected].slice(0, expected.size / 2).map(object),
              now,
            );
        }
        expect(names(shelf)).toEqual([...expected].sort());
      }),
    );
  });

  it('believes a list that lacks a little, doubts one that lacks much', () => {
    const shelf = shelfOf(numbered(10));
    shelf.replace(numbered(5).map(object), 1);
    expect(names(shelf)).toHaveLength(5);
    expect(shelf.caveat).toBeUndefined();
    shelf.replace([], 60_000);
    expect(names(shelf)).toHaveLength(5);
    expect(shelf.caveat).toMatch(
      /lists 0 of 5 known deployments since 1970-01-01T00:01:00/,
    );
    expect(shelf.objects[0].staleSince).toBe('1970-01-01T00:01:00.000Z');
    expect(shelf.objects[0].observedAt).toBe('1970-01-01T00:00:00.001Z');
  });

  it('lets go of what was held when it turns up again', () => {
    const shelf = shelfOf(numbered(10));
    shelf.replace([], 1);
    shelf.put(object('d3'), 2);
    expect(shelf.held).toHaveLength(9);
    shelf.replace(numbered(10).map(object), 3);
    expect(shelf.held).toEqual([]);
    expect(shelf.objects[0].staleSince).toBeUndefined();
  });

  it('doubts nothing about events that are older than API servers keep them', () => {
    const hour = 3_600_000;
    const shelf = new KindShelf({
      cluster: 'demo',
      kind: { ...KIND, ephemeral: true },
    });
    const events = numbered(10).map((text, at) => ({
      ...object(text),
      lastTimestamp: new Date(at < 7 ? 0 : hour).toISOString(),
    }));
    shelf.replace(events, hour);
    shelf.replace([], hour + 1);
    expect(names(shelf)).toEqual(['d7', 'd8', 'd9']);
    expect(shelf.held).toHaveLength(3);
  });

  it('keeps the time of the first failure of a run, and forgets it with the first success', () => {
    const shelf = shelfOf(['trino']);
    expect(shelf.fail('Refused; wait.', 1000)).toBe(true);
    expect(shelf.fail('Refused; wait.', 2000)).toBe(false);
    expect(shelf.fail('Timeout; wait.', 3000)).toBe(true);
    expect(shelf.state).toMatchObject({
      ok: false,
      reason: 'Timeout; wait.',
      since: '1970-01-01T00:00:01.000Z',
      observedAt: '1970-01-01T00:00:00.000Z',
    });
    expect(shelf.objects[0].staleSince).toBe('1970-01-01T00:00:01.000Z');
    shelf.confirm(4000);
    expect(shelf.state).toEqual({
      resource: 'apps/v1/deployments',
      ok: true,
      count: 1,
      observedAt: '1970-01-01T00:00:04.000Z',
    });
  });
});

describe('what a shelf shows', () => {
  const version = (resourceVersion: string) => {
    const one = object('d0');
    return { ...one, metadata: { ...one.metadata, uid: 'u', resourceVersion } };
  };
  const shelfWith = (one: ReturnType<typeof version>) => {
    const shelf = new KindShelf({ cluster: 'demo', kind: KIND });
    shelf.replace([one, object('d1')], 0);
    return shelf;
  };
  const at = (ms: number) => new Date(ms).toISOString();

  it('is the same thing while nothing but the time of confirmation changes', () => {
    const shelf = shelfWith(version('1'));
    const [first, second] = shelf.objects;
    shelf.confirm(5);
    shelf.put(object('d1'), 7);
    expect(shelf.objects[0]).toBe(first);
    expect(shelf.objects[1]).not.toBe(second);
    expect({ ...first }.observedAt).toBe(at(7));
    // Nobody confirmed the version of before.
    expect(second.observedAt).toBe(at(5));
  });

  it('survives a list that brings the same version, and no other', () => {
    const shelf = shelfWith(version('1'));
    const [first] = shelf.objects;
    shelf.replace([version('1'), object('d1')], 1);
    expect(shelf.objects[0]).toBe(first);
    shelf.replace([version('2'), object('d1')], 2);
    expect(shelf.objects[0]).not.toBe(first);
    expect(shelf.objects[0].object.metadata.resourceVersion).toBe('2');
  });

  it('is another thing when it cannot be read, and again when it can', () => {
    const shelf = shelfWith(version('1'));
    const [first] = shelf.objects;
    shelf.fail('Forbidden; grant list.', 3);
    const [stale] = shelf.objects;
    expect(stale).toEqual({ ...first, staleSince: at(3) });
    shelf.fail('Forbidden; grant list.', 4);
    expect(shelf.objects[0]).toBe(stale);
    shelf.confirm(9);
    expect(shelf.objects[0]).not.toHaveProperty('staleSince');
    expect(shelf.objects[0].observedAt).toBe(at(9));
    expect([stale.observedAt, first.observedAt]).toEqual([at(0), at(0)]);
  });
});
