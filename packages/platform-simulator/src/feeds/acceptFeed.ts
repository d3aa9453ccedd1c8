/** From an HTTP request that asks for a WebSocket to a connection of a feed. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Feed, FeedConnection } from './types';

const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Takes over a connection that asked for it. */
export type UpgradeHandler = (
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => void;

function connectionOf(
  socket: WebSocket,
  incoming: IncomingMessage,
  path: string,
): FeedConnection {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  return {
    path,
    headers,
    send: message => {
      if (socket.readyState !== socket.OPEN) return;
      socket.send(
        typeof message === 'string' ? message : JSON.stringify(message),
      );
    },
    close: (code, reason) => socket.close(code, reason),
    drop: () => socket.terminate(),
    onMessage: listener =>
      socket.on('message', data => listener(data.toString())),
    onClose: listener => socket.once('close', listener),
  };
}

/** Refuses before there is a WebSocket. */
function refuse(socket: Duplex, status: string, text: string): void {
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: text/plain\r\ncontent-length: ${Buffer.byteLength(
      text,
    )}\r\nconnection: close\r\n\r\n${text}`,
  );
}

/**
 * Leads each connection to its feed.
 *
 * @param choose - the feed for an address, with the path below it; a text is the refusal
 */
export function acceptFeeds(
  choose: (address: string) => { feed: Feed; path: string } | string,
): UpgradeHandler {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  return (incoming, socket, head) => {
    const chosen = choose(incoming.url ?? '/');
    if (typeof chosen === 'string') {
      refuse(socket, '404 Not Found', chosen);
      return;
    }
    server.handleUpgrade(incoming, socket, head, accepted => {
      // A client that breaks the protocol ends its own connection, not the process.
      accepted.on('error', () => accepted.terminate());
      chosen.feed(connectionOf(accepted, incoming, chosen.path));
    });
  };
}
