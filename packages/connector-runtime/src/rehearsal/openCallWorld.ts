import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import { ConnectorError } from '../errors';
import type { WebhookStream } from '../source/kindDeclarations';
import { readFixture } from './readFixture';
import type { Called, World, WorldOptions } from './types';

const PAGE_MS = 50;
const AGAIN_MS = 20;

const wait = (milliseconds: number) =>
  new Promise<void>(done => setTimeout(done, milliseconds));

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => found(port));
    });
  });
}

/** Sends a call until somebody listens; the status of the answer. */
async function send(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<number> {
  for (;;) {
    try {
      const response = await fetch(url, { method: 'POST', headers, body });
      return response.status;
    } catch {
      await wait(AGAIN_MS);
    }
  }
}

function signed(
  { signature }: WebhookStream,
  key: string,
  body: string,
): Record<string, string> {
  const digest = createHmac(signature.algorithm, key)
    .update(body)
    .digest(signature.encoding);
  return { [signature.header]: `${signature.prefix ?? ''}${digest}` };
}

/** A caller on this machine who signs `fixtures/calls.json` with the key, and one who does not. */
export async function openCallWorld(options: WorldOptions): Promise<World> {
  const { connector, root, key } = options;
  const { webhook } = connector.streams[0];
  if (!webhook) {
    throw new ConnectorError(
      'configuration',
      `Stream '${connector.streams[0].name}' does not say how it is called; declare 'webhook' in it.`,
    );
  }
  const bodies = (await readFixture(root, 'calls.json')).map(call =>
    JSON.stringify(call),
  );
  const baseUrl = `http://127.0.0.1:${await freePort()}`;
  const stop = new AbortController();
  const during = async (): Promise<Called> => {
    const url = `${baseUrl}${webhook.path}`;
    const refused = await send(url, {}, bodies[0]);
    const statuses: number[] = [];
    for (const body of bodies) {
      statuses.push(await send(url, signed(webhook, key, body), body));
    }
    stop.abort();
    return { refused, statuses };
  };
  const streams = connector.streams.map(stream => ({
    ...stream,
    webhook: { ...webhook, maxWaitMs: PAGE_MS },
  }));
  return {
    connector: { ...connector, baseUrl, streams },
    recorded: 0,
    // Calls come over a real socket, so time is real too.
    ports: {
      clock: { now: () => Date.now(), sleep: wait },
      stop: stop.signal,
    },
    during,
  };
}
