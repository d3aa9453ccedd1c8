/** One query of the engine: it waits, runs, and is handed out page by page. */
import { randomBytes } from 'node:crypto';
import type { StatementResult } from './engine/runStatement';
import { SqlError } from './SqlError';
import { showType, typeSignature, type SqlRow } from './types';
import { sendValue } from './values';

const ROWS_PER_PAGE = 1000;

/** An answer about a query. */
export interface QueryPage {
  body: Record<string, unknown>;
  session?: StatementResult['session'];
}

type State = 'QUEUED' | 'RUNNING' | 'FINISHED' | 'FAILED';

/** The rows that a token stands for; there are none for one that was asked while the query still ran. */
interface Slice {
  rows: readonly SqlRow[];
  last: boolean;
}

function asSqlError(error: unknown): SqlError {
  if (error instanceof SqlError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new SqlError('GENERIC_INTERNAL_ERROR', message, { cause: error });
}

function describeError(error: SqlError): Record<string, unknown> {
  const { place } = error;
  return {
    message: error.message,
    errorCode: error.code,
    errorName: error.errorName,
    errorType: error.errorType,
    ...(place
      ? {
          errorLocation: {
            lineNumber: place.line,
            columnNumber: place.column,
          },
        }
      : {}),
    failureInfo: {
      type: 'io.trino.spi.TrinoException',
      message: error.message,
      suppressed: [],
      stack: [],
    },
  };
}

/** A query, by whose tokens a client follows it. */
export class Query {
  readonly id: string;
  /** Nobody can guess it, so nobody can read another's query. */
  readonly slug = `y${randomBytes(16).toString('hex')}`;
  readonly #run: (signal: AbortSignal) => Promise<StatementResult>;
  readonly #abort = new AbortController();
  #state: State = 'QUEUED';
  #result?: StatementResult;
  #error?: SqlError;
  #running?: Promise<void>;
  readonly #slices = new Map<number, Slice | undefined>();
  #sent = 0;
  #isHandedOut = false;
  #newest = 0;

  constructor(options: {
    id: string;
    run(signal: AbortSignal): Promise<StatementResult>;
  }) {
    this.id = options.id;
    this.#run = options.run;
  }

  /** Whether it is finished, failed or cancelled. */
  get isOver(): boolean {
    return this.#state === 'FINISHED' || this.#state === 'FAILED';
  }

  fail(error: SqlError): void {
    if (this.isOver) return;
    this.#state = 'FAILED';
    this.#error = error;
  }

  /** Ends it; what it was about to write is not written when it notices in time, and what it has is not handed out any more. */
  cancel(): void {
    this.#abort.abort();
    if (this.#state === 'FAILED' || this.#isHandedOut) return;
    this.#state = 'FAILED';
    this.#error = new SqlError('USER_CANCELED', 'Query was canceled');
    this.#result = undefined;
  }

  /** Runs it, and waits so long for its end. */
  async advance(milliseconds: number): Promise<void> {
    if (this.#state === 'QUEUED') {
      this.#state = 'RUNNING';
      this.#running = this.#finish();
    }
    if (this.isOver || !this.#running) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>(resolve => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([this.#running, patience]);
    clearTimeout(timer);
  }

  async #finish(): Promise<void> {
    try {
      const result = await this.#run(this.#abort.signal);
      if (this.isOver) return;
      this.#result = result;
      this.#state = 'FINISHED';
    } catch (error) {
      this.fail(asSqlError(error));
    }
  }

  /** The rows that a token stands for, settled when it is asked for the first time; those of the last two are kept. */
  #slice(token: number): Slice | undefined {
    if (this.#slices.has(token)) return this.#slices.get(token);
    this.#newest = Math.max(this.#newest, token);
    let slice: Slice | undefined;
    if (this.#result && token > 1) {
      const { rows } = this.#result;
      const to = Math.min(rows.length, this.#sent + ROWS_PER_PAGE);
      slice = { rows: rows.slice(this.#sent, to), last: to >= rows.length };
      this.#sent = to;
    }
    this.#slices.set(token, slice);
    this.#slices.delete(token - 2);
    if (slice?.last && this.#result) {
      this.#isHandedOut = true;
      this.#result = { ...this.#result, rows: [] };
    }
    return slice;
  }

  #stats(state: State): Record<string, unknown> {
    const ran = state === 'FINISHED' || state === 'FAILED';
    return {
      state,
      queued: state === 'QUEUED',
      scheduled: state !== 'QUEUED',
      nodes: state === 'QUEUED' ? 0 : 1,
      totalSplits: 1,
      queuedSplits: state === 'QUEUED' ? 1 : 0,
      runningSplits: state === 'RUNNING' ? 1 : 0,
      completedSplits: ran ? 1 : 0,
      cpuTimeMillis: 0,
      wallTimeMillis: 0,
      queuedTimeMillis: 0,
      elapsedTimeMillis: 0,
      processedRows: this.#sent,
      processedBytes: 0,
      physicalInputBytes: 0,
      peakMemoryBytes: 0,
      spilledBytes: 0,
    };
  }

  #data({ rows }: Slice): Record<string, unknown> {
    const { columns } = this.#result ?? {};
    if (!columns) return {};
    const data = rows.map(row =>
      row.map((value, at) => sendValue(value, columns[at].type)),
    );
    return {
      columns: columns.map(({ name, type }) => ({
        name,
        type: showType(type),
        typeSignature: typeSignature(type),
      })),
      ...(data.length > 0 ? { data } : {}),
    };
  }

  /**
   * What the client is told for a token; undefined for a page that is gone.
   *
   * @param told - `base` is the address at which the client sees the server
   */
  describe(told: { token: number; base: string }): QueryPage | undefined {
    const { token, base } = told;
    // The page before may be asked again, after a lost answer; what is older was received.
    if (token < this.#newest - 1 || token > this.#newest + 1) return undefined;
    const slice = this.#slice(token);
    const link = (phase: string) =>
      `${base}/v1/statement/${phase}/${this.id}/${this.slug}/${token + 1}`;
    const common = { id: this.id, infoUri: `${base}/ui/query.html?${this.id}` };
    const result = this.#result;
    if (this.#error && !slice) {
      return {
        body: {
          ...common,
          stats: this.#stats('FAILED'),
          error: describeError(this.#error),
          warnings: [],
        },
      };
    }
    const isLast = slice?.last === true;
    const phase = token === 0 ? 'queued' : 'executing';
    return {
      body: {
        ...common,
        ...(isLast ? {} : { nextUri: link(phase) }),
        ...(slice ? this.#data(slice) : {}),
        stats: this.#stats(isLast ? 'FINISHED' : this.#shownState(token)),
        warnings: [],
        ...(slice && result?.updateType
          ? { updateType: result.updateType }
          : {}),
        ...(slice && result?.updateCount !== undefined
          ? { updateCount: result.updateCount }
          : {}),
      },
      session: isLast ? result?.session : undefined,
    };
  }

  #shownState(token: number): State {
    return token === 0 ? 'QUEUED' : 'RUNNING';
  }
}
