import { createHmac } from 'node:crypto';
import type { ConnectorDeclaration } from '../declaration';
import { MemoryStore } from '../memoryStore';
import { runStream } from '../runStream';
import { MemorySink } from '../sinks/memorySink';
import { ObjectSink } from '../sinks/objects/objectSink';
import type { TableSink } from '../sinks/types';
import { TestCluster } from '../testCluster';
import { Death, Died } from '../testDeath';
import { testKind } from '../testKinds';
import { testPorts } from '../testSource';
import type { SourcePorts } from './types';
import { CallLog } from './webhook/CallLog';

/*
 * Sources that must tell somebody that they are done (a ledger of files, offsets, calls), killed before and after every
 * call through the stores while the world goes on: what arrives between death and resumption must be there too.
 */

interface World {
  readonly declaration: ConnectorDeclaration;
  /** What there is before the run. */
  begin(store: MemoryStore): Promise<void>;
  /** What comes after the process has died. */
  more(store: MemoryStore): Promise<void>;
  ports(death: Death): Partial<SourcePorts>;
  readonly rows: number;
}

const SECRET = 'shared';
const csv = (...ids: number[]) =>
  Buffer.from(`id,value\n${ids.map(id => `${id},${id}\n`).join('')}`);

function filesWorld(): World {
  const inbox = new MemoryStore();
  return {
    declaration: testKind(
      'files',
      { files: { prefix: '', format: 'csv', pageRows: 2 } },
      { baseUrl: 's3://inbox' },
    ),
    async begin() {
      await inbox.put('a.csv', csv(1, 2, 3));
      await inbox.put('b.csv', Buffer.from('id,value\n1,2,3,4\n'));
      await inbox.put('c.csv', csv(4));
    },
    async more() {
      await inbox.put('0.csv', csv(5, 6));
      await inbox.put('d.csv', csv(4));
    },
    ports: death => ({ files: death.store(inbox) }),
    rows: 6,
  };
}

function kafkaWorld(): World {
  const cluster = new TestCluster(2);
  const write = (from: number, to: number) => {
    for (let id = from; id < to; id += 1) {
      cluster.write(id % 2, JSON.stringify({ id, value: `${id}` }));
    }
  };
  return {
    declaration: testKind(
      'kafka',
      { kafka: { topic: 'prices', pageMessages: 100 } },
      { baseUrl: 'kafka://broker:9092' },
    ),
    begin: async () => write(0, 3),
    more: async () => write(3, 7),
    ports: death => ({
      kafka: {
        offsets: () => death.around(() => cluster.offsets()),
        fetch: options => death.around(() => cluster.fetch(options)),
        send: async () => undefined,
        close: async () => undefined,
      },
    }),
    rows: 7,
  };
}

function webhookWorld(): World {
  const webhook = {
    path: '/calls',
    signature: { header: 'x', algorithm: 'sha256', encoding: 'hex' } as const,
    maxWaitMs: 1,
    runMs: 1,
  };
  const declaration = testKind(
    'webhook',
    { webhook },
    {
      baseUrl: 'http://127.0.0.1:0',
      authentication: { in: 'header', name: 'x', secret: 'HOOK_SECRET' },
    },
  );
  const call = async (store: MemoryStore, id: number) => {
    const log = new CallLog({
      store,
      clock: testPorts().clock,
      stream: declaration.streams[0].name,
    });
    const body = Buffer.from(`{"id":${id}}`);
    const name = createHmac('sha256', SECRET).update(body).digest('hex');
    await log.take({ id: name }, body);
  };
  return {
    declaration,
    async begin(store) {
      await call(store, 1);
      await call(store, 2);
    },
    async more(store) {
      await call(store, 1);
      await call(store, 3);
    },
    ports: () => ({}),
    rows: 3,
  };
}

async function run(
  world: World,
  given: { store: MemoryStore; sink: TableSink; death: Death },
) {
  const { store, sink, death } = given;
  const [stream] = world.declaration.streams;
  return runStream({
    declaration: world.declaration,
    stream,
    secret: SECRET,
    sink: death.sink(sink, new Map()),
    ports: testPorts({ store: death.store(store), ...world.ports(death) }),
  });
}

const sinks: Readonly<Record<string, (store: MemoryStore) => TableSink>> = {
  'a sink that keeps the cursor': () => new MemorySink(),
  'a sink of objects': store =>
    new ObjectSink({ kind: 's3', store, format: 'ndjson' }),
};

describe.each([
  ['files', filesWorld],
  ['kafka', kafkaWorld],
  ['webhook', webhookWorld],
])('%s', (_kind, create) => {
  it.each(Object.entries(sinks))(
    'into %s: everything that arrived is there once, wherever the process died',
    async (_sink, open) => {
      const whole = create();
      const counted = new Death(0, false);
      const first = new MemoryStore();
      await whole.begin(first);
      await run(whole, { store: first, sink: open(first), death: counted });
      expect(counted.calls).toBeGreaterThan(10);
      for (const after of [false, true]) {
        for (let at = 1; at <= counted.calls; at += 1) {
          const world = create();
          const store = new MemoryStore();
          const sink = open(store);
          await world.begin(store);
          const death = new Death(at, after);
          await expect(
            run(world, { store, sink, death }),
          ).rejects.toBeInstanceOf(Died);
          await world.more(store);
          const alive = new Death(0, false);
          await run(world, { store, sink, death: alive });
          await run(world, { store, sink, death: alive });
          const [stream] = world.declaration.streams;
          const rows =
            (await sink.read?.({
              namespace: 'connectors',
              name: 'rows',
              schema: stream.schema,
              primaryKey: stream.primaryKey,
            })) ?? [];
          expect({ at, after, ids: rows.length }).toEqual({
            at,
            after,
            ids: world.rows,
          });
        }
      }
    },
    120_000,
  );
});
