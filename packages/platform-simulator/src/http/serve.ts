/**
 * The only place where the simulator meets a socket.
 *
 * Every part of the simulator is a plain `Request -> Response` function; this adapts one to `node:http(s)`. Three things matter to
 * clients of a Kubernetes API and are easy to lose in an adapter: a body that is still being produced (a watch) is
 * sent line by line, a client that goes away fires `request.signal`, and `close` does not wait for open watches.
 */
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { Readable, type Duplex } from 'node:stream';
import type { Handler } from '../kubernetes/types';

/** A listening server. */
export interface ListeningServer {
  /** `https://127.0.0.1:41234`, without a slash at the end. */
  url: string;
  port: number;
  /** Cuts open connections and stops listening. */
  close(): Promise<void>;
}

/** Thrown by a handler, it ends the connection without an answer. */
export class LostConnection extends Error {}

function readHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (name.startsWith(':') || value === undefined) continue;
    for (const single of Array.isArray(value) ? value : [value]) {
      headers.append(name, single);
    }
  }
  return headers;
}

function readRequest(
  incoming: IncomingMessage,
  options: { base: string; signal: AbortSignal },
): Request {
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(incoming.url ?? '/', options.base), {
    method,
    headers: readHeaders(incoming),
    body: hasBody ? (Readable.toWeb(incoming) as ReadableStream) : undefined,
    signal: options.signal,
    ...(hasBody ? { duplex: 'half' } : {}),
  });
}

async function writeBody(
  body: ReadableStream<Uint8Array>,
  outgoing: ServerResponse,
): Promise<void> {
  const reader = body.getReader();
  const stop = () => {
    reader.cancel().catch(() => undefined);
  };
  outgoing.once('close', stop);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || outgoing.destroyed) break;
      if (!outgoing.write(value)) {
        await new Promise<void>(resolve => {
          const proceed = () => {
            outgoing.off('drain', proceed);
            outgoing.off('close', proceed);
            resolve();
          };
          outgoing.once('drain', proceed);
          outgoing.once('close', proceed);
        });
      }
    }
    outgoing.end();
  } finally {
    outgoing.off('close', stop);
  }
}

async function answer(
  handler: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  base: string,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  try {
    const request = readRequest(incoming, { base, signal: gone.signal });
    const response = await handler(request);
    const headers: [string, string][] = [...response.headers];
    for (const [name, value] of headers) {
      if (name !== 'set-cookie') outgoing.setHeader(name, value);
    }
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
    outgoing.writeHead(response.status);
    outgoing.flushHeaders();
    if (response.body && incoming.method !== 'HEAD') {
      await writeBody(response.body, outgoing);
    } else {
      outgoing.end();
    }
  } catch (error) {
    const lost = error instanceof LostConnection;
    if (lost || outgoing.headersSent || gone.signal.aborted) {
      outgoing.destroy();
      return;
    }
    outgoing.writeHead(500, { 'content-type': 'text/plain' });
    outgoing.end(
      `The handler failed: ${
        error instanceof Error ? error.message : String(error)
      }\n`,
    );
  }
}

/**
 * Listens and answers with the handler.
 *
 * @param handler - called once per request; what it throws becomes a plain 500
 * @param options - `port` 0 or absent takes a free one; with `tls` the server speaks HTTPS
 * @throws Error when the address cannot be listened on, naming the address
 */
export async function serve(
  handler: Handler,
  options: {
    host: string;
    port?: number;
    tls?: { cert: string; key: string };
    /** Takes over connections that ask for another protocol; without it they are refused. */
    upgrade?: (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void;
  },
): Promise<ListeningServer> {
  const { host, port = 0, tls, upgrade } = options;
  let base = `${tls ? 'https' : 'http'}://${host}`;
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answer(handler, incoming, outgoing, base).catch(() => outgoing.destroy());
  };
  const server: Server = tls
    ? createHttpsServer(tls, listener)
    : createHttpServer(listener);
  // The server itself does not know a connection before its handshake, nor one that was upgraded, and would wait for both.
  const open = new Set<Duplex>();
  server.on('connection', (socket: Duplex) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  if (upgrade) {
    server.on('upgrade', (incoming, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      upgrade(incoming, socket, head);
    });
  }
  // A watch is silent for as long as nothing changes.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', cause =>
      reject(
        new Error(
          `Cannot listen on ${host}:${port}; choose another port or stop what uses it.`,
          { cause },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  base = `${base}:${taken}`;
  return {
    url: base,
    port: taken,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
        for (const socket of open) socket.destroy();
      }),
  };
}
