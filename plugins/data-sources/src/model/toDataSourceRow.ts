/** From a catalog entity to what is shown of a data source. Pure. */
import {
  declaredIn,
  describeQuota,
  parseDataSource,
  type DataSource,
} from '@254carbon/backstage-plugin-platform-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';

/** A data source as pages show it. */
export interface DataSourceRow {
  ref: string;
  name: string;
  title: string;
  description: string;
  /** Absent when the declaration is wrong; `problems` then says why. */
  declared?: DataSource;
  problems: string[];
  /** File that holds the declaration, in words. */
  source: string;
  /** References of what reads the source, sorted. */
  consumers: string[];
}

/** What reads the source: everything that the catalog says depends on it or is built from it. */
function consumersOf(entity: Entity): string[] {
  const refs = (entity.relations ?? [])
    .filter(relation => relation.type === 'dependencyOf')
    .map(relation => relation.targetRef);
  return [...new Set(refs)].sort();
}

/** Reads a data source entity; a wrong declaration becomes a row with problems, not a missing row. */
export function toDataSourceRow(entity: Entity): DataSourceRow {
  const parsed = parseDataSource(entity);
  return {
    ref: stringifyEntityRef(entity),
    name: entity.metadata.name,
    title: entity.metadata.title ?? entity.metadata.name,
    description: entity.metadata.description ?? '',
    declared: parsed.ok ? parsed.dataSource : undefined,
    problems: parsed.ok ? [] : parsed.problems,
    source: `declared in ${declaredIn(entity) ?? 'the catalog'}`,
    consumers: consumersOf(entity),
  };
}

/** The quota in words; an empty list means that the publisher names none. */
export function quotaInWords(source: DataSource): string {
  return source.quota.length > 0
    ? source.quota.map(describeQuota).join(', ')
    : 'not published';
}

/** How requests prove who they come from, in words. Never a key, only where it goes. */
export function authenticationInWords(source: DataSource): string {
  const { kind, parameter } = source.authentication;
  switch (kind) {
    case 'query-key':
      return `key in the query (${parameter})`;
    case 'header-key':
      return `key in the header ${parameter}`;
    case 'bearer':
      return 'bearer token';
    default:
      return 'none';
  }
}

/** Whether data may be passed on, in words. */
export const REDISTRIBUTION_IN_WORDS: Record<
  DataSource['licence']['redistribution'],
  string
> = {
  allowed: 'may be passed on',
  'with-attribution': 'may be passed on when the source is named',
  restricted: 'may not be passed on without permission',
  unknown: 'not known whether it may be passed on; ask first',
};
