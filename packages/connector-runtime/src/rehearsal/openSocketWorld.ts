import type { Socket } from '../source/types';
import { readFixture } from './readFixture';
import type { World, WorldOptions } from './types';

/** Long enough for everything that is recorded; time moves only when somebody waits. */
const RUN_MS = 20_000;

function say(socket: Socket, data: string): void {
  queueMicrotask(() => socket.onmessage?.({ data }));
}

/** A server that answers what it is told with the next message, and a subscription with all that are left. */
function play(messages: readonly string[]): Socket {
  let next = 0;
  const socket: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send(text) {
      const last = text.includes('subscribe') ? messages.length : next + 1;
      for (const message of messages.slice(next, last)) {
        say(socket, message);
      }
      next = Math.max(next, last);
    },
    close: () => undefined,
  };
  queueMicrotask(() => socket.onopen?.());
  return socket;
}

/** A feed that plays `fixtures/messages.json`; the run ends early. */
export async function openSocketWorld(options: WorldOptions): Promise<World> {
  const { connector, root } = options;
  const messages = (await readFixture(root, 'messages.json')).map(message =>
    JSON.stringify(message),
  );
  const streams = connector.streams.map(stream => ({
    ...stream,
    ...(stream.websocket && {
      websocket: { ...stream.websocket, runMs: RUN_MS },
    }),
  }));
  return {
    connector: { ...connector, streams },
    recorded: 0,
    ports: { connect: () => play(messages) },
  };
}
