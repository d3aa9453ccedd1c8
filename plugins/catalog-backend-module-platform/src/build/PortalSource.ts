import { ANNOTATION_SOURCE_LOCATION, Entity } from '@backstage/catalog-model';
import { CatalogProcessor } from '@backstage/plugin-catalog-node';

type Location = Parameters<
  NonNullable<CatalogProcessor['preProcessEntity']>
>[1];

const VIEW_URL = 'backstage.io/view-url';

/**
 * Where people see what an entity is made from, for repositories that the portal keeps itself: the catalog knows that of forges by their
 * integrations, and the portal's own host has none. What a descriptor says itself stays.
 */
export class PortalSource implements CatalogProcessor {
  readonly #repositories: string;

  /** @param backendUrl - `backend.baseUrl` */
  constructor(backendUrl: string) {
    this.#repositories = `${backendUrl}/api/local-git/`;
  }

  getProcessorName(): string {
    return 'PortalSource';
  }

  async preProcessEntity(entity: Entity, location: Location): Promise<Entity> {
    const { type, target } = location;
    if (type !== 'url' || !target.startsWith(this.#repositories)) return entity;
    const annotations = {
      // Other files are found beside the descriptor, so the page for people has to be there too.
      [ANNOTATION_SOURCE_LOCATION]: `url:${new URL('README.md', target)}`,
      [VIEW_URL]: target,
      ...entity.metadata.annotations,
    };
    return { ...entity, metadata: { ...entity.metadata, annotations } };
  }
}
