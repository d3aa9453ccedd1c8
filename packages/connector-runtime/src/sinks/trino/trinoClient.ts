/*
 * Trino's statement protocol: POST the text, follow `nextUri` until there is none, gather what each answer carries.
 * Things that a thin client gets wrong are done here: 502, 503 and 504 mean "ask this same address again" and not that
 * the query failed; an address that Trino makes behind a proxy may name a host that the caller cannot reach, so only
 * its path is used; and a query that nobody waits for any more is cancelled, since it would run on. A fourth is a
 * header: without it Trino rounds every moment of an answer to milliseconds, for clients of long ago.
 */
import { ConnectorError } from '../../errors';
import type { Scrub } from '../../scrub';
import { createScrub } from '../../scrub';
import type { Answer, Patience, SinkPorts } from '../ask';
import { ask, PATIENCE } from '../ask';
import type { Json } from '../types';
import { refusalOf } from './trinoErrors';

/** Whom to ask and as whom. */
export interface TrinoOptions {
  /** `https://trino.example.com`, without a path. */
  readonly url: string;
  readonly user: string;
  readonly catalog: string;
  /** Sent as basic authentication; Trino takes it over https only. */
  readonly password?: string;
  /** Shown in Trino's list of queries. */
  readonly source?: string;
  readonly ports: SinkPorts;
  readonly patience?: Patience;
  /** Longest a statement may take. */
  readonly statementMs?: number;
}

/** A finished statement. */
export interface TrinoResult {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly Json[]>;
  /** Rows that a statement changed, where Trino says so. */
  readonly updateCount?: number;
}

interface Page {
  readonly id?: string;
  readonly nextUri?: string;
  readonly columns?: ReadonlyArray<{ readonly name: string }>;
  readonly data?: ReadonlyArray<readonly Json[]>;
  readonly updateCount?: number;
  readonly error?: {
    readonly message?: string;
    readonly errorName?: string;
    readonly errorType?: string;
  };
}

const STATEMENT_MS = 600_000;

/** Speaks with one Trino. */
export class TrinoClient {
  readonly #options: TrinoOptions;
  readonly #origin: string;
  readonly #scrub: Scrub;

  /** @throws ConnectorError `configuration` when the address is none, or a password would travel in the open. */
  constructor(options: TrinoOptions) {
    if (!URL.canParse(options.url)) {
      throw new ConnectorError(
        'configuration',
        'TRINO_URL is no address; write it like https://trino.example.com.',
      );
    }
    if (options.password !== undefined && !/^https:/i.test(options.url)) {
      throw new ConnectorError(
        'configuration',
        'TRINO_PASSWORD would travel readable to anybody; write TRINO_URL with https, or leave the password out.',
      );
    }
    this.#options = options;
    this.#origin = options.url.replace(/\/+$/, '');
    this.#scrub = createScrub([options.password ?? '']);
  }

  /** The catalog that statements name. */
  get catalog(): string {
    return this.#options.catalog;
  }

  #headers(): Record<string, string> {
    const { user, catalog, password, source } = this.#options;
    return {
      'x-trino-user': user,
      'x-trino-catalog': catalog,
      'x-trino-source': source ?? '254carbon-connector',
      'x-trino-time-zone': 'UTC',
      'x-trino-client-capabilities': 'PARAMETRIC_DATETIME',
      'content-type': 'text/plain; charset=utf-8',
      ...(password === undefined
        ? {}
        : {
            authorization: `Basic ${Buffer.from(`${user}:${password}`).toString(
              'base64',
            )}`,
          }),
    };
  }

  async #ask(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: string,
  ): Promise<Answer> {
    return ask({
      question: {
        method,
        url: `${this.#origin}${path}`,
        headers: async () => this.#headers(),
        body,
      },
      ports: this.#options.ports,
      who: `Trino at ${this.#origin}`,
      scrub: this.#scrub,
      patience: this.#options.patience ?? PATIENCE,
    });
  }

  #page(answer: Answer): Page {
    const text = Buffer.from(answer.bytes).toString('utf8');
    if (answer.status !== 200) {
      throw refusalOf({
        status: answer.status,
        message: this.#scrub(text).slice(0, 200),
      });
    }
    try {
      const page: Page = JSON.parse(text);
      return page;
    } catch (cause) {
      throw new ConnectorError(
        'configuration',
        `What answers at ${this.#origin} is not Trino; correct TRINO_URL.`,
        cause,
      );
    }
  }

  #pathOf(nextUri: string): string {
    const url = new URL(nextUri, this.#origin);
    return `${url.pathname}${url.search}`;
  }

  /**
   * Runs a statement to its end.
   *
   * @throws ConnectorError: what Trino says of the statement, with the cure.
   */
  async run(statement: string): Promise<TrinoResult> {
    const { ports, statementMs = STATEMENT_MS } = this.#options;
    const deadline = ports.clock.now() + statementMs;
    let page = this.#page(await this.#ask('POST', '/v1/statement', statement));
    let columns: readonly string[] = [];
    let updateCount: number | undefined;
    const rows: Array<readonly Json[]> = [];
    for (;;) {
      columns = page.columns?.map(column => column.name) ?? columns;
      updateCount = page.updateCount ?? updateCount;
      for (const row of page.data ?? []) {
        rows.push(row);
      }
      if (page.error) {
        throw refusalOf({
          ...page.error,
          message: this.#scrub(page.error.message ?? ''),
        });
      }
      if (page.nextUri === undefined) {
        return { columns, rows, updateCount };
      }
      if (ports.clock.now() > deadline) {
        await this.#cancel(page.nextUri);
        throw new ConnectorError(
          'unavailable',
          `A statement took longer than ${Math.round(
            statementMs / 1000,
          )} s and was cancelled; look at Trino's queue, then run again.`,
        );
      }
      page = await this.#follow(page.nextUri);
    }
  }

  /** Asks for the next part; a query whose answers cannot be read is not left running. */
  async #follow(nextUri: string): Promise<Page> {
    try {
      return this.#page(await this.#ask('GET', this.#pathOf(nextUri)));
    } catch (error) {
      await this.#cancel(nextUri);
      throw error;
    }
  }

  /** Says that nobody waits; that nobody hears it changes nothing, since Trino ends abandoned queries itself. */
  async #cancel(nextUri: string): Promise<void> {
    await this.#options.ports
      .fetch(`${this.#origin}${this.#pathOf(nextUri)}`, {
        method: 'DELETE',
        headers: this.#headers(),
        redirect: 'manual',
        signal: AbortSignal.timeout(5_000),
      })
      .catch(() => undefined);
  }
}
