/*
 * One socket that is kept open. It authenticates, subscribes, and comes back by itself: after a pause with full jitter
 * that grows while it fails, and after a silence, because a dead connection often looks like a quiet one. What was sent
 * while it was away is lost to this protocol; each gap is said with its beginning and end, so that a REST backfill can
 * close it.
 */
import type {
  ConnectorDeclaration,
  Limits,
  StreamDeclaration,
} from '../../declaration';
import { DEFAULT_LIMITS } from '../../declaration';
import { ConnectorError } from '../../errors';
import { delayBefore } from '../../retry';
import type { Scrub } from '../../scrub';
import type { WebSocketStream } from '../kindDeclarations';
import type { Socket, SourcePorts } from '../types';

const SILENCE_MS = 60_000;
const HANDSHAKE_MS = 30_000;

/** What a connection tells. */
export interface Listener {
  message(text: string): void;
  failed(error: ConnectorError): void;
}

type State = 'idle' | 'opening' | 'authenticating' | 'open' | 'closed';

function openBuiltIn(address: string): Socket {
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  const wrapped: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: text => socket.send(text),
    close: () => socket.close(),
  };
  socket.onopen = () => wrapped.onopen?.();
  socket.onmessage = event => wrapped.onmessage?.({ data: event.data });
  socket.onclose = event =>
    wrapped.onclose?.({ code: event.code, reason: event.reason });
  socket.onerror = event => wrapped.onerror?.(event);
  return wrapped;
}

function textOf(data: unknown): string {
  if (typeof data === 'string') {
    return data;
  }
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : '';
}

/** Keeps one subscription alive. */
export class Connection {
  readonly #address: string;
  readonly #websocket: WebSocketStream;
  readonly #name: string;
  readonly #secret: string;
  readonly #scrub: Scrub;
  readonly #ports: SourcePorts;
  readonly #limits: Limits;
  readonly #listener: Listener;
  #socket: Socket | undefined;
  #state: State = 'idle';
  #attempts = 0;
  #heardAt = 0;
  #lostAt: number | undefined;
  #reconnects = 0;

  constructor(options: {
    declaration: ConnectorDeclaration;
    stream: StreamDeclaration;
    websocket: WebSocketStream;
    secret: string;
    scrub: Scrub;
    ports: SourcePorts;
    listener: Listener;
  }) {
    const { declaration, stream } = options;
    this.#address = declaration.baseUrl.replace(/\/$/, '') + stream.path;
    this.#websocket = options.websocket;
    this.#name = stream.name;
    this.#secret = options.secret;
    this.#scrub = options.scrub;
    this.#ports = options.ports;
    this.#limits = { ...DEFAULT_LIMITS, ...declaration.limits };
    this.#listener = options.listener;
  }

  /** Connections made after the first. */
  get reconnects(): number {
    return this.#reconnects;
  }

  /** Opens the connection, once; looks whether it has gone silent when it is open already. */
  ensure(): void {
    const now = this.#ports.clock.now();
    if (this.#state === 'idle') {
      this.#connect();
      return;
    }
    const patience =
      this.#state === 'open'
        ? this.#websocket.silenceMs ?? SILENCE_MS
        : HANDSHAKE_MS;
    if (this.#socket && now - this.#heardAt > patience) {
      this.#drop(`silent for ${now - this.#heardAt} ms`);
    }
  }

  /** Ends the connection for good. */
  close(): void {
    this.#state = 'closed';
    this.#release();
  }

  #connect(): void {
    this.#state = 'opening';
    this.#heardAt = this.#ports.clock.now();
    const open = this.#ports.connect ?? openBuiltIn;
    const socket = open(this.#address);
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = event => this.#heard(event.data);
    socket.onclose = event =>
      this.#drop(`closed with ${event.code} ${event.reason}`.trim());
    socket.onerror = () => this.#drop('the connection failed');
  }

  #opened(): void {
    const { authenticate, authenticated } = this.#websocket;
    if (authenticate !== undefined && this.#secret !== '') {
      this.#state = 'authenticating';
      const quoted = JSON.stringify(this.#secret).slice(1, -1);
      this.#socket?.send(authenticate.replaceAll('{secret}', () => quoted));
    }
    if (this.#state === 'opening' || authenticated === undefined) {
      this.#subscribe();
    }
  }

  #subscribe(): void {
    this.#state = 'open';
    this.#attempts = 0;
    for (const message of this.#websocket.subscribe) {
      this.#socket?.send(message);
    }
    if (this.#lostAt !== undefined) {
      this.#ports.log('gap', {
        stream: this.#name,
        from: new Date(this.#lostAt).toISOString(),
        to: new Date(this.#ports.clock.now()).toISOString(),
      });
      this.#lostAt = undefined;
    }
  }

  #heard(data: unknown): void {
    this.#heardAt = this.#ports.clock.now();
    const text = this.#scrub(textOf(data));
    const { authenticated, refused } = this.#websocket;
    if (refused !== undefined && new RegExp(refused, 'u').test(text)) {
      this.close();
      this.#listener.failed(
        new ConnectorError(
          'authentication',
          `The source refused the key (${text.slice(
            0,
            200,
          )}); renew it and check its rights.`,
        ),
      );
      return;
    }
    if (this.#state === 'authenticating') {
      if (
        authenticated !== undefined &&
        new RegExp(authenticated, 'u').test(text)
      ) {
        this.#subscribe();
      }
      return;
    }
    this.#listener.message(text);
  }

  #release(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) {
      socket.onopen = null;
      socket.onmessage = null;
      socket.onclose = null;
      socket.onerror = null;
      socket.close();
    }
  }

  #drop(reason: string): void {
    if (this.#state === 'closed' || !this.#socket) {
      return;
    }
    const { clock, random, log } = this.#ports;
    if (this.#state === 'open') {
      this.#lostAt ??= clock.now();
    }
    this.#state = 'opening';
    this.#release();
    this.#attempts += 1;
    const said = this.#scrub(reason);
    if (this.#attempts >= this.#limits.maxAttempts) {
      this.#state = 'closed';
      this.#listener.failed(
        new ConnectorError(
          'unavailable',
          `The connection could not be made ${
            this.#attempts
          } times in a row (${said}); the next run tries again.`,
        ),
      );
      return;
    }
    const limits = this.#limits;
    const waitMs = delayBefore({ attempt: this.#attempts, limits, random });
    log('reconnect', { stream: this.#name, reason: said, waitMs });
    void clock.sleep(waitMs).then(() => {
      if (this.#state !== 'closed') {
        this.#reconnects += 1;
        this.#connect();
      }
    });
  }
}
