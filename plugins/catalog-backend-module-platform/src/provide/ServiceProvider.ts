import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  PlatformServices,
  ServicesView,
} from '@254carbon/backstage-plugin-platform-node';
import { buildServiceEntities } from '../build/buildServiceEntities';
import { EntitySync } from './EntitySync';

/** `locationKey` of the entities of services. */
export const SERVICES_KEY = 'platform';

/** What the provider of services needs. */
export interface ServiceProviderOptions {
  services: PlatformServices;
  logger: LoggerService;
  /** See `EntitySyncOptions.readHeld`. */
  readHeld: () => Promise<readonly string[] | undefined>;
}

/** Whether a service that is missing from the view is really not there. */
function isComplete({ clusters, caveats }: ServicesView): boolean {
  return (
    clusters.length > 0 &&
    caveats.length === 0 &&
    clusters.every(({ phase }) => phase === 'reading')
  );
}

/** Keeps one entity for each service of the platform in the catalog. */
export class ServiceProvider implements EntityProvider {
  readonly #options: ServiceProviderOptions;
  #sync: EntitySync | undefined;
  #queue: Promise<void> = Promise.resolve();
  #heldBack: string | undefined;

  constructor(options: ServiceProviderOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return 'platform';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { services, readHeld } = this.#options;
    this.#sync = new EntitySync(connection, {
      locationKey: SERVICES_KEY,
      readHeld,
    });
    services.onChange(() => {
      void this.apply();
    });
    services.whenReady().then(
      () => this.apply(),
      () => undefined,
    );
  }

  /**
   * Brings the catalog in line with the services as they are now; also called on a schedule, so that what
   * failed once is made up for. Never throws.
   */
  apply(): Promise<void> {
    this.#queue = this.#queue.then(() => this.#applyNow());
    return this.#queue;
  }

  async #applyNow(): Promise<void> {
    const { services, logger } = this.#options;
    const view = services.current();
    const isReadingFirst = view.clusters.some(
      ({ phase }) => phase === 'connecting',
    );
    if (!this.#sync || isReadingFirst) return;
    try {
      const { type, added, removed, heldBack } = await this.#sync.apply(
        buildServiceEntities(view),
        { complete: isComplete(view) },
      );
      if (type !== 'none') {
        logger.info(`Catalog: ${type}, ${added} services in, ${removed} out.`);
      }
      if (heldBack && heldBack !== this.#heldBack) logger.warn(heldBack);
      this.#heldBack = heldBack;
    } catch (error) {
      logger.warn(
        'The catalog did not take the services; they are offered again.',
        error as Error,
      );
    }
  }
}
