import { Entity } from '@backstage/catalog-model';

/** Annotation that the catalog module writes on every entity that stands for a live service. */
export const SERVICE_ID_ANNOTATION = '254carbon.com/service-id';

/** Whether an entity stands for a service that the inventory knows. */
export function isPlatformService(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[SERVICE_ID_ANNOTATION]);
}

/** Id of the service that an entity stands for. */
export function serviceIdOf(entity: Entity): string {
  return (
    entity.metadata.annotations?.[SERVICE_ID_ANNOTATION] ?? entity.metadata.name
  );
}
