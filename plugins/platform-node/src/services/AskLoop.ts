import { LoggerService } from '@backstage/backend-plugin-api';
import { createTurns } from '../inventory/createTurns';

/** What asking on schedule needs. */
export interface AskLoopOptions<T> {
  schedule: {
    takeDue(now: number): readonly T[];
    readonly nextDue: number | undefined;
  };
  idOf(item: T): string;
  /** Questions under way at once. */
  concurrency: number;
  ask(item: T): Promise<void>;
  /** What is asked for, for the log: `its health`. */
  what: string;
  logger: LoggerService;
  /** Milliseconds since the epoch. */
  now: () => number;
  signal: AbortSignal;
}

/** Asks when the time has come: a few at once, one question each. */
export class AskLoop<T> {
  readonly #options: AskLoopOptions<T>;
  readonly #takeTurn: ReturnType<typeof createTurns>;
  /** Who has not answered yet; nobody is asked a second time meanwhile. */
  readonly #open = new Set<string>();
  #alarm: NodeJS.Timeout | undefined;

  constructor(options: AskLoopOptions<T>) {
    this.#options = options;
    this.#takeTurn = createTurns(options.concurrency);
    options.signal.addEventListener('abort', () => clearTimeout(this.#alarm));
  }

  /** Wakes when the next one is due; to be called after each change of the schedule. */
  setAlarm(): void {
    const { now, signal, schedule } = this.#options;
    clearTimeout(this.#alarm);
    const { nextDue } = schedule;
    if (nextDue === undefined || signal.aborted) return;
    const wait = Math.max(0, nextDue - now());
    this.#alarm = setTimeout(() => this.#askDue(), wait).unref();
  }

  #askDue(): void {
    const { ask, idOf, logger, now, schedule, signal, what } = this.#options;
    for (const item of schedule.takeDue(now())) {
      const id = idOf(item);
      if (this.#open.has(id)) continue;
      this.#open.add(id);
      this.#takeTurn(async () => (signal.aborted ? undefined : ask(item)))
        .catch(error => logger.error(`Asking ${id} for ${what} failed.`, error))
        .finally(() => this.#open.delete(id));
    }
    this.setAlarm();
  }
}
