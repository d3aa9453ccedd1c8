import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import {
  Runbook,
  RUNBOOK_ANNOTATIONS,
  RUNBOOK_TYPE,
} from '@254carbon/backstage-plugin-platform-common';

/** The entity whose documentation holds the pages of all runbooks. */
const DOCS_ENTITY = 'resource:default/runbooks';

/** A runbook as a catalog entity, a dependency of the services that it mends. */
export function buildRunbookEntity(runbook: Runbook): Entity {
  const { id, title, summary, owner, services, alerts } = runbook;
  const location = `runbook:${runbook.path}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: id,
      title,
      description: summary,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [RUNBOOK_ANNOTATIONS.id]: id,
        [RUNBOOK_ANNOTATIONS.risk]: runbook.risk,
        [RUNBOOK_ANNOTATIONS.lastVerified]: runbook.lastVerified,
        [RUNBOOK_ANNOTATIONS.estimatedMinutes]: String(
          runbook.estimatedMinutes,
        ),
        [RUNBOOK_ANNOTATIONS.docsEntity]: DOCS_ENTITY,
        [RUNBOOK_ANNOTATIONS.docsPath]: `/${id}/`,
        ...(alerts.length > 0
          ? { [RUNBOOK_ANNOTATIONS.alerts]: alerts.join(',') }
          : {}),
      },
    },
    spec: {
      type: RUNBOOK_TYPE,
      owner,
      system: 'system:default/developer-portal',
      dependencyOf: services,
    },
  };
}
