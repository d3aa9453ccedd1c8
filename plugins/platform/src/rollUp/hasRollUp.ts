import { Entity } from '@backstage/catalog-model';
import { isPlatformService } from '../isPlatformService';
import { rollUpKindOf } from './wantMembers';

/**
 * Whether an entity's page has a roll-up. A resource that is itself a service has its own Platform tab; one that
 * no relation leads to or from has nothing to roll up.
 */
export function hasRollUp(entity: Entity): boolean {
  const kind = rollUpKindOf(entity);
  if (kind !== 'resource') return kind !== undefined;
  return (
    !isPlatformService(entity) &&
    (entity.relations ?? []).some(({ type }) => /^depend/.test(type))
  );
}
