import { Entity } from '@backstage/catalog-model';
import { Service } from '@254carbon/backstage-plugin-platform-common';
import {
  buildOnce,
  buildServiceEntities,
  EntityInput,
  listDependsOn,
  refsOf,
} from './buildServiceEntities';

/** Whether two lists name the same services in the same places. */
function areSameNames(
  one: readonly Service[],
  other: readonly Service[],
): boolean {
  return (
    one.length === other.length &&
    one.every((service, at) => {
      const { id, entityRef } = other[at];
      return (
        service === other[at] ||
        (service.id === id && service.entityRef === entityRef)
      );
    })
  );
}

function buildSome(
  input: EntityInput,
  some: readonly Service[],
): Map<Service, Entity> {
  if (some.length === 0) return new Map();
  const { services, index } = input;
  const ids = new Set(some.map(({ id }) => id));
  const groups = new Map(
    input.groups.filter(({ id }) => ids.has(id)).map(one => [one.id, one]),
  );
  const refs = refsOf(services, some);
  return new Map(
    some.map(service => [
      service,
      buildOnce(service, groups.get(service.id), {
        index,
        dependsOn: listDependsOn(service, refs),
      }),
    ]),
  );
}

/**
 * Builds the entities of one view after the other. A service that is the very same one has the same group and, while
 * the others bear the same names, the same entity; only the rest is looked at.
 */
export class EntityBuilder {
  #services: readonly Service[] = [];
  #entities: readonly Entity[] = [];

  /** {@link buildServiceEntities} of the view. */
  build(input: EntityInput): readonly Entity[] {
    const { services } = input;
    const before = this.#services;
    if (areSameNames(before, services)) {
      const changed = services.filter((service, at) => service !== before[at]);
      const built = buildSome(input, changed);
      this.#entities = this.#entities.map(
        (entity, at) => built.get(services[at]) ?? entity,
      );
    } else this.#entities = buildServiceEntities(input);
    this.#services = services;
    return this.#entities;
  }
}
