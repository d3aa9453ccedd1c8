import { readFileSync } from 'node:fs';

const messages = JSON.parse(
  readFileSync(new URL('../fixtures/messages.json', import.meta.url), 'utf8'),
).map(message => ({ ...message, value: Buffer.from(message.value) }));

/** A topic of one partition. */
const kafka = {
  offsets: async () => [
    { partition: 0, earliest: '0', latest: String(messages.length) },
  ],
  fetch: async ({ from, max }) =>
    messages
      .filter(one => BigInt(one.offset) >= BigInt(from['0'] ?? '0'))
      .slice(0, max),
  send: async () => {
    throw new Error('this connector only reads');
  },
  close: async () => undefined,
};

/** A cluster with the messages of fixtures/. */
export async function openWorld(connector) {
  return { connector, ports: { kafka } };
}
