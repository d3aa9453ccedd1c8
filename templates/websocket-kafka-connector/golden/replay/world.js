import { readFileSync } from 'node:fs';

const messages = JSON.parse(
  readFileSync(new URL('../fixtures/messages.json', import.meta.url), 'utf8'),
).map(message => JSON.stringify(message));

/** A server that answers each thing it is told with the next message, and the last with all that are left. */
function connect() {
  const socket = { onopen: null, onmessage: null, onclose: null, onerror: null };
  let next = 0;
  const say = () => {
    const data = messages[next];
    next += 1;
    queueMicrotask(() => socket.onmessage?.({ data }));
  };
  socket.send = text => {
    if (text.includes('subscribe')) {
      while (next < messages.length) say();
    } else {
      say();
    }
  };
  socket.close = () => undefined;
  queueMicrotask(() => socket.onopen?.());
  return socket;
}

/** A feed that plays fixtures/messages.json; the run ends early. */
export async function openWorld(connector) {
  const streams = connector.streams.map(stream => ({
    ...stream,
    websocket: { ...stream.websocket, runMs: 20_000 },
  }));
  return { connector: { ...connector, streams }, ports: { connect } };
}
