import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { buildRunbookEntity } from '../build/buildRunbookEntity';
import { readRunbooks } from '../read/readRunbooks';
import { EntitySync } from './EntitySync';

/** `locationKey` of the entities of runbooks. */
export const RUNBOOKS_KEY = 'runbooks';

/** What the provider of runbooks needs. */
export interface RunbookProviderOptions {
  /** Absolute path of the folder with the Markdown files. */
  folder: string;
  logger: LoggerService;
}

/** Keeps one entity for each runbook of a folder in the catalog. */
export class RunbookProvider implements EntityProvider {
  readonly #options: RunbookProviderOptions;
  #sync: EntitySync | undefined;
  #queue: Promise<void> = Promise.resolve();
  #told = new Set<string>();

  constructor(options: RunbookProviderOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return 'runbooks';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#sync = new EntitySync(connection, { locationKey: RUNBOOKS_KEY });
    await this.apply();
  }

  /** Reads the folder and brings the catalog in line. Never throws. */
  apply(): Promise<void> {
    this.#queue = this.#queue.then(() => this.#applyNow());
    return this.#queue;
  }

  async #applyNow(): Promise<void> {
    const { folder } = this.#options;
    try {
      const { runbooks, problems } = await readRunbooks(folder);
      this.#tell(problems);
      await this.#sync?.apply(runbooks.map(buildRunbookEntity), {
        complete: problems.length === 0,
      });
    } catch (error) {
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
