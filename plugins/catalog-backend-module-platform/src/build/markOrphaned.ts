import { Entity } from '@backstage/catalog-model';
import { STANDING_ANNOTATIONS } from '@254carbon/backstage-plugin-platform-common';

/** Annotation of an entity whose cluster is not configured any more; its value says so, with the cure. */
export const ORPHANED_ANNOTATION = STANDING_ANNOTATIONS.orphaned;

/** The same entity, marked as an orphan; one that is marked already is kept to the letter. */
export function markOrphaned(entity: Entity, cluster: string): Entity {
  const { annotations = {} } = entity.metadata;
  if (annotations[ORPHANED_ANNOTATION]) return entity;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...annotations,
        [ORPHANED_ANNOTATION]: `Cluster ${cluster} is no longer configured; configure it again, or confirm that what it had may go.`,
      },
    },
  };
}
