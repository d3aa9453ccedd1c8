import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const calls = JSON.parse(
  readFileSync(new URL('../fixtures/calls.json', import.meta.url), 'utf8'),
).map(call => JSON.stringify(call));

const freePort = () =>
  new Promise(found => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });

/** Sends a call until somebody listens. */
async function send(url, headers, body) {
  for (;;) {
    try {
      return await fetch(url, { method: 'POST', headers, body });
    } catch {
      await new Promise(done => setTimeout(done, 20));
    }
  }
}

/** A caller on this machine who signs with the key, and one who does not. */
export async function openWorld(connector, key) {
  const baseUrl = `http://127.0.0.1:${await freePort()}`;
  const streams = connector.streams.map(stream => ({
    ...stream,
    webhook: { ...stream.webhook, maxWaitMs: 50 },
  }));
  const { path, signature } = streams[0].webhook;
  const stop = new AbortController();
  const clock = {
    now: () => Date.now(),
    sleep: ms => new Promise(done => setTimeout(done, ms)),
  };
  const during = async () => {
    const refused = await send(`${baseUrl}${path}`, {}, calls[0]);
    const statuses = [];
    for (const body of calls) {
      const digest = createHmac(signature.algorithm, key).update(body);
      const value = `${signature.prefix}${digest.digest(signature.encoding)}`;
      const headers = { [signature.header]: value };
      const taken = await send(`${baseUrl}${path}`, headers, body);
      statuses.push(taken.status);
    }
    stop.abort();
    return { refused: refused.status, statuses };
  };
  return {
    connector: { ...connector, baseUrl, streams },
    ports: { clock, stop: stop.signal },
    during,
  };
}
