import { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Clock } from '../inventory/clock';

/** How often a holder shows that it lives, and how long it may be silent; milliseconds. */
export interface LeaseTimings {
  beat: number;
  silence: number;
}

/** What suits several replicas that share a database. */
export const LEASE_TIMINGS: LeaseTimings = { beat: 1_500, silence: 6_000 };

/** What became of the right to write. */
export type LeaseEvent = 'acquired' | 'lost' | 'released';

/** What a lease needs. */
export interface WriterLeaseOptions {
  knex: Knex;
  /** Table with the columns `id`, `holder` (nullable), `fence` and `beat`; further columns are left alone. */
  table: string;
  /** Id of the lease's row in it. */
  id: string;
  /** What its holder writes, for people: `the catalog`. */
  what: string;
  /** Name of this process, different from every other. */
  holder: string;
  clock: Clock;
  logger: LoggerService;
  /** Counts what becomes of it. */
  count?: (event: LeaseEvent) => void;
  timings?: LeaseTimings;
}

/** One term of a holder. */
export interface LeaseTerm {
  holder: string;
  /** Higher than that of every term before. */
  fence: number;
}

/** Something was written that had to be given up, because another replica writes now. */
export class LeaseLost extends Error {
  constructor(what: string) {
    super(
      `Another replica writes ${what} now; nothing was written and nothing needs to be done.`,
    );
    this.name = 'LeaseLost';
  }
}
