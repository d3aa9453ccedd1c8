import { MemoryStore } from '../../memoryStore';
import { TestCluster } from '../../testCluster';
import { readToEnd, testKind, testSourceOf } from '../../testKinds';
import { testPorts } from '../../testSource';
import { createKafkaSink } from './createKafkaSink';

function make(
  cluster: TestCluster,
  start?: 'earliest' | 'latest',
  store = new MemoryStore(),
) {
  const ports = { ...testPorts({ store }), kafka: cluster };
  const declaration = testKind(
    'kafka',
    {
      kafka: {
        topic: 'prices',
        pageMessages: 3,
        start,
        metadata: { offset: '_offset', partition: '_partition' },
      },
    },
    { baseUrl: 'kafka://broker:9092' },
  );
  return {
    store,
    source: () => testSourceOf(declaration, ports),
    pass: (ms: number) => ports.clock.sleep(ms),
  };
}

const ids = (pages: ReadonlyArray<{ records: readonly unknown[] }>) =>
  pages.flatMap(page => page.records.map(record => Object(record).id));

describe('kafka', () => {
  it('reads every partition from where it stands, and the next run goes on without any token', async () => {
    const cluster = new TestCluster(2);
    for (let id = 0; id < 8; id += 1) {
      cluster.write(id % 2, JSON.stringify({ id, value: `${id}.50` }));
    }
    const { source } = make(cluster);
    const pages = await readToEnd(source());
    expect(ids(pages).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(pages[0].records[0]).toEqual({
      id: 0,
      value: '0.5',
      _offset: '0',
      _partition: 0,
    });
    cluster.write(1, '{"id":8}');
    expect(ids(await readToEnd(source()))).toEqual([8]);
    expect(ids(await readToEnd(source()))).toEqual([]);
  });

  it('reads a page again whose token never came back', async () => {
    const cluster = new TestCluster(1);
    for (let id = 0; id < 5; id += 1) {
      cluster.write(0, JSON.stringify({ id }));
    }
    const { source } = make(cluster);
    const first = await source().readPage({ window: {} });
    expect(ids([first])).toEqual([0, 1, 2]);
    expect(ids(await readToEnd(source(), first.next))).toEqual([3, 4]);
    const other = make(cluster);
    await other.source().readPage({ window: {} });
    expect(ids(await readToEnd(other.source()))).toEqual([0, 1, 2, 3, 4]);
  });

  it('begins at the end when declared, and loses nothing between two runs that saw nothing', async () => {
    const cluster = new TestCluster(1);
    cluster.write(0, '{"id":1}');
    const { source } = make(cluster, 'latest');
    expect(ids(await readToEnd(source()))).toEqual([]);
    cluster.write(0, '{"id":2}');
    expect(ids(await readToEnd(source()))).toEqual([2]);
  });

  it('says which messages were deleted before they were read', async () => {
    const cluster = new TestCluster(1);
    cluster.write(0, '{"id":1}');
    const { source, store } = make(cluster);
    await readToEnd(source());
    for (let id = 2; id < 9; id += 1) {
      cluster.write(0, `{"id":${id}}`);
    }
    cluster.earliest[0] = 5;
    await expect(source().readPage({ window: {} })).rejects.toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('messages 1 to 5'),
    });
    await store.remove('position/rows.json');
    expect(Object(await source().readPage({ window: {} })).request).toContain(
      '"0":"5"',
    );
  });

  it('says that a topic was made anew, instead of waiting for its new messages to reach the old offset', async () => {
    const cluster = new TestCluster(1);
    for (let id = 0; id < 9; id += 1) {
      cluster.write(0, `{"id":${id}}`);
    }
    const { source } = make(cluster);
    await readToEnd(source());
    cluster.log[0].length = 2;
    await expect(source().readPage({ window: {} })).rejects.toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('ends at 2, before 9'),
    });
  });

  it('reads partitions that a topic was given later from their first message, also where it began at the end', async () => {
    const cluster = new TestCluster(1);
    const { source } = make(cluster, 'latest');
    await readToEnd(source());
    cluster.grow();
    cluster.write(1, '{"id":1}');
    expect(ids(await readToEnd(source()))).toEqual([1]);
  });

  it('finds a new partition while a run without an end goes on', async () => {
    const cluster = new TestCluster(1);
    cluster.write(0, '{"id":1}');
    const { source, pass } = make(cluster);
    const one = source();
    const first = await one.readPage({ window: {} });
    cluster.grow();
    cluster.write(1, '{"id":2}');
    const token = first.next;
    expect(ids([await one.readPage({ window: {}, token })])).toEqual([]);
    await pass(60_000);
    const found = await one.readPage({ window: {}, token });
    expect(ids([found])).toEqual([2]);
    expect(found.next).toEqual({ 0: '1', 1: '1' });
  });

  it('leaves what is no JSON to the schema, skips deletions, and can be replayed', async () => {
    const cluster = new TestCluster(1);
    cluster.write(0, 'not json');
    cluster.write(0, null);
    cluster.write(0, '{"id":1,"value":0.10000000000000000001}');
    const { source } = make(cluster);
    const page = await source().readPage({ window: {} });
    expect(page.records).toEqual([
      'not json',
      { id: 1, value: '0.10000000000000000001', _offset: '2', _partition: 0 },
    ]);
    expect(await source().parse(page, {})).toEqual(page.records);
  });

  it('is written to by key, with the run and the page of every row', async () => {
    const cluster = new TestCluster(1);
    const sink = createKafkaSink(cluster);
    const table = {
      namespace: 'energy',
      name: 'prices',
      primaryKey: ['id'],
      schema: {
        type: 'object',
        properties: {},
        required: [],
        additionalProperties: true,
      },
    };
    await sink.ensure(table);
    await sink.commit(table, {
      run: 'r1',
      page: 0,
      rows: [{ id: 7 }],
      cursor: null,
    });
    expect(cluster.sent).toEqual([
      {
        key: '[7]',
        value: '{"id":7}',
        headers: { run: 'r1', page: '0', row: '0' },
      },
    ]);
    await expect(
      createKafkaSink(new TestCluster(0)).ensure(table),
    ).rejects.toThrow("'energy.prices' is not there");
  });
});
