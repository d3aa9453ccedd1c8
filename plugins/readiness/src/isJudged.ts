import { Entity } from '@backstage/catalog-model';

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
