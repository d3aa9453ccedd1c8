/*
 * A table of somebody's database, read in the order of a column that grows. What grows late (a transaction that was
 * open while the page was read) is caught by the cursor's lookback; rows whose cursor is null are never seen, and rows
 * that were deleted stay: that is the price of reading without the database's log, and the template says so.
 */
import type {
  ConnectorDeclaration,
  StreamDeclaration,
} from '../../declaration';
import { DEFAULT_LIMITS } from '../../declaration';
import { ConnectorError } from '../../errors';
import { delayBefore } from '../../retry';
import { coerceColumns } from '../coerceColumns';
import type { DatabaseStream } from '../kindDeclarations';
import type {
  PagePlace,
  PageToken,
  Query,
  RawAnswer,
  RawPage,
  Source,
  SourceOptions,
  SourcePorts,
  SourceState,
} from '../types';
import { buildQuery, orderOf, PAGE_ROWS, PLACE_PREFIX } from './buildQuery';
import { createPostgresQuery } from './createPostgresQuery';

type DatabaseRow = Readonly<Record<string, unknown>>;

function placeOf(token: PageToken | undefined): readonly string[] | undefined {
  if (token === undefined) {
    return undefined;
  }
  if (Array.isArray(token) && token.every(part => typeof part === 'string')) {
    return token.map(String);
  }
  throw new ConnectorError(
    'configuration',
    'The checkpoint holds a token of another kind of source; remove its open run, and the stream starts at its cursor.',
  );
}

/** Reads rows of a table. */
export class DatabaseSource implements Source {
  readonly #declaration: ConnectorDeclaration;
  readonly #stream: StreamDeclaration;
  readonly #database: DatabaseStream;
  readonly #secret: string;
  readonly #ports: SourcePorts;
  #connection: Query | undefined;
  #requests = 0;
  #retries = 0;
  #bytes = 0;

  constructor(options: SourceOptions, database: DatabaseStream) {
    this.#declaration = options.declaration;
    this.#stream = options.stream;
    this.#secret = options.secret;
    this.#ports = options.ports;
    this.#database = database;
  }

  async readPage(place: PagePlace): Promise<RawPage> {
    const statement = buildQuery({
      stream: this.#stream,
      database: this.#database,
      window: place.window,
      partition: place.partition,
      after: placeOf(place.token),
    });
    const rows = await this.#query(statement.text, statement.values);
    const lines = rows.map(row => JSON.stringify(row));
    const answer: RawAnswer = {
      raw: Buffer.from(lines.map(line => `${line}\n`).join('')),
      contentType: 'application/x-ndjson',
      request: `${this.#database.table} after ${JSON.stringify(
        place.token ?? place.window,
      )}`,
      status: 200,
    };
    this.#bytes += answer.raw.byteLength;
    await place.archive?.(answer);
    const next = this.#nextOf(rows);
    return {
      ...answer,
      token: place.token,
      ...(next && { next }),
      records: this.#recordsOf(rows, place.partition),
    };
  }

  async parse(
    answer: RawAnswer,
    place: Pick<PagePlace, 'partition'>,
  ): Promise<readonly unknown[]> {
    const rows: DatabaseRow[] = Buffer.from(answer.raw)
      .toString()
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));
    return this.#recordsOf(rows, place.partition);
  }

  state(): SourceState {
    return {
      requests: this.#requests,
      requestsByStatus: {},
      retries: this.#retries,
      bytes: this.#bytes,
      rateLimitWaitMs: 0,
    };
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    // A connection that was given belongs to the giver.
    if (!this.#ports.query) {
      await connection?.close();
    }
  }

  #nextOf(rows: readonly DatabaseRow[]): PageToken | undefined {
    const last = rows.at(-1);
    if (!last || rows.length < (this.#database.pageRows ?? PAGE_ROWS)) {
      return undefined;
    }
    return orderOf(this.#stream, this.#database).map((column, index) => {
      const value = last[PLACE_PREFIX + index];
      if (typeof value !== 'string') {
        throw new ConnectorError(
          'contract',
          `The column '${column}' of ${
            this.#database.table
          } is null and cannot order rows; name columns that never are in tieBreakers.`,
        );
      }
      return value;
    });
  }

  #recordsOf(
    rows: readonly DatabaseRow[],
    partition: PagePlace['partition'],
  ): readonly unknown[] {
    const { columns = {} } = this.#stream;
    const own = rows.map(row =>
      Object.fromEntries(
        Object.entries(row).filter(([name]) => !name.startsWith(PLACE_PREFIX)),
      ),
    );
    return coerceColumns(columns, own, { answer: undefined, partition });
  }

  async #query(
    text: string,
    values: readonly string[],
  ): Promise<ReadonlyArray<DatabaseRow>> {
    const limits = { ...DEFAULT_LIMITS, ...this.#declaration.limits };
    const { clock, random, log } = this.#ports;
    const deadline = clock.now() + limits.retryBudgetMs;
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.#requests += 1;
        this.#connection ??=
          this.#ports.query ??
          (await createPostgresQuery(this.#declaration, this.#secret));
        return await this.#connection.query(text, values);
      } catch (error) {
        const wait = delayBefore({ attempt, limits, random });
        if (
          !(error instanceof ConnectorError) ||
          error.failure !== 'unavailable' ||
          attempt >= limits.maxAttempts ||
          clock.now() + wait > deadline
        ) {
          throw error;
        }
        log('retry', {
          stream: this.#stream.name,
          attempt,
          reason: error.message,
          waitMs: wait,
        });
        this.#retries += 1;
        await this.close();
        await clock.sleep(wait);
      }
    }
  }
}
