/*
 * The catalog as this package needs it: look at a table, make it, add columns, and try a commit. A commit ends in one
 * of three ways, and the third is why this file exists: it was done, another writer was first, or nobody knows. After
 * "nobody knows" the only right thing is to look, never to send it again blindly.
 */
import type {
  CatalogConfig,
  CommitTableRequest,
  CreateTableRequest,
  IcebergRestCatalog,
} from 'iceberg-js';
import { ConnectorError } from '../../errors';
import type { Scrub } from '../../scrub';
import { createScrub } from '../../scrub';
import type { Patience, SinkPorts } from '../ask';
import { ask, PATIENCE } from '../ask';
import { catalogRefusal, mayBeDone, statusOf } from './catalogErrors';
import { longIntegersAsText, snapshotIdsAsNumbers } from './exactJson';
import type { TableView } from './tableView';
import { readTableView } from './tableView';

/** Which catalog and as whom. */
export interface CatalogOptions {
  /** Address of the REST catalog, without `/v1`. */
  readonly url: string;
  readonly warehouse?: string;
  readonly token?: string;
  readonly ports: SinkPorts;
  readonly patience?: Patience;
}

/** Name of a table in its catalog. */
export interface TableId {
  readonly namespace: string;
  readonly name: string;
}

/** How a commit ended. */
export type CommitOutcome = 'done' | 'conflict' | 'unknown';

/** One REST catalog. */
export class TableCatalog {
  readonly #options: CatalogOptions;
  readonly #url: string;
  readonly #scrub: Scrub;
  #client: Promise<IcebergRestCatalog> | undefined;

  /** @throws ConnectorError `configuration` when the address is none. */
  constructor(options: CatalogOptions) {
    if (!URL.canParse(options.url)) {
      throw new ConnectorError(
        'configuration',
        'ICEBERG_REST_URL is no address; write it like https://catalog.example.com.',
      );
    }
    this.#options = options;
    this.#url = options.url.replace(/\/+$/, '').replace(/\/v1$/, '');
    this.#scrub = createScrub([options.token ?? '']);
  }

  /**
   * `fetch` for the client: exact ids both ways, and patience for what may be asked twice. A POST is sent once: whether
   * it took effect is for the caller to find out.
   */
  async #send(
    input: string | URL | Request,
    init: RequestInit = {},
  ): Promise<Response> {
    const { ports, patience = PATIENCE } = this.#options;
    const method = init.method === 'POST' ? 'POST' : 'GET';
    const headers = Object.fromEntries(new Headers(init.headers).entries());
    const answer = await ask({
      question: {
        method: init.method === 'HEAD' ? 'HEAD' : method,
        url: String(input),
        headers: async () => headers,
        body:
          typeof init.body === 'string'
            ? snapshotIdsAsNumbers(init.body)
            : undefined,
      },
      ports,
      who: 'the Iceberg catalog',
      scrub: this.#scrub,
      patience: method === 'POST' ? { ...patience, attempts: 1 } : patience,
    });
    const text = Buffer.from(answer.bytes).toString('utf8');
    const empty = [204, 205, 304].includes(answer.status) || text === '';
    return new Response(empty ? null : longIntegersAsText(text), {
      status: answer.status,
      headers: {
        'content-type': answer.headers.get('content-type') ?? '',
      },
    });
  }

  /**
   * What the catalog says of itself, once. The client would take the warehouse for the prefix of all paths where the
   * catalog names none (or cannot be asked), and most catalogs with one warehouse name none.
   */
  async #configure(): Promise<Response> {
    const { warehouse } = this.#options;
    const query =
      warehouse === undefined
        ? ''
        : `?warehouse=${encodeURIComponent(warehouse)}`;
    const answer = await this.#send(`${this.#url}/v1/config${query}`, {
      headers: this.#authorization(),
    });
    if (!answer.ok) {
      throw Object.assign(
        new Error(`its configuration has status ${answer.status}`),
        { status: answer.status },
      );
    }
    return answer;
  }

  #authorization(): Record<string, string> {
    const { token } = this.#options;
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  async #connect(): Promise<IcebergRestCatalog> {
    const { IcebergRestCatalog: Client } = await import('iceberg-js');
    const { warehouse, token } = this.#options;
    const answer = await this.#configure();
    const config: CatalogConfig = await answer.clone().json();
    const prefix = config.overrides?.prefix ?? config.defaults?.prefix;
    return new Client({
      baseUrl: this.#url,
      ...(prefix === undefined ? {} : { warehouse: warehouse ?? prefix }),
      auth: token === undefined ? { type: 'none' } : { type: 'bearer', token },
      fetch: async (input, init) =>
        new URL(String(input)).pathname.endsWith('/v1/config')
          ? answer.clone()
          : this.#send(input, init),
    });
  }

  async #open(): Promise<IcebergRestCatalog> {
    this.#client ??= this.#connect().catch(error => {
      this.#client = undefined;
      throw catalogRefusal(error, 'telling its configuration', this.#scrub);
    });
    return this.#client;
  }

  /** The table, or undefined when there is none. */
  async load(id: TableId): Promise<TableView | undefined> {
    try {
      const client = await this.#open();
      const found = await client.loadTableResult({
        namespace: [id.namespace],
        name: id.name,
      });
      return found ? readTableView(found.metadata) : undefined;
    } catch (error) {
      if (statusOf(error) === 404) {
        return undefined;
      }
      throw catalogRefusal(error, 'loading a table', this.#scrub);
    }
  }

  /** Makes the table unless it is there; a lost answer is looked after by the caller, who loads it. */
  async create(id: TableId, request: CreateTableRequest): Promise<void> {
    try {
      const client = await this.#open();
      await client.createNamespaceIfNotExists({ namespace: [id.namespace] });
      await client.createTable({ namespace: [id.namespace] }, request);
    } catch (error) {
      if (statusOf(error) !== 409 && !mayBeDone(error)) {
        throw catalogRefusal(error, 'creating a table', this.#scrub);
      }
    }
  }

  /** Sends a change once. @throws ConnectorError for a change that can never be made. */
  async tryCommit(
    id: TableId,
    request: CommitTableRequest,
  ): Promise<CommitOutcome> {
    try {
      const client = await this.#open();
      await client.commitTable(
        { namespace: [id.namespace], name: id.name },
        request,
      );
      return 'done';
    } catch (error) {
      if (statusOf(error) === 409) {
        return 'conflict';
      }
      if (mayBeDone(error)) {
        return 'unknown';
      }
      throw catalogRefusal(error, 'a commit', this.#scrub);
    }
  }
}
