import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { catalogEntityDeletePermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  isPipelineEntity,
  splitList,
} from '@254carbon/backstage-plugin-platform-common';
import { Context } from '../context';
import { RepositoryRef } from '../portal/localGit';

/**
 * The entity of a pipeline.
 *
 * @throws NotFoundError when the catalog has none that the caller may see.
 */
export async function mustFindPipeline(
  { catalog }: Pick<Context, 'catalog'>,
  name: string,
  credentials: BackstageCredentials,
): Promise<Entity> {
  const ref = `component:default/${name}`;
  const entity = await catalog.getEntityByRef(ref, { credentials });
  if (entity && isPipelineEntity(entity)) return entity;
  throw new NotFoundError(
    `The catalog has no pipeline ${name} that you may see; look at the list of pipelines.`,
  );
}

/**
 * Whoever may take an entity out of the catalog (its owners, and operators) may change and retire what it stands for.
 *
 * @throws NotAllowedError otherwise.
 */
export async function mustOwnPipeline(
  { permissions }: Pick<Context, 'permissions'>,
  name: string,
  credentials: BackstageCredentials,
): Promise<void> {
  const [decision] = await permissions.authorize(
    [
      {
        permission: catalogEntityDeletePermission,
        resourceRef: `component:default/${name}`,
      },
    ],
    { credentials },
  );
  if (decision.result === AuthorizeResult.ALLOW) return;
  throw new NotAllowedError(
    `Only the owners of ${name} change or retire it; ask them, or an operator.`,
  );
}

/** The repository that an entity was registered from, when the portal keeps it. */
export function repositoryOf(
  entity: Entity,
  backendUrl: string,
): RepositoryRef | undefined {
  const location =
    entity.metadata.annotations?.['backstage.io/managed-by-location'] ?? '';
  const prefix = `url:${backendUrl}/api/local-git/`;
  if (!location.startsWith(prefix)) return undefined;
  const [owner, name] = location.slice(prefix.length).split('/');
  return owner && name ? { owner, name } : undefined;
}

/** Series and tables of a pipeline, for messages. */
export function tablesOf(entity: Entity): string[] {
  return splitList(entity.metadata.annotations?.['254carbon.com/table']);
}
