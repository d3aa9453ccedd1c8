/** What the catalog says about sources, pipelines and tables. What cannot be read is a caveat and never an empty list. */
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError, stringifyError } from '@backstage/errors';
import {
  DataSource,
  isDataSourceEntity,
  isPipelineEntity,
  KnownPipeline,
  listTables,
  parseDataSource,
  readKnownPipeline,
} from '@254carbon/backstage-plugin-platform-common';
import { Context } from '../context';

/** What is known of the platform as far as a form is concerned. */
export interface PlatformKnowledge {
  pipelines: KnownPipeline[];
  tables: Array<{ name: string; entityRef?: string }>;
  sources: Entity[];
  caveats: string[];
}

const FIELDS = ['kind', 'metadata', 'spec'];

/** Reads what the catalog knows, with the rights of whoever asks. */
export async function readPlatform(
  { catalog }: Pick<Context, 'catalog'>,
  credentials: BackstageCredentials,
): Promise<PlatformKnowledge> {
  try {
    const { items } = await catalog.getEntities(
      {
        filter: [
          { kind: 'component', 'spec.type': 'data-pipeline' },
          {
            kind: 'resource',
            'spec.type': ['data-source', 'dataset', 'table'],
          },
        ],
        fields: FIELDS,
      },
      { credentials },
    );
    return {
      pipelines: items.filter(isPipelineEntity).map(readKnownPipeline),
      tables: listTables(items),
      sources: items.filter(isDataSourceEntity),
      caveats: [],
    };
  } catch (error) {
    return {
      pipelines: [],
      tables: [],
      sources: [],
      caveats: [
        `The catalog could not be read (${stringifyError(
          error,
        )}); duplicates and schedules in use are not known.`,
      ],
    };
  }
}

/** A data source as it is declared. */
export interface NamedSource {
  name: string;
  title: string;
  declared?: DataSource;
  /** Why there is no declaration. */
  problem?: string;
}

/**
 * The data source of that name.
 *
 * @throws NotFoundError when the catalog has none.
 */
export function mustFindSource(
  knowledge: PlatformKnowledge,
  name: string,
): NamedSource {
  const entity = knowledge.sources.find(one => one.metadata.name === name);
  if (!entity) {
    throw new NotFoundError(
      knowledge.caveats[0] ??
        `The catalog has no data source "${name}"; register one as a Resource of type data-source.`,
    );
  }
  const title = entity.metadata.title ?? name;
  const parsed = parseDataSource(entity);
  return parsed.ok
    ? { name, title, declared: parsed.dataSource }
    : { name, title, problem: parsed.problems[0] };
}
