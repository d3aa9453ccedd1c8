import type { Entity } from '@backstage/catalog-model';
import {
  DataSourceSchema,
  type DataSource,
  type DataSourceQuota,
} from './DataSourceSchema';

/** `spec.type` of a data source. */
export const DATA_SOURCE_TYPE = 'data-source';

/** A declaration, or every sentence that says what is wrong with it. */
export type ParseDataSourceResult =
  | { ok: true; dataSource: DataSource }
  | { ok: false; problems: string[] };

/** Whether the entity is a data source, well declared or not. */
export function isDataSourceEntity(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'resource' &&
    entity.spec?.type === DATA_SOURCE_TYPE
  );
}

/** Reads the declaration out of an entity. Never throws: the entity comes from somebody's file. */
export function parseDataSource(entity: Entity): ParseDataSourceResult {
  const declared = entity.spec?.dataSource;
  if (declared === undefined) {
    return {
      ok: false,
      problems: [
        '`spec.dataSource` is missing; declare address, quota, licence and series there.',
      ],
    };
  }
  const parsed = DataSourceSchema.safeParse(declared);
  if (parsed.success) {
    return { ok: true, dataSource: parsed.data };
  }
  const problems = parsed.error.issues.map(issue => {
    const path = ['spec', 'dataSource', ...issue.path].join('.');
    return issue.code === 'unrecognized_keys'
      ? `\`${path}\` has no key \`${issue.keys.join(
          '`, `',
        )}\`; remove it or correct its spelling.`
      : `\`${path}\` is wrong: ${issue.message}.`;
  });
  return { ok: false, problems };
}

/**
 * Where an entity was declared, as people write it: `catalog/data-sources/eia.yaml`. Only the part from `catalog/` on when there is
 * one, for what comes before is a matter of the machine.
 * @returns undefined when the entity does not say where it comes from
 */
export function declaredIn(entity: Entity): string | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const location = annotations['backstage.io/managed-by-location'];
  const path = location?.replace(/^[a-z]+:/, '');
  return (
    path && (/(?:^|\/)(catalog\/.+)$/.exec(path)?.[1] ?? path.split('/').pop())
  );
}

/** A limit in words: `25 a day (free)`. */
export function describeQuota(quota: DataSourceQuota): string {
  const plan = quota.plan ? ` (${quota.plan})` : '';
  return `${quota.limit.toLocaleString('en-US')} ${
    quota.per === 'hour' ? 'an' : 'a'
  } ${quota.per}${plan}`;
}
