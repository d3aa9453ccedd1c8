import {
  buildServices,
  groupServices,
  indexObjects,
  InventoryObject,
  ServiceMemory,
} from '@254carbon/backstage-plugin-platform-common';
import { EntityBuilder } from './EntityBuilder';
import { buildServiceEntities, EntityInput } from './buildServiceEntities';

function deployment(
  name: string,
  annotations: Record<string, string> = {},
): InventoryObject {
  return {
    cluster: 'c',
    source: { kind: 'cluster', name: 'c' },
    observedAt: '2026-01-01T00:00:00.000Z',
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: name, annotations },
      spec: { replicas: 1 },
    },
  };
}

const profiles: never[] = [];
const OWNER = '254carbon.com/owner';
const ID = '254carbon.com/service';
const NEEDS = '254carbon.com/depends-on';

describe('EntityBuilder', () => {
  const memory = new ServiceMemory(Number.MAX_SAFE_INTEGER, () => 1);
  const view = (objects: readonly InventoryObject[]): EntityInput => {
    const index = indexObjects(objects);
    const services = buildServices({
      objects: index,
      profiles,
      probes: new Map(),
      clusterStates: [],
      now: 0,
      memory,
    });
    const groups = groupServices({ objects: index, profiles });
    return { services, groups, index };
  };

  it('builds what would be built from nothing, whatever changed, and keeps the rest', () => {
    const builder = new EntityBuilder();
    const [one, two] = [deployment('one'), deployment('two', { [NEEDS]: 'x' })];
    const steps = [
      [one, two],
      [one, two],
      [deployment('one', { [OWNER]: 'group:default/a' }), two],
      [deployment('one', { [ID]: 'x' }), two],
      [deployment('one', { [ID]: 'y' }), two],
      [two],
      [one, two, deployment('x')],
    ].map(view);
    const built = steps.map(input => builder.build(input));
    expect(built).toEqual(steps.map(buildServiceEntities));
    const two0 = built[0].find(({ metadata }) => metadata.name === 'two');
    expect(built[1]).toEqual(built[0]);
    expect(built[2]).toContain(two0);
    expect(built[2]).not.toEqual(built[0]);
    const needs = (at: number) =>
      built[at].find(({ metadata }) => metadata.name === 'two')?.spec
        ?.dependsOn;
    expect([0, 3, 4, 6].map(needs)).toEqual([
      undefined,
      ['component:default/x'],
      undefined,
      ['component:default/x'],
    ]);
  });
});
