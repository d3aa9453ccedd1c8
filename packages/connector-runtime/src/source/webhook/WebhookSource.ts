/*
 * Somebody calls us. A call is verified on its raw bytes, written to the store, and then answered with 202; pages are
 * made of what is in the store, so a receiver that dies loses nothing that it answered. A token names the calls of its
 * page; when it comes back their rows are safe and the calls are settled.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type {
  ConnectorDeclaration,
  StreamDeclaration,
} from '../../declaration';
import { ConnectorError, messageOf } from '../../errors';
import { valueAt } from '../../places';
import { coerceColumns } from '../coerceColumns';
import { parseJson } from '../exactJson';
import type { WebhookStream } from '../kindDeclarations';
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
import { CallLog } from './CallLog';
import { receiveCall } from './receiveCall';

const PAGE_CALLS = 500;
const MAX_WAIT_MS = 5_000;
const RUN_MS = 3_600_000;

/** The calls of the page before, whose rows are safe now. */
function callsOf(token: PageToken | undefined): readonly string[] {
  return typeof token === 'object' &&
    token !== null &&
    'calls' in token &&
    Array.isArray(token.calls)
    ? token.calls.map(String)
    : [];
}

/** Receives calls. */
export class WebhookSource implements Source {
  readonly #declaration: ConnectorDeclaration;
  readonly #stream: StreamDeclaration;
  readonly #webhook: WebhookStream;
  readonly #secret: string;
  readonly #ports: SourcePorts;
  readonly #log: CallLog;
  readonly #byStatus = new Map<string, number>();
  #server: Server | undefined;
  #arrived: (() => void) | undefined;
  #began: number | undefined;
  #bytes = 0;

  constructor(options: SourceOptions, webhook: WebhookStream) {
    this.#declaration = options.declaration;
    this.#stream = options.stream;
    this.#webhook = webhook;
    this.#secret = options.secret;
    this.#ports = options.ports;
    const { store, clock } = options.ports;
    this.#log = new CallLog({ store, clock, stream: options.stream.name });
  }

  /**
   * Begins to listen, once; a page does so by itself.
   *
   * @returns the port.
   * @throws ConnectorError `configuration` without a secret: a receiver that takes calls from everybody is none.
   */
  async listen(): Promise<number> {
    if (this.#secret === '') {
      throw new ConnectorError(
        'configuration',
        `Nobody could be told from anybody: set ${
          this.#declaration.authentication.secret ?? 'the secret'
        } to the secret that signs the calls.`,
      );
    }
    if (!this.#server) {
      const { createServer } = await import('node:http');
      const server = createServer((request, response) => {
        void this.#answer(request, response);
      });
      server.requestTimeout = 30_000;
      this.#server = server;
      const { hostname, port } = new URL(this.#declaration.baseUrl);
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(Number(port || 8080), hostname, resolve);
      });
    }
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async readPage(place: PagePlace): Promise<RawPage> {
    await this.listen();
    const { clock, stop } = this.#ports;
    await this.#log.settle(callsOf(place.token));
    // Of this process: a run that is resumed has its whole length again.
    this.#began ??= clock.now();
    const calls = (await this.#await()).slice(
      0,
      this.#webhook.pageRecords ?? PAGE_CALLS,
    );
    const bodies: string[] = [];
    for (const id of calls) {
      const body = await this.#log.body(id);
      bodies.push(JSON.stringify(Buffer.from(body ?? []).toString('utf8')));
    }
    const answer: RawAnswer = {
      raw: Buffer.from(bodies.map(body => `${body}\n`).join('')),
      contentType: 'application/x-ndjson',
      request: this.#webhook.path,
      status: 200,
    };
    await place.archive?.(answer);
    const over =
      clock.now() - this.#began >= (this.#webhook.runMs ?? RUN_MS) ||
      stop?.aborted === true;
    return {
      ...answer,
      token: place.token,
      // A page with calls is followed by one whose token settles them, even at the end of the run.
      ...((!over || calls.length > 0) && { next: { calls } }),
      records: await this.parse(answer, place),
    };
  }

  async parse(
    answer: RawAnswer,
    place: Pick<PagePlace, 'partition'>,
  ): Promise<readonly unknown[]> {
    const { columns = {} } = this.#stream;
    const exact = Object.values(columns).some(one => one.as === 'decimal');
    const lines = Buffer.from(answer.raw).toString().split('\n');
    const records = lines
      .filter(Boolean)
      .flatMap(line => this.#recordsOf(String(JSON.parse(line)), exact));
    const { partition } = place;
    return coerceColumns(columns, records, { answer: undefined, partition });
  }

  state(): SourceState {
    const counts = [...this.#byStatus.values()];
    return {
      requests: counts.reduce((sum, count) => sum + count, 0),
      requestsByStatus: Object.fromEntries(this.#byStatus),
      retries: 0,
      bytes: this.#bytes,
      rateLimitWaitMs: 0,
    };
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await new Promise<void>(resolve => {
      if (!server) {
        resolve();
        return;
      }
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  #recordsOf(text: string, exact: boolean): readonly unknown[] {
    let body: unknown;
    try {
      body = parseJson(text, exact);
    } catch {
      // The schema rejects it with the caller's own words.
      return [text];
    }
    const { recordsAt } = this.#stream;
    const found = recordsAt === '' ? body : valueAt(body, recordsAt);
    return Array.isArray(found) ? found : [found];
  }

  async #await(): Promise<readonly string[]> {
    const { clock } = this.#ports;
    const until = clock.now() + (this.#webhook.maxWaitMs ?? MAX_WAIT_MS);
    for (;;) {
      const arrived = new Promise<void>(resolve => {
        this.#arrived = resolve;
      });
      const waiting = await this.#log.waiting();
      const left = until - clock.now();
      if (waiting.length > 0 || left <= 0) {
        return waiting;
      }
      await Promise.race([arrived, clock.sleep(left)]);
    }
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    let status = 500;
    let said = 'not taken; send it again';
    try {
      const received = await receiveCall(request, {
        webhook: this.#webhook,
        secret: this.#secret,
        log: this.#log,
        now: this.#ports.clock.now(),
      });
      ({ status, said } = received);
      this.#bytes += received.bytes;
      this.#arrived?.();
    } catch (error) {
      this.#ports.log('call-failed', {
        stream: this.#stream.name,
        reason: messageOf(error),
      });
    }
    const kind = `${Math.floor(status / 100)}xx`;
    this.#byStatus.set(kind, (this.#byStatus.get(kind) ?? 0) + 1);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ said }));
  }
}
