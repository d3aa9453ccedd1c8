import { MemorySink } from '../sinks/memorySink';
import { TestCluster } from '../testCluster';
import { testKind } from '../testKinds';
import { testPorts } from '../testSource';
import { examine } from './examine';

const declaration = testKind(
  'kafka',
  { kafka: { topic: 'orders' } },
  { baseUrl: 'kafka://one.kafka:9093,two.kafka:9093?tls=true' },
);

/** What the doctor says of a cluster of which some brokers do not answer. */
async function look(partitions: number, away: readonly string[] = []) {
  const dialled: string[] = [];
  const findings = await examine({
    declaration,
    ports: { ...testPorts(), kafka: new TestCluster(partitions) },
    secret: async () => '',
    sink: new MemorySink(),
    tables: [],
    dial: async (host, port) => {
      dialled.push(`${host}:${port}`);
      if (away.includes(host)) throw new Error('ECONNREFUSED');
    },
  });
  const of = (check: string) => findings.find(one => one.check === check);
  return { dialled, host: of('host'), topic: of('topic') };
}

describe('a cluster of several brokers', () => {
  it('is well when each takes connections and the topic is there', async () => {
    expect(await look(3)).toEqual({
      dialled: ['one.kafka:9093', 'two.kafka:9093'],
      host: {
        check: 'host',
        ok: true,
        observed: 'one.kafka:9093, two.kafka:9093 take connections',
        cure: '',
      },
      topic: {
        check: 'topic',
        ok: true,
        observed: 'orders has 3 partition(s)',
        cure: '',
      },
    });
  });

  it('is not well when one of them is away, whichever, or the topic is not there', async () => {
    const { host } = await look(1, ['two.kafka']);
    expect(host).toMatchObject({
      ok: false,
      observed: expect.stringContaining('two.kafka:9093 (ECONNREFUSED)'),
      cure: expect.stringContaining('every broker'),
    });
    const { topic } = await look(0);
    expect(topic).toMatchObject({
      ok: false,
      observed: 'the topic orders is not there',
      cure: expect.stringContaining('Create the topic'),
    });
  });
});
