import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { buildRunbookEntity } from '../build/buildRunbookEntity';
import { readRunbooks } from '../read/readRunbooks';
import {
  LeaseLost,
  WriterLease,
} from '@254carbon/backstage-plugin-platform-node';
import { EntitySync } from './EntitySync';

/** `locationKey` of the entities of runbooks. */
export const RUNBOOKS_KEY = 'runbooks';

/** What the provider of runbooks needs. */
export interface RunbookProviderOptions {
  /** Absolute path of the folder with the Markdown files. */
  folder: string;
  logger: LoggerService;
  /** See `EntitySyncOptions.readHeld`; without it the catalog is taken to hold none. */
  readHeld?: () => Promise<readonly Entity[] | undefined>;
  /** The right to write; without it this process is the only one. */
  lease?: Pick<WriterLease, 'fence' | 'onChange' | 'write'>;
}

/** Keeps one entity for each runbook of a folder in the catalog. */
export class RunbookProvider implements EntityProvider {
  readonly #options: RunbookProviderOptions;
  #sync: EntitySync | undefined;
  #queue: Promise<void> = Promise.resolve();
  #term: number | undefined;
  #told = new Set<string>();

  constructor(options: RunbookProviderOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return 'runbooks';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { lease, readHeld } = this.#options;
    const applyMutation: EntityProviderConnection['applyMutation'] = mutation =>
      lease
        ? lease.write(() => connection.applyMutation(mutation))
        : connection.applyMutation(mutation);
    this.#sync = new EntitySync(
      { applyMutation },
      { locationKey: RUNBOOKS_KEY, readHeld },
    );
    lease?.onChange(() => void this.apply());
    await this.apply();
  }

  /** Reads the folder and brings the catalog in line. Never throws. */
  apply(): Promise<void> {
    this.#queue = this.#queue.then(() => this.#applyNow());
    return this.#queue;
  }

  async #applyNow(): Promise<void> {
    const { folder, lease } = this.#options;
    if (lease) {
      if (lease.fence !== this.#term) this.#sync?.forget();
      this.#term = lease.fence;
      if (lease.fence === undefined) return;
    }
    try {
      const { runbooks, problems } = await readRunbooks(folder);
      this.#tell(problems);
      const isComplete = problems.length === 0 && runbooks.length > 0;
      await this.#sync?.apply(
        runbooks.map(buildRunbookEntity),
        () => () => isComplete ? 'remove' : 'keep',
      );
    } catch (error) {
      if (error instanceof LeaseLost) return;
      this.#tell([
        `Runbooks cannot be taken from ${folder}: ${
          (error as Error).message
        }; check catalog.providers.platform.runbooks.path.`,
      ]);
    }
  }

  #tell(problems: readonly string[]): void {
    for (const problem of problems) {
      if (!this.#told.has(problem)) this.#options.logger.warn(problem);
    }
    this.#told = new Set(problems);
  }
}
