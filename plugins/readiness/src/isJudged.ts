import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Scope } from './scope';

const SERVICE_ID = '254carbon.com/service-id';
const PROFILE = '254carbon.com/profile';

/** Whether an entity stands for a service, so that it has a readiness (or a reason for having none). */
export function isJudged(entity: Entity): boolean {
  const { annotations = {} } = entity.metadata;
  return (
    /^(component|resource)$/i.test(entity.kind) &&
    (SERVICE_ID in annotations || PROFILE in annotations)
  );
}

/** Id of the service that an entity stands for. */
export function serviceIdOf(entity: Entity): string {
  return entity.metadata.annotations?.[SERVICE_ID] ?? entity.metadata.name;
}

/** Whether an entity stands for several services whose scores are added: a system, a domain, a group. */
export function isRolledUp(entity: Entity): boolean {
  return /^(system|domain|group)$/i.test(entity.kind);
}

/** What a system, a domain or a group is the scope of. */
export function scopeOf(entity: Entity): Scope {
  const kind = entity.kind.toLocaleLowerCase('en');
  if (kind === 'system') return { scope: 'system', id: entity.metadata.name };
  return {
    scope: kind === 'domain' ? 'domain' : 'group',
    id: stringifyEntityRef(entity),
  };
}
