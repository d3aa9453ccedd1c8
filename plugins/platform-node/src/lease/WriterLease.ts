/**
 * The right to write, held by exactly one replica.
 *
 * Clocks of machines differ, so nobody compares times: the holder counts up a number, and who wants the lease
 * watches that number on a clock of its own. When it has stood still for longer than a holder that lives would
 * let it, the watcher takes over, on the condition that it still stands there. Each holder has a higher fence than
 * the one before, and writes only while the row, locked for that long, still carries its own: a holder that slept
 * cannot overwrite what its successor wrote.
 */
import type { Knex } from 'knex';
import {
  LEASE_TIMINGS,
  LeaseEvent,
  LeaseLost,
  LeaseTerm,
  LeaseTimings,
  WriterLeaseOptions,
} from './types';

/** How long a holder that stopped in the middle of a write keeps others off. */
const IDLE_LIMIT_MS = 60_000;

interface Row {
  holder: string | null;
  fence: number;
  beat: number;
}

/** The lease as one process sees it. */
export class WriterLease {
  readonly #options: WriterLeaseOptions;
  readonly #timings: LeaseTimings;
  readonly #listeners = new Set<() => void>();
  #fence: number | undefined;
  #beatAt = 0;
  #seen: { fence: number; beat: number; since: number } | undefined;
  #callOff = () => {};
  #stopped = false;
  #writing = 0;
  #round: Promise<void> = Promise.resolve();

  constructor(options: WriterLeaseOptions) {
    this.#options = options;
    this.#timings = options.timings ?? LEASE_TIMINGS;
  }

  /** The number of this term, or `undefined` while another replica writes. */
  get fence(): number | undefined {
    return this.#fence;
  }

  /** Resolves when it is known whether this process has the lease, or that this cannot be known now. */
  async settled(): Promise<void> {
    await this.#round;
  }

  /** Calls `listener` whenever the lease was gained or lost. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Tries to get the lease, and keeps it, until it is stopped. */
  start(): void {
    const beat = async () => {
      await this.#beat();
      if (!this.#stopped) {
        this.#callOff = this.#options.clock.alarm(
          this.#timings.beat,
          () => void (this.#round = beat()),
        );
      }
    };
    this.#round = beat();
  }

  /** Gives the lease back, so that another replica need not wait. Never throws. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff();
    await this.#round;
    const fence = this.#fence;
    if (fence === undefined) return;
    this.#set(undefined, 'released');
    const { holder, logger } = this.#options;
    await this.#row()
      .where({ holder, fence })
      .update({ holder: null })
      .then(
        () => undefined,
        error => logger.debug('The lease was not given back.', error),
      );
  }

  /**
   * Runs `write` while nobody else can get the lease.
   *
   * @throws LeaseLost when this process has no lease (any more); otherwise what `write` throws.
   */
  async write(write: () => Promise<void>): Promise<void> {
    const { knex } = this.#options;
    this.#writing += 1;
    try {
      if (knex.client.config.client !== 'pg') {
        await this.#checkHeld(() => this.#row().first());
        await write();
        return;
      }
      await knex.transaction(async tx => {
        await tx.raw(
          `SET LOCAL idle_in_transaction_session_timeout = ${IDLE_LIMIT_MS}`,
        );
        await this.#checkHeld(() => this.#row(tx).forUpdate().first());
        await write();
      });
    } finally {
      this.#writing -= 1;
    }
  }

  /**
   * Runs `write`, which proves the term itself, in the transaction in which it writes: by an update of the row that asks
   * for its `holder` and `fence`, and that counts `beat` up.
   *
   * @throws LeaseLost when this process has no lease, or `write` found that it has passed on; otherwise what `write` throws.
   */
  async during<T>(write: (term: LeaseTerm) => Promise<T>): Promise<T> {
    const { holder, what } = this.#options;
    const fence = this.#fence;
    if (fence === undefined) throw new LeaseLost(what);
    this.#writing += 1;
    try {
      return await write({ holder, fence });
    } catch (error) {
      if (error instanceof LeaseLost && this.#fence === fence)
        this.#set(undefined, 'lost');
      throw error;
    } finally {
      this.#writing -= 1;
    }
  }

  #row(knex: Knex = this.#options.knex) {
    const { table, id } = this.#options;
    return knex<Row & { id: string }>(table).where({ id });
  }

  async #checkHeld(read: () => PromiseLike<Row | undefined>): Promise<void> {
    const fence = this.#fence;
    const { holder } = this.#options;
    const row = fence === undefined ? undefined : await read();
    if (row?.holder === holder && row.fence === fence) return;
    this.#set(undefined, 'lost');
    throw new LeaseLost(this.#options.what);
  }

  #set(fence: number | undefined, event: LeaseEvent) {
    if (this.#fence === fence) return;
    this.#fence = fence;
    const { count, logger, what } = this.#options;
    count?.(event);
    logger.info(
      fence === undefined
        ? `Another replica may write ${what} now (${event}).`
        : `This replica writes ${what} now (term ${fence}).`,
    );
    for (const listener of this.#listeners) listener();
  }

  async #beat(): Promise<void> {
    const { clock, logger, what } = this.#options;
    // The lock of a write keeps others off as well as a beat does, and a beat would wait for it.
    if (this.#writing > 0) {
      this.#beatAt = clock.now();
      return;
    }
    try {
      if (this.#fence === undefined) await this.#tryToGet();
      else await this.#keep(this.#fence);
    } catch (error) {
      logger.debug(`The lease of ${what} cannot be read.`, error as Error);
      const silent = clock.now() - this.#beatAt;
      if (silent > this.#timings.silence) this.#set(undefined, 'lost');
    }
  }

  async #keep(fence: number): Promise<void> {
    const { holder, clock } = this.#options;
    const count = await this.#row()
      .where({ holder, fence })
      .increment('beat', 1);
    if (count === 1) this.#beatAt = clock.now();
    else this.#set(undefined, 'lost');
  }

  async #tryToGet(): Promise<void> {
    const { clock, knex, table, id } = this.#options;
    const row = await this.#row().first();
    if (!row) {
      await knex(table)
        .insert({ id, holder: null, fence: 0, beat: 0 })
        .onConflict('id')
        .ignore();
      await this.#take({ holder: null, fence: 0, beat: 0 });
      return;
    }
    const stands =
      this.#seen?.fence === row.fence && this.#seen.beat === row.beat;
    if (!this.#seen || !stands) {
      const { fence, beat } = row;
      this.#seen = { fence, beat, since: clock.now() };
    }
    const silent = clock.now() - this.#seen.since > this.#timings.silence;
    if (row.holder === null || silent) await this.#take(row);
  }

  async #take({ holder, fence, beat }: Row): Promise<void> {
    const own = this.#options.holder;
    const count = await this.#row()
      .where({ holder, fence, beat })
      .update({ holder: own, fence: fence + 1, beat: 0 });
    if (count !== 1) return;
    this.#seen = undefined;
    this.#beatAt = this.#options.clock.now();
    this.#set(fence + 1, 'acquired');
  }
}
