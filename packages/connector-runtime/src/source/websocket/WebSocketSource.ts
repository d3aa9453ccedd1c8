/*
 * Messages that are pushed, cut into pages by number and by time. One connection lives through all pages of a run; the
 * run ends after its declared length, so that it can be checkpointed, measured and started again like any other. The
 * built-in WebSocket of Node is used: no library.
 */
import type { StreamDeclaration } from '../../declaration';
import { valueAt } from '../../places';
import { createScrub } from '../../scrub';
import { coerceColumns } from '../coerceColumns';
import { parseJson } from '../exactJson';
import { Inbox } from '../Inbox';
import type { WebSocketStream } from '../kindDeclarations';
import type {
  PagePlace,
  PageToken,
  RawAnswer,
  RawPage,
  Source,
  SourceOptions,
  SourcePorts,
  SourceState,
} from '../types';
import { Connection } from './Connection';

const PAGE_RECORDS = 500;
const MAX_WAIT_MS = 5_000;
const RUN_MS = 3_600_000;
const PAGES_WAITING = 100;

function pageOf(token: PageToken | undefined): number {
  return typeof token === 'number' ? token : 0;
}

/** Reads a socket. */
export class WebSocketSource implements Source {
  readonly #stream: StreamDeclaration;
  readonly #websocket: WebSocketStream;
  readonly #ports: SourcePorts;
  readonly #inbox: Inbox<string>;
  readonly #connection: Connection;
  readonly #exact: boolean;
  #began: number | undefined;
  #bytes = 0;

  constructor(options: SourceOptions, websocket: WebSocketStream) {
    const { declaration, stream, secret, ports } = options;
    this.#stream = stream;
    this.#websocket = websocket;
    this.#ports = ports;
    this.#exact = Object.values(stream.columns ?? {}).some(
      column => column.as === 'decimal',
    );
    this.#inbox = new Inbox({
      clock: ports.clock,
      bound: PAGES_WAITING * (websocket.pageRecords ?? PAGE_RECORDS),
    });
    this.#connection = new Connection({
      declaration,
      stream,
      websocket,
      secret,
      scrub: createScrub([secret]),
      ports,
      listener: {
        message: text => this.#take(text),
        failed: error => this.#inbox.fail(error),
      },
    });
  }

  async readPage(place: PagePlace): Promise<RawPage> {
    const { clock, stop } = this.#ports;
    const page = pageOf(place.token);
    // Of this process: a run that is resumed has its whole length again.
    this.#began ??= clock.now();
    this.#connection.ensure();
    const lines = await this.#inbox.take(
      this.#websocket.pageRecords ?? PAGE_RECORDS,
      this.#websocket.maxWaitMs ?? MAX_WAIT_MS,
    );
    const answer: RawAnswer = {
      raw: Buffer.from(lines.map(line => `${line}\n`).join('')),
      contentType: 'application/x-ndjson',
      request: `${this.#stream.path} page ${page}`,
      status: 200,
    };
    this.#bytes += answer.raw.byteLength;
    await place.archive?.(answer);
    const over =
      clock.now() - this.#began >= (this.#websocket.runMs ?? RUN_MS) ||
      stop?.aborted === true;
    return {
      ...answer,
      token: place.token,
      ...(!over && { next: page + 1 }),
      records: await this.parse(answer, place),
    };
  }

  async parse(
    answer: RawAnswer,
    place: Pick<PagePlace, 'partition'>,
  ): Promise<readonly unknown[]> {
    const { columns = {} } = this.#stream;
    const { partition } = place;
    const lines = Buffer.from(answer.raw).toString().split('\n');
    const records = lines
      .filter(Boolean)
      .map(line => parseJson(line, this.#exact));
    return coerceColumns(columns, records, { answer: undefined, partition });
  }

  state(): SourceState {
    return {
      requests: this.#connection.reconnects + 1,
      requestsByStatus: {},
      retries: this.#connection.reconnects,
      bytes: this.#bytes,
      rateLimitWaitMs: 0,
    };
  }

  async close(): Promise<void> {
    this.#connection.close();
  }

  /** One message may hold one record or a list of them; each becomes a line of its own, digits as they came. */
  #take(text: string): void {
    let message: unknown;
    try {
      message = parseJson(text, this.#exact);
    } catch {
      this.#inbox.push(JSON.stringify(text));
      return;
    }
    const { recordsAt } = this.#stream;
    const found = recordsAt === '' ? message : valueAt(message, recordsAt);
    const { only } = this.#websocket;
    for (const record of Array.isArray(found) ? found : [found]) {
      if (
        record !== undefined &&
        (!only || String(valueAt(record, only.at)) === only.equals)
      ) {
        this.#inbox.push(JSON.stringify(record));
      }
    }
  }
}
