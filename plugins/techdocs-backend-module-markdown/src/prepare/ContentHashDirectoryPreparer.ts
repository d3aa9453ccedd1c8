import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { NotModifiedError } from '@backstage/errors';
import {
  ScmIntegrations,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import {
  parseReferenceAnnotation,
  transformDirLocation,
  type PreparerBase,
  type PreparerOptions,
  type PreparerResponse,
} from '@backstage/plugin-techdocs-node';
import { hashSiteFolder } from './hashSiteFolder';

const TECHDOCS_ANNOTATION = 'backstage.io/techdocs-ref';

/**
 * Prepares `dir:` documentation.
 *
 * The stock preparer has no etag for folders on disk, so the reader rebuilds them on every visit and then asks
 * people to refresh a page that has not changed. Here the etag is a digest of the sources. Folders inside a repository that is
 * read by URL behave as before.
 */
export class ContentHashDirectoryPreparer implements PreparerBase {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #reader: UrlReaderService;

  constructor(options: { config: Config; reader: UrlReaderService }) {
    this.#integrations = ScmIntegrations.fromConfig(options.config);
    this.#reader = options.reader;
  }

  /** Folders on disk belong to their author and must stay. */
  shouldCleanPreparedDirectory(): boolean {
    return false;
  }

  /**
   * @throws NotModifiedError when `options.etag` is the digest of what is there now.
   * @throws InputError when the annotation is wrong or the folder holds no site.
   */
  async prepare(
    entity: Entity,
    options?: PreparerOptions,
  ): Promise<PreparerResponse> {
    const annotation = parseReferenceAnnotation(TECHDOCS_ANNOTATION, entity);
    const { type, target } = transformDirLocation(
      entity,
      annotation,
      this.#integrations,
    );
    if (type === 'url') {
      const tree = await this.#reader.readTree(target, { etag: options?.etag });
      return { preparedDir: await tree.dir(), etag: tree.etag };
    }
    const etag = await hashSiteFolder(target);
    if (etag === options?.etag) {
      throw new NotModifiedError(
        `The documentation in ${target} has not changed.`,
      );
    }
    return { preparedDir: target, etag };
  }
}
