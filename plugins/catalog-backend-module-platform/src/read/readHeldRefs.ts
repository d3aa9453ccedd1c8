import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SERVICE_ANNOTATIONS } from '../build/buildServiceEntities';

/**
 * Refs of the entities of services that the catalog holds from an earlier process; `undefined`, with a line
 * in the log, when it cannot say.
 */
export async function readHeldRefs(options: {
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
}): Promise<readonly string[] | undefined> {
  const { catalog, auth, logger } = options;
  try {
    const { items } = await catalog.getEntities(
      {
        filter: {
          [`metadata.annotations.${SERVICE_ANNOTATIONS.id}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.map(entity => stringifyEntityRef(entity));
  } catch (error) {
    logger.info(
      'The catalog does not answer yet; it is asked again before anything is removed.',
      error as Error,
    );
    return undefined;
  }
}
