import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { ResponseError, toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { readSyncOutcome, type SyncOutcome } from './readSyncOutcome';

/**
 * Builds documentation before anybody asks for it.
 *
 * With the local builder TechDocs builds a site when somebody first opens it, and until then search knows nothing of it: the runbook
 * that nobody has read yet is the one that cannot be found at night. This task asks TechDocs, over its own HTTP route, to
 * bring each site up to date, one after the other. An unchanged site costs a comparison.
 */

const SITE_TIMEOUT_MS = 120_000;

/** What a run did. */
export interface PrebuildResult {
  sites: number;
  built: number;
  failed: number;
}

interface PrebuildTaskOptions {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  logger: LoggerService;
}

/** Remembers the last failure of each site, so that the log tells of a change and not of every run. */
export class PrebuildTask {
  readonly #options: PrebuildTaskOptions;
  readonly #failures = new Map<string, string>();

  constructor(options: PrebuildTaskOptions) {
    this.#options = options;
  }

  /** Brings every documented entity's site up to date. Stops between two sites when `signal` says so. */
  async runOnce(signal?: AbortSignal): Promise<PrebuildResult> {
    const result: PrebuildResult = { sites: 0, built: 0, failed: 0 };
    for (const entity of await this.#findDocumentedEntities()) {
      if (signal?.aborted) {
        break;
      }
      const outcome = await this.#sync(entity, signal);
      result.sites += 1;
      result.built += outcome.ok && outcome.updated ? 1 : 0;
      result.failed += outcome.ok ? 0 : 1;
      this.#report(stringifyEntityRef(entity), outcome);
    }
    return result;
  }

  async #findDocumentedEntities(): Promise<Entity[]> {
    const { auth, catalog } = this.#options;
    const { items } = await catalog.getEntities(
      {
        filter: {
          'metadata.annotations.backstage.io/techdocs-ref':
            CATALOG_FILTER_EXISTS,
        },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items;
  }

  async #sync(entity: Entity, signal?: AbortSignal): Promise<SyncOutcome> {
    const { auth, discovery } = this.#options;
    const path = [
      entity.metadata.namespace ?? DEFAULT_NAMESPACE,
      entity.kind,
      entity.metadata.name,
    ]
      .map(encodeURIComponent)
      .join('/');
    try {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'techdocs',
      });
      const timeout = AbortSignal.timeout(SITE_TIMEOUT_MS);
      const response = await fetch(
        `${await discovery.getBaseUrl('techdocs')}/sync/${path}`,
        {
          headers: {
            Authorization: `Bearer ${token}`,
            Accept: 'text/event-stream',
          },
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        },
      );
      if (!response.ok) {
        throw await ResponseError.fromResponse(response);
      }
      return readSyncOutcome(await response.text());
    } catch (error) {
      return { ok: false, reason: toError(error).message };
    }
  }

  #report(entityRef: string, outcome: SyncOutcome): void {
    const { logger } = this.#options;
    const before = this.#failures.get(entityRef);
    if (!outcome.ok) {
      this.#failures.set(entityRef, outcome.reason);
      if (before !== outcome.reason) {
        logger.warn(
          `The documentation of ${entityRef} could not be built: ${outcome.reason}`,
        );
      }
      return;
    }
    this.#failures.delete(entityRef);
    if (outcome.updated || before !== undefined) {
      logger.info(`The documentation of ${entityRef} is up to date.`);
    }
  }
}
