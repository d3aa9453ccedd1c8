import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Observation,
  TelemetryReading,
} from '@254carbon/backstage-plugin-platform-common';
import { PlatformDoor } from '../door/types';
import { continueRun } from '../services/continueRun';
import { createAsker } from './createAsker';
import { nextWait } from './nextWait';
import { readSystem } from './readers/readSystem';
import { nothingKept } from './readers/kept';
import { TelemetrySystem } from './types';

/** First reads are spread over this time, so that a start is no stampede. */
const SPREAD_MS = 2_000;
/** One round may take this long in all. */
const ROUND_MS = 120_000;

/** What reading one system again and again needs. */
export interface SystemLoopOptions {
  system: TelemetrySystem;
  door: Pick<PlatformDoor, 'ask'>;
  logger: LoggerService;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** In [0, 1). */
  random: () => number;
  /** Lets few systems be read at once. */
  takeTurn: <T>(read: () => Promise<T>) => Promise<T>;
  onRead(): void;
  /** Selectors of series that somebody wants to know about. */
  listWanted(): readonly string[];
  /** Milliseconds that no question may exceed. */
  timeoutMs?: number;
}

type Parts = Record<string, Observation<unknown>>;

function allFail(parts: Parts): boolean {
  return Object.values(parts).every(part => !part.ok);
}

/** A part that fails now keeps what was last good, and since when it fails. */
function continueParts(parts: Parts, previous: Parts | undefined): Parts {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      continueRun(part, previous?.[name]),
    ]),
  );
}

/**
 * Reads one system again and again: with jitter, less often while nothing of it can be read, and not before it wants
 * to be asked again.
 */
export class SystemLoop {
  readonly #options: SystemLoopOptions;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #parts: Parts | undefined;
  #failures = 0;
  #kept = nothingKept();

  constructor(options: SystemLoopOptions) {
    this.#options = options;
  }

  get system(): TelemetrySystem {
    return this.#options.system;
  }

  /** What is known of the system; `undefined` before it was read once. */
  get reading(): TelemetryReading | undefined {
    if (!this.#parts) return undefined;
    const { kind, id, serviceId, cluster, address } = this.system;
    return {
      kind,
      id,
      address,
      ...(serviceId ? { serviceId } : {}),
      ...(cluster ? { cluster } : {}),
      parts: this.#parts,
    } as TelemetryReading;
  }

  /** Begins with what an earlier loop of the same system knew. */
  start(previous?: SystemLoop): void {
    if (previous) {
      this.#parts = previous.#parts;
      this.#kept = previous.#kept;
    }
    this.#plan(this.#options.random() * SPREAD_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stopping.abort();
  }

  #plan(waitMs: number): void {
    if (this.#stopping.signal.aborted) return;
    const run = () => {
      const { takeTurn, logger } = this.#options;
      takeTurn(() => this.#readOnce()).catch(error =>
        logger.error(`Reading ${this.system.id} failed.`, error),
      );
    };
    this.#timer = setTimeout(run, waitMs).unref();
  }

  async #readOnce(): Promise<void> {
    const { system, door, now, random, onRead, listWanted, timeoutMs } =
      this.#options;
    const stopped = this.#stopping.signal;
    if (stopped.aborted) return;
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(ROUND_MS)]);
    const asker = createAsker({ system, door, now, signal, timeoutMs });
    let pauseMs = 0;
    try {
      const parts: Parts = {
        ...(await readSystem(system.kind, {
          asker,
          now: now(),
          apiVersion: system.apiVersion,
          wanted: listWanted(),
          kept: this.#kept,
        })),
      };
      if (stopped.aborted) return;
      this.#failures = allFail(parts) ? this.#failures + 1 : 0;
      this.#parts = continueParts(parts, this.#parts);
      pauseMs = asker.pauseMs;
      onRead();
    } finally {
      const { intervalMs } = system;
      const failures = this.#failures;
      this.#plan(nextWait({ intervalMs, failures, pauseMs, random: random() }));
    }
  }
}
