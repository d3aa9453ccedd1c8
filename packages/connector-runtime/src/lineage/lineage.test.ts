import { z } from 'zod';
import { MemoryStore } from '../memoryStore';
import { runStream } from '../runStream';
import { testDeclaration, testPorts, TestSource } from '../testSource';
import { createPostedLineage } from './lineage';
import { runUuid } from './lineageEvent';

/** What the specification 2-0-2 asks of an event, as far as a connector says it. */
const facets = z.record(
  z.string(),
  z.looseObject({ _producer: z.url(), _schemaURL: z.url() }),
);
const dataset = z.strictObject({
  namespace: z.string().min(1),
  name: z.string().min(1),
  facets,
});
const runEvent = z.strictObject({
  eventType: z.enum(['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER']),
  eventTime: z.iso.datetime(),
  producer: z.url(),
  schemaURL: z.url(),
  run: z.strictObject({ runId: z.uuid(), facets }),
  job: z.strictObject({
    namespace: z.string().min(1),
    name: z.string().min(1),
    facets,
  }),
  inputs: z.array(dataset.extend({ inputFacets: facets })),
  outputs: z.array(dataset.extend({ outputFacets: facets })),
});

const declaration = testDeclaration();
const [stream] = declaration.streams;

async function eventsOf(store: MemoryStore) {
  const events = [];
  for (const key of await store.list('lineage/')) {
    const text = Buffer.from((await store.get(key)) ?? []).toString();
    events.push(runEvent.parse(JSON.parse(text)));
  }
  return events;
}

it('says START and COMPLETE in the words of the specification', async () => {
  const store = new MemoryStore();
  const ports = testPorts({ store, fetch: new TestSource(3).answer });
  await runStream({ declaration, stream, secret: 'secret-key', ports });
  const [complete, start] = await eventsOf(store);
  expect([start.eventType, complete.eventType]).toEqual(['START', 'COMPLETE']);
  expect(start.run.runId).toBe(complete.run.runId);
  expect(complete.outputs[0]).toMatchObject({
    name: 'connectors.spot-price',
    facets: { schema: { fields: expect.arrayContaining([]) } },
    outputFacets: { outputStatistics: { rowCount: 3 } },
  });
  expect(complete.inputs[0].namespace).toBe('https://api.example.com/v2');
});

it('says FAIL with the reason', async () => {
  const store = new MemoryStore();
  const ports = testPorts({
    store,
    fetch: async () => Response.json({ error: 'closed' }),
  });
  await expect(
    runStream({ declaration, stream, secret: 'secret-key', ports }),
  ).rejects.toThrow(/closed/);
  const [fail] = await eventsOf(store);
  expect(fail.eventType).toBe('FAIL');
  expect(fail.run.facets.errorMessage.message).toContain('closed');
});

it('is posted when there is an endpoint; kept, and no harm done, when it does not answer', async () => {
  const bodies: unknown[] = [];
  let status = 201;
  const store = new MemoryStore();
  const ports = testPorts({
    store,
    fetch: async (url, init) => {
      expect(url).toBe('https://lineage.example.com/api/v1/lineage');
      expect(init.headers.authorization).toBe('Bearer lineage-key');
      bodies.push(JSON.parse(String(init.body)));
      return new Response(null, { status });
    },
  });
  const source = new TestSource(3);
  const lineage = createPostedLineage(
    { url: 'https://lineage.example.com/api/v1/lineage', key: 'lineage-key' },
    ports,
  );
  const options = {
    declaration,
    stream,
    secret: 'secret-key',
    lineage,
    ports: testPorts({ store, fetch: source.answer }),
  };
  await runStream(options);
  expect(bodies.map(body => runEvent.parse(body).eventType)).toEqual([
    'START',
    'COMPLETE',
  ]);
  expect(await store.list('lineage/')).toEqual([]);
  status = 503;
  await runStream(options);
  expect(await store.list('lineage/')).toHaveLength(2);
  expect(ports.logged.join()).toContain('lineage-not-taken');
});

it('names a run by a UUID that follows from its id', () => {
  expect(z.uuid().parse(runUuid('spot/a'))).toBe(runUuid('spot/a'));
  expect(runUuid('spot/a')).not.toBe(runUuid('spot/b'));
});
