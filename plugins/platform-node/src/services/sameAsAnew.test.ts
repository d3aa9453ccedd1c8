/** After edits of the demo platform, what is made from the last time is equal to what is made from nothing. */
import {
  buildServices,
  groupObjects,
  indexObjects,
  InventoryObject,
  PROFILES,
  ServiceMemory,
} from '@254carbon/backstage-plugin-platform-common';
import { buildPlatform } from '@254carbon/platform-simulator';
import fc from 'fast-check';

const now = Date.parse('2025-10-24T17:26:00Z');
const source = { kind: 'cluster' as const, name: 'demo' };
const observedAt = new Date(now).toISOString();
const WORLD = buildPlatform({ now, seed: 1 }).map(
  (object): InventoryObject => ({
    cluster: 'demo',
    object: object as InventoryObject['object'],
    source,
    observedAt,
  }),
);

function make(objects: readonly InventoryObject[], memory?: ServiceMemory) {
  const index = indexObjects(objects);
  const input = { objects: index, profiles: PROFILES };
  const { groups, explanations } = groupObjects(input);
  const services = buildServices({
    ...input,
    probes: new Map(),
    clusterStates: [],
    now,
    ...(memory ? { memory } : {}),
  });
  return { groups, explanations, services };
}

/** Ways in which people and clusters change an object. */
const EDITS: readonly ((entry: InventoryObject) => InventoryObject[])[] = [
  () => [],
  entry => [structuredClone(entry)],
  entry => annotate(entry, '254carbon.com/owner', 'group:default/others'),
  entry => annotate(entry, '254carbon.com/service', 'another'),
  entry => annotate(entry, '254carbon.com/exclude', 'true'),
  entry => annotate(entry, '254carbon.com/depends-on', 'minio nothing'),
  entry => [{ ...entry, object: { ...entry.object, status: {} } }],
  entry => [{ ...entry, staleSince: observedAt }],
];

function annotate(entry: InventoryObject, key: string, value: string) {
  const copy = structuredClone(entry);
  copy.object.metadata.annotations = {
    ...copy.object.metadata.annotations,
    [key]: value,
  };
  return [copy];
}

it('is the same as made anew, after edits of the demo platform', () => {
  const change = fc.record({ at: fc.nat(), how: fc.nat(EDITS.length - 1) });
  fc.assert(
    fc.property(
      fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 4 }),
      rounds => {
        const memory = new ServiceMemory(60_000, () => 1);
        let world: readonly InventoryObject[] = WORLD;
        make(world, memory);
        for (const changes of rounds) {
          for (const { at, how } of changes) {
            const chosen = at % world.length;
            world = world.flatMap((entry, index) =>
              index === chosen ? EDITS[how](entry) : [entry],
            );
          }
          expect(make(world, memory)).toEqual(
            make(world.map(entry => structuredClone(entry))),
          );
        }
      },
    ),
    { numRuns: 12 },
  );
});
