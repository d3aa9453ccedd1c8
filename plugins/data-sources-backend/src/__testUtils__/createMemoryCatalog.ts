import { Entity } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** The groups that forms name as owners. */
const GROUPS: Entity[] = ['platform-engineering', 'data-engineering'].map(
  name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
  }),
);

const LOCATION = 'location:default/generated';

/**
 * A catalog in memory: what is pushed into `entities` is there, and registering an address is remembered in `locations`, by
 * `url:<address>`.
 */
export function createMemoryCatalog(
  entities: Entity[],
  locations: Map<string, string>,
) {
  const memory = () =>
    catalogServiceMock({ entities: [...entities, ...GROUPS] });
  const toLocation = (ref: string, id: string) => ({
    id,
    type: 'url',
    target: ref.slice('url:'.length),
    entityRef: LOCATION,
  });
  return catalogServiceMock.mock({
    getEntities: (...args) => memory().getEntities(...args),
    getEntityByRef: (...args) => memory().getEntityByRef(...args),
    getEntitiesByRefs: (...args) => memory().getEntitiesByRefs(...args),
    refreshEntity: async () => undefined,
    async addLocation({ target, dryRun }) {
      const ref = `url:${target}`;
      const id = locations.get(ref) ?? `location-${locations.size + 1}`;
      if (!dryRun && locations.has(ref))
        throw new ConflictError(`Location ${ref} already exists`);
      if (!dryRun) locations.set(ref, id);
      return { location: toLocation(ref, id), entities: [], exists: false };
    },
    getLocationByRef: async ref => {
      const id = locations.get(ref);
      return id === undefined ? undefined : toLocation(ref, id);
    },
    removeLocationById: async id => {
      for (const [ref, known] of locations)
        if (known === id) locations.delete(ref);
    },
  });
}
