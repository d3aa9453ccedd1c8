import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  createCounters,
  LeaseLost,
  PlatformCounters,
  PlatformDeclarations,
  PlatformInventory,
  PlatformServices,
  WriterLease,
} from '@254carbon/backstage-plugin-platform-node';
import { EntitySync } from './EntitySync';
import { clusterOf, judgeMissing } from './judgeMissing';
import { StandingMarks } from './StandingMarks';
import { YieldedRefs } from './YieldedRefs';

/** `locationKey` of the entities of services. */
export const SERVICES_KEY = 'platform';

/** Marks that begin or end later than this are found by the schedule, in milliseconds. */
const SOON_MS = 90_000;

/** What the provider of services needs. */
export interface ServiceProviderOptions {
  services: PlatformServices;
  logger: LoggerService;
  /** See `EntitySyncOptions.readHeld`. */
  readHeld: () => Promise<readonly Entity[] | undefined>;
  /** See `EntitySyncOptions.findForeign`. */
  findForeign?: (refs: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Makes the catalog offer again what it refused; see {@link ServiceProvider.yieldTo}. */
  askAgain?: () => Promise<void>;
  /** What operators let go; nothing without it. */
  inventory?: Pick<PlatformInventory, 'snapshot'>;
  /** The right to write; without it this process is the only one. */
  lease?: Pick<WriterLease, 'fence' | 'onChange' | 'write'>;
  counters?: PlatformCounters;
  /** What people declare in the portal; only annotations of workloads count without it. */
  declarations?: Pick<PlatformDeclarations, 'current' | 'onChange'>;
  /** How long something must be unreadable before its entity says so, in milliseconds; a minute unless given. */
  staleAfterMs?: number;
}

/** Keeps one entity for each service of the platform in the catalog. */
export class ServiceProvider implements EntityProvider {
  readonly #options: ServiceProviderOptions;
  readonly #counters: PlatformCounters;
  readonly #yielded = new YieldedRefs();
  readonly #marks: StandingMarks;
  #sync: EntitySync | undefined;
  #term: number | undefined;
  #queue: Promise<void> = Promise.resolve();
  #isWaiting = false;
  #alarm: NodeJS.Timeout | undefined;
  #told = new Set<string>();
  #foreign = new Set<string>();

  constructor(options: ServiceProviderOptions) {
    this.#options = options;
    this.#counters = options.counters ?? createCounters();
    this.#marks = new StandingMarks(options);
  }

  getProviderName(): string {
    return 'platform';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { services, readHeld, findForeign, lease, declarations } =
      this.#options;
    const applyMutation: EntityProviderConnection['applyMutation'] = mutation =>
      lease
        ? lease.write(() => connection.applyMutation(mutation))
        : connection.applyMutation(mutation);
    this.#sync = new EntitySync(
      { applyMutation },
      {
        locationKey: SERVICES_KEY,
        readHeld,
        findForeign,
      },
    );
    lease?.onChange(() => void this.apply());
    declarations?.onChange(() => void this.apply());
    services.onChange(() => {
      void this.apply();
    });
    services.whenReady().then(
      () => this.apply(),
      () => undefined,
    );
  }

  /**
   * Gives up a name that somebody declares although the catalog has our entity under it, and makes the catalog look
   * at the declaration again. Only the replica that writes can give it up; another one passes the question on.
   */
  async yieldTo(ref: string): Promise<void> {
    this.#yielded.add(ref, Date.now());
    await this.apply();
    await this.#options.askAgain?.();
  }

  /**
   * Brings the catalog in line with the services as they are now; also called on a schedule, so that what
   * failed once is made up for. Never throws.
   */
  apply(): Promise<void> {
    // Whoever asks while another waits is served by that one: it looks when its turn comes.
    if (this.#isWaiting) return this.#queue;
    this.#isWaiting = true;
    this.#queue = this.#queue.then(() => {
      this.#isWaiting = false;
      return this.#applyNow();
    });
    return this.#queue;
  }

  /** Whether this process writes; begins anew with what the catalog holds when it is a new term. */
  #mayWrite(): boolean {
    const { lease } = this.#options;
    if (!lease) return true;
    if (lease.fence !== this.#term) this.#sync?.forget();
    this.#term = lease.fence;
    return lease.fence !== undefined;
  }

  async #applyNow(): Promise<void> {
    const { services, logger } = this.#options;
    const view = services.current();
    const isReadingFirst = view.clusters.some(
      ({ phase }) => phase === 'connecting',
    );
    if (!this.#sync || isReadingFirst || !this.#mayWrite()) return;
    try {
      await this.#offer(this.#sync);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      this.#counters.add('platform_catalog_failures_total', {
        provider: this.getProviderName(),
      });
      logger.warn(
        'The catalog did not take the services; they are offered again.',
        error as Error,
      );
    }
  }

  async #offer(sync: EntitySync): Promise<void> {
    const { services, inventory, findForeign } = this.#options;
    if (findForeign) await this.#yielded.settle(Date.now(), findForeign);
    const held = await sync.held();
    if (!held) return;
    const view = services.current();
    const now = Date.now();
    const entities = this.#marks.build(view, { held, now });
    const released = new Set(
      (inventory?.snapshot().releases ?? []).flatMap(({ cluster, kind }) =>
        kind === undefined ? [cluster] : [],
      ),
    );
    let heldBack: string[] = [];
    const { type, added, removed, foreign } = await sync.apply(
      this.#yielded.leaveOut(entities),
      missing => {
        const verdict = judgeMissing(missing, {
          clusters: view.clusters,
          released,
          offered: countByCluster(entities),
        });
        heldBack = verdict.heldBack;
        const fateOf = this.#marks.markKept(verdict.fateOf, {
          missing,
          clusters: view.clusters,
          now,
        });
        return ref => (this.#yielded.holds(ref) ? 'remove' : fateOf(ref));
      },
    );
    this.#tell([
      ...heldBack,
      ...foreign.map(
        ref =>
          `${ref} is declared by somebody; that declaration keeps the name, and what was seen of the service is not written over it.`,
      ),
    ]);
    this.#countForeign(foreign);
    if (type !== 'none') this.#count(added, removed);
    this.#wakeAt(this.#marks.nextAt(now), now);
  }

  /** Looks again when a mark begins or ends by itself. */
  #wakeAt(at: number | undefined, now: number): void {
    clearTimeout(this.#alarm);
    if (at === undefined || at - now > SOON_MS) return;
    this.#alarm = setTimeout(() => void this.apply(), at - now).unref();
  }

  #countForeign(foreign: readonly string[]): void {
    const provider = this.getProviderName();
    for (const ref of foreign) {
      if (this.#foreign.has(ref)) continue;
      this.#counters.add('platform_catalog_conflicts_total', { provider });
    }
    this.#foreign = new Set(foreign);
  }

  #count(added: number, removed: number): void {
    const provider = this.getProviderName();
    const count = (change: string, by: number) =>
      this.#counters.add(
        'platform_catalog_entities_total',
        { provider, change },
        by,
      );
    this.#counters.add('platform_catalog_mutations_total', { provider });
    count('added', added);
    count('removed', removed);
    this.#options.logger.info(`Catalog: ${added} services in, ${removed} out.`);
  }

  #tell(sentences: readonly string[]): void {
    for (const sentence of sentences) {
      if (!this.#told.has(sentence)) this.#options.logger.warn(sentence);
    }
    this.#told = new Set(sentences);
  }
}

function countByCluster(entities: readonly Entity[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entity of entities) {
    const cluster = clusterOf(entity);
    counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  }
  return counts;
}
