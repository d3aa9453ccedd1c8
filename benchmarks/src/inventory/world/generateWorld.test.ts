import fc from 'fast-check';
import { ObjectStore } from '@254carbon/platform-simulator';
import { drawNumbers } from './drawNumbers';
import { generateWorld } from './generateWorld';
import { planWorkloads } from './planWorkloads';
import { WORKLOAD_KINDS } from './types';
import { CANARY } from './workloadObject';

const keyOf = (object: {
  kind: string;
  metadata: { name: string; namespace?: string };
}) =>
  `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`;

describe('drawNumbers', () => {
  it('gives the same numbers for the same seed, within the limit', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 1e6 }),
        (seed, top) => {
          const [one, other] = [drawNumbers(seed), drawNumbers(seed)];
          for (let index = 0; index < 20; index += 1) {
            const drawn = one.below(top);
            expect(drawn).toBe(other.below(top));
            expect(drawn).toBeGreaterThanOrEqual(0);
            expect(drawn).toBeLessThan(top);
          }
        },
      ),
    );
  });
});

describe('planWorkloads', () => {
  it('names every workload once and keeps the shares of the kinds', () => {
    const workloads = planWorkloads(1_000, 7);
    expect(new Set(workloads.map(({ name }) => name)).size).toBe(1_000);
    for (const [kind, share] of Object.entries(WORKLOAD_KINDS))
      expect(workloads.filter(one => one.kind === kind)).toHaveLength(
        share * 10,
      );
  });
});

describe('generateWorld', () => {
  it('is the same for the same seed and another for another', () => {
    const text = (seed: number) =>
      JSON.stringify(generateWorld({ workloads: 20, seed }));
    expect(text(1)).toBe(text(1));
    expect(text(1)).not.toBe(text(2));
  });

  it('makes exactly as many objects as asked, each once, all of which the store takes', () => {
    const { objects } = generateWorld({
      workloads: 100,
      seed: 1,
      objects: 900,
    });
    expect(objects).toHaveLength(900);
    expect(new Set(objects.map(keyOf)).size).toBe(900);
    const store = new ObjectStore({ clock: { now: () => 0 } });
    store.load(objects);
    const pods = store.list({ group: '', plural: 'pods' });
    const owners = pods.flatMap(
      ({ metadata }) => metadata.ownerReferences ?? [],
    );
    expect(owners).toHaveLength(pods.length);
    expect(owners.filter(({ uid }) => uid === '')).toEqual([]);
  });

  it('plants the credential where real ones are found', () => {
    const { objects } = generateWorld({ workloads: 1, seed: 1 });
    const workload = objects.find(({ kind }) => kind in WORKLOAD_KINDS);
    expect(JSON.stringify(workload?.spec)).toContain(CANARY);
    expect(JSON.stringify(workload?.metadata.annotations)).toContain(CANARY);
  });

  it('refuses fewer objects than the workloads bring', () => {
    expect(() =>
      generateWorld({ workloads: 10, seed: 1, objects: 10 }),
    ).toThrow('ask for at least as many');
  });
});
