/** From a catalog entity to what a row of the library shows. Pure; `now` is an argument. */
import {
  judgeRunbookFreshness,
  RUNBOOK_ANNOTATIONS,
  RUNBOOK_RISKS,
  type RunbookFreshness,
  type RunbookRisk,
} from '@254carbon/backstage-plugin-platform-common';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** A runbook as the library shows it. */
export interface RunbookRow {
  /** Reference of the entity. */
  ref: string;
  id: string;
  title: string;
  summary: string;
  /** Entity reference, or empty when the entity names none. */
  owner: string;
  /** References of the services that it is for, sorted. */
  services: string[];
  /** `undefined` when the entity does not say. */
  risk?: RunbookRisk;
  /** A date or `never`. */
  lastVerified: string;
  freshness: RunbookFreshness;
  estimatedMinutes?: number;
  /** Address of the page that people read. */
  href: string;
}

/** The service references of a runbook in full form: from its relations, or from its spec before the catalog has worked out relations. */
function servicesOf(entity: Entity): string[] {
  const related = (entity.relations ?? [])
    .filter(relation => relation.type === 'dependencyOf')
    .map(relation => relation.targetRef);
  const declared = Array.isArray(entity.spec?.dependencyOf)
    ? entity.spec.dependencyOf
    : [];
  const refs = [...related, ...declared.map(String)].map(ref =>
    stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    ),
  );
  return [...new Set(refs)].sort();
}

/** The address of a runbook's page in the documentation reader. */
export function runbookHref(entity: Entity): string {
  const annotations = entity.metadata.annotations ?? {};
  const docs = parseEntityRef(
    annotations[RUNBOOK_ANNOTATIONS.docsEntity] ?? 'resource:default/runbooks',
    {
      defaultKind: 'resource',
      defaultNamespace: 'default',
    },
  );
  const path =
    annotations[RUNBOOK_ANNOTATIONS.docsPath] ?? `/${entity.metadata.name}/`;
  return `/docs/${docs.namespace}/${docs.kind.toLocaleLowerCase('en-US')}/${
    docs.name
  }/${path.replace(/^\/+/, '')}`;
}

/** Reads a runbook entity. What an entity does not say is unknown in the row, never a friendly default. */
export function toRunbookRow(entity: Entity, now: number): RunbookRow {
  const annotations = entity.metadata.annotations ?? {};
  const lastVerified = annotations[RUNBOOK_ANNOTATIONS.lastVerified] ?? 'never';
  const minutes = Number(annotations[RUNBOOK_ANNOTATIONS.estimatedMinutes]);
  return {
    ref: stringifyEntityRef(entity),
    id: annotations[RUNBOOK_ANNOTATIONS.id] ?? entity.metadata.name,
    title: entity.metadata.title ?? entity.metadata.name,
    summary: entity.metadata.description ?? '',
    owner: typeof entity.spec?.owner === 'string' ? entity.spec.owner : '',
    services: servicesOf(entity),
    risk: RUNBOOK_RISKS.find(
      risk => risk === annotations[RUNBOOK_ANNOTATIONS.risk],
    ),
    lastVerified,
    freshness: judgeRunbookFreshness(lastVerified, now),
    estimatedMinutes:
      Number.isFinite(minutes) && minutes > 0 ? minutes : undefined,
    href: runbookHref(entity),
  };
}
