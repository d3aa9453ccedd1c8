import { parquetWriteBuffer } from 'hyparquet-writer';
import type { FilesStream } from '../../declaration';
import { MemoryStore } from '../../memoryStore';
import { readToEnd, testKind, testSourceOf } from '../../testKinds';
import { testPorts } from '../../testSource';

const csv: FilesStream = { prefix: 'in/', suffix: '.csv', format: 'csv' };

function make(
  files: FilesStream,
  given: { inbox?: MemoryStore; store?: MemoryStore } = {},
) {
  const inbox = given.inbox ?? new MemoryStore();
  const store = given.store ?? new MemoryStore();
  const ports = { ...testPorts({ store }), files: inbox };
  const declaration = testKind('files', { files }, { baseUrl: 's3://inbox' });
  const source = () => testSourceOf(declaration, ports);
  const read = async () =>
    (await readToEnd(source())).flatMap(page => page.records);
  return { inbox, store, ports, source, read };
}

const text = (...lines: string[]) => Buffer.from(`${lines.join('\n')}\n`);

describe('files', () => {
  it('are read once each, in the order of their names, and the same bytes under two names once', async () => {
    const { inbox, read, ports } = make(csv);
    await inbox.put('in/b.csv', text('id,value', '3,1.50'));
    await inbox.put('in/a.csv', text('\uFEFFid,value', '1,"1,5"', '2,-'));
    await inbox.put('in/c.csv', text('id,value', '3,1.50'));
    await inbox.put('in/readme.txt', text('not a table'));
    await inbox.put('other/d.csv', text('id,value', '9,9'));
    expect(await read()).toEqual([
      { id: 1, value: '1,5' },
      { id: 2, value: null },
      { id: 3, value: '1.5' },
    ]);
    expect(ports.logged.join()).toContain('same-file');
    expect(await read()).toEqual([]);
    await inbox.put('in/0.csv', text('id,value', '4,4'));
    expect(await read()).toEqual([{ id: 4, value: '4' }]);
  });

  it('that are broken are set aside as a whole with the reason, and the others are read', async () => {
    const { inbox, store, read } = make(csv);
    await inbox.put('in/a.csv', text('id,value', '1,1', '2,2,2'));
    await inbox.put('in/b.csv', Buffer.from([]));
    await inbox.put(
      'in/c.csv',
      Buffer.concat([text('id,value'), Buffer.from([0x31, 0x2c, 0xfc])]),
    );
    await inbox.put('in/d.csv', text('id,value', '4,4'));
    expect(await read()).toEqual([{ id: 4, value: '4' }]);
    const kept = await store.list('quarantine/');
    expect(kept.filter(key => key.endsWith('.csv'))).toHaveLength(3);
    const reasons = await Promise.all(
      kept
        .filter(key => key.endsWith('.reason.json'))
        .map(async key =>
          JSON.parse(Buffer.from((await store.get(key)) ?? []).toString()),
        ),
    );
    const why = Object.fromEntries(
      reasons.map(({ key, broken }) => [key, broken]),
    );
    expect(why['in/a.csv']).toMatch(/Invalid Record Length/i);
    expect(why['in/b.csv']).toContain('empty');
    expect(why['in/c.csv']).toContain('charset');
    expect(await read()).toEqual([]);
  });

  it('are gone on with in the middle by another process, and counted as taken only when their last page is safe', async () => {
    const { inbox, source, read } = make({ ...csv, pageRows: 2 });
    await inbox.put('in/a.csv', text('id,value', '1,1', '2,2', '3,3'));
    const first = await source().readPage({ window: {} });
    expect(first.records).toHaveLength(2);
    const second = await source().readPage({ window: {}, token: first.next });
    expect(second.records).toEqual([{ id: 3, value: '3' }]);
    // The process dies before the page is stored: the file is read again from the last safe token.
    expect(await read()).toHaveLength(3);
    expect(await read()).toEqual([]);
  });

  it('that change while they are read stop the run', async () => {
    const { inbox, source } = make({ ...csv, pageRows: 1 });
    await inbox.put('in/a.csv', text('id,value', '1,1', '2,2'));
    const first = await source().readPage({ window: {} });
    await inbox.put('in/a.csv', text('id,value', '1,1', '2,3'));
    await expect(
      source().readPage({ window: {}, token: first.next }),
    ).rejects.toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('in/a.csv was changed'),
    });
  });

  it('written anew under an old name are noticed only when that is asked for', async () => {
    const once = make(csv);
    await once.inbox.put('in/a.csv', text('id,value', '1,1'));
    await once.read();
    await once.inbox.put('in/a.csv', text('id,value', '1,2'));
    expect(await once.read()).toEqual([]);
    const again = make({ ...csv, checkKnown: true }, once);
    expect(await again.read()).toEqual([{ id: 1, value: '2' }]);
    expect(await again.read()).toEqual([]);
  });

  it('larger than allowed are set aside', async () => {
    const { inbox, read, ports } = make({ ...csv, maxBytes: 10 });
    await inbox.put('in/a.csv', text('id,value', '1,1'));
    expect(await read()).toEqual([]);
    expect(ports.logged.join()).toContain('larger than 10 bytes');
  });

  it('in other charsets and with other delimiters are read as declared', async () => {
    const { inbox, read } = make({
      ...csv,
      delimiter: ';',
      encoding: 'windows-1252',
    });
    await inbox.put(
      'in/a.csv',
      Buffer.from('id;value;name\n1;2;Z\xfcrich\n', 'latin1'),
    );
    expect(await read()).toEqual([{ id: 1, value: '2', name: 'Zürich' }]);
  });

  it('of JSON keep the digits of numbers; a broken line breaks its file', async () => {
    const lines = make({ prefix: '', format: 'ndjson' });
    await lines.inbox.put(
      'a',
      text('{"id":1,"value":0.1000000000000000055}', '', '{"id":2}'),
    );
    await lines.inbox.put('b', text('{"id":3}', '{"id":'));
    expect(await lines.read()).toEqual([
      { id: 1, value: '0.1000000000000000055' },
      { id: 2 },
    ]);
    expect(lines.ports.logged.join()).toContain('line 2 is no JSON');
    const whole = make({ prefix: '', format: 'json' });
    await whole.inbox.put('a', text('[{"id":1}]'));
    await whole.inbox.put('b', text('{"id":1}'));
    expect(await whole.read()).toEqual([{ id: 1 }]);
    expect(whole.ports.logged.join()).toContain("no list at 'the top'");
  });

  it('of Parquet are read by groups of rows, with exact decimals, days and large integers', async () => {
    const { inbox, read, source, ports } = make({
      prefix: '',
      format: 'parquet',
      pageRows: 3,
    });
    const buffer = parquetWriteBuffer({
      columnData: [
        {
          name: 'id',
          data: [1n, 2n, 3n, 4n, 9007199254740993n],
          type: 'INT64',
        },
        {
          name: 'day',
          data: Array.from({ length: 5 }, () => new Date('2026-06-15')),
          type: 'TIMESTAMP',
        },
      ],
      rowGroupSize: 2,
    });
    await inbox.put('a.parquet', new Uint8Array(buffer));
    await inbox.put('b.parquet', new Uint8Array(buffer).slice(0, 60));
    const rows = await read();
    expect(rows.map(row => Object(row).id)).toEqual([
      1,
      2,
      3,
      4,
      '9007199254740993',
    ]);
    expect(Object(rows[0]).day).toBe('2026-06-15T00:00:00.000Z');
    expect(ports.logged.join()).toContain('broken-file');
    expect((await source().readPage({ window: {} })).records).toEqual([]);
  });

  it('can be replayed from the archive, which holds where the rows were', async () => {
    const { inbox, source } = make({ ...csv, pageRows: 1 });
    await inbox.put('in/a.csv', text('id,value', '1,1', '2,2'));
    const pages = await readToEnd(source());
    const again = await source().parse(pages[1], {});
    expect(again).toEqual([{ id: 2, value: '2' }]);
  });

  it('need a store that somebody opens', () => {
    const declaration = testKind(
      'files',
      { files: csv },
      { baseUrl: 's3://inbox/x' },
    );
    expect(() => testSourceOf(declaration, testPorts())).toThrow('s3://inbox');
  });
});
