import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCli } from '../cli';
import { FileStore } from '../fileStore';
import { MemoryStore } from '../memoryStore';
import { testKind } from '../testKinds';
import { testDeclaration, testPorts, TestSource } from '../testSource';
import { createKafka } from './kafka/createKafka';
import { lazyStore } from './lazyStore';

describe('stores of a source', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stores-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function run(
    command: string,
    declaration: Parameters<typeof runCli>[0]['declaration'],
    env: Record<string, string> = {},
  ) {
    const lines: string[] = [];
    const { store, ...ports } = testPorts({ fetch: new TestSource(3).answer });
    const code = await runCli({
      declaration,
      argv: command.split(' '),
      env: {
        CONNECTOR_DATA: join(folder, 'data'),
        EIA_API_KEY: 'a-key-for-tests',
        ...env,
      },
      root: folder,
      ports,
      print: line => lines.push(line),
    });
    return { code, lines };
  }

  it('are watched where the connector says, and its files land once', async () => {
    const inbox = new FileStore(join(folder, 'in box'));
    await inbox.put('day/a.csv', Buffer.from('id,value\n1,1.5\n'));
    const declaration = testKind(
      'files',
      { files: { prefix: 'day/', format: 'csv' } },
      { baseUrl: pathToFileURL(join(folder, 'in box')).href },
    );
    expect((await run('run', declaration)).code).toBe(0);
    const data = new FileStore(join(folder, 'data'));
    const pages = async () =>
      (await data.list('tables/')).filter(key => key.endsWith('.ndjson'));
    const [page, ...others] = await pages();
    expect(others).toEqual([]);
    const bytes = await data.get(page);
    const row = JSON.parse(Buffer.from(bytes ?? []).toString());
    expect([row.id, Number(row.value)]).toEqual([1, 1.5]);
    const again = await run('run', declaration);
    expect(again.code).toBe(0);
    expect(await pages()).toEqual([page]);
  });

  it('count a test read against the quota of the day, in the ledger that connectors share', async () => {
    const limited = testDeclaration({ rateLimit: { group: 'eia', perDay: 2 } });
    const ledger = join(folder, 'ledger');
    const env = { CONNECTOR_LEDGER: pathToFileURL(ledger).href };
    expect((await run('check', limited, env)).code).toBe(0);
    const other = await run('run', { ...limited, name: 'other' }, env);
    expect(other.code).toBe(75);
    expect(other.lines.join()).toContain(
      'come back at 2026-11-22T00:00:00.000Z',
    );
    expect(
      (await new FileStore(ledger).list('quota/eia/')).length,
    ).toBeGreaterThan(0);
  });

  it('are not touched by fixtures, which need no call and no time', async () => {
    const limited = testDeclaration({
      rateLimit: { group: 'eia', perDay: 1, perMinute: 1 },
    });
    await run('fixtures record', testDeclaration());
    for (let time = 0; time < 2; time += 1) {
      const { code, lines } = await run('fixtures verify', limited);
      expect({
        code,
        lines: lines.filter(line => line.includes('failed')),
      }).toEqual({
        code: 0,
        lines: [],
      });
    }
    expect(await new FileStore(join(folder, 'data')).list('')).toEqual([]);
  });

  it('are opened when they are used, and again after a failure', async () => {
    let opened = 0;
    const store = lazyStore(async () => {
      opened += 1;
      if (opened === 1) {
        throw new Error('not yet');
      }
      return new MemoryStore();
    });
    expect(opened).toBe(0);
    await expect(store.list('')).rejects.toThrow('not yet');
    await store.create('a', Buffer.from('1'));
    await store.put('b', Buffer.from('2'));
    expect(await store.list('')).toEqual(['a', 'b']);
    await store.remove('a');
    expect(await store.get('a')).toBeUndefined();
    expect(opened).toBe(2);
  });
});

describe('createKafka', () => {
  it('tells a cluster that is not there from everything else', async () => {
    const kafka = await createKafka(
      {
        name: 'prices',
        baseUrl: 'kafka://127.0.0.1:1',
        authentication: { in: 'none' },
      },
      '',
    );
    await expect(kafka.offsets('prices')).rejects.toMatchObject({
      failure: 'unavailable',
      message: expect.stringContaining('Kafka did not answer'),
    });
    await kafka.close();
  }, 30_000);
});
