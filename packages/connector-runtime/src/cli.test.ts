import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliOptions, runCli } from './cli';
import { testDeclaration, testPorts, TestSource } from './testSource';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cli-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function call(command: string, change: Partial<CliOptions> = {}) {
  const lines: string[] = [];
  const { clock, random } = testPorts();
  const code = await runCli({
    declaration: testDeclaration(),
    argv: command.split(' '),
    env: { EIA_API_KEY: 'secret-key' },
    root,
    print: line => lines.push(line),
    ports: { clock, random, fetch: new TestSource(3).answer },
    ...change,
  });
  return { code, said: lines.join('\n') };
}

describe('runCli', () => {
  it('runs into the data folder', async () => {
    expect(await call('run')).toMatchObject({
      code: 0,
      said: expect.stringContaining('"reached":"2026-01-03"'),
    });
    const table = join(root, 'data', 'tables', 'connectors', 'spot-price');
    expect(await readdir(join(table, 'rows'))).toEqual([
      'run=000000000-20261121T060000Z',
    ]);
  });

  it('ends with one report of everything', async () => {
    const { said } = await call('run');
    const report = JSON.parse(said.split('\n').at(-1) ?? '');
    expect(report).toEqual({
      event: 'report',
      connector: 'spot',
      rows: 3,
      rejected: 0,
      duplicates: 0,
      pages: 2,
      quality: [],
      cursor: { 'spot-price': '2026-01-03' },
      stopped: false,
    });
  });

  it('previews some rows, their columns and requests, and keeps nothing', async () => {
    const { code, said } = await call('preview --rows 2');
    const report = JSON.parse(said.split('\n').at(-1) ?? '');
    expect({ code, report }).toMatchObject({
      code: 0,
      report: {
        event: 'preview',
        rows: [{ value: 70.5 }, { value: 71.5 }],
        columns: [
          { name: 'period', type: 'string', from: 'declared' },
          { name: 'series', type: 'string', from: 'declared' },
          { name: 'value', type: 'number or null', from: 'declared' },
        ],
        requests: [expect.stringContaining('/petroleum/pri/spt/data/')],
      },
    });
    expect(await readdir(root)).toEqual([]);
  });

  it('previews what is expected, in words for people', async () => {
    const declared = testDeclaration();
    const declaration = testDeclaration({
      streams: [
        {
          ...declared.streams[0],
          checks: [
            { check: 'range', column: 'value', max: 71, severity: 'warn' },
            { check: 'row-count', min: 100, severity: 'fail' },
          ],
        },
      ],
    });
    const part = await call('preview --rows 1', { declaration });
    expect(JSON.parse(part.said).quality).toEqual([
      {
        check: 'range(value)',
        outcome: 'warn',
        message: '1 of 2 are not, such as 71.5; expected at most 71',
      },
    ]);
    const whole = await call('preview --rows 50', { declaration });
    expect(JSON.parse(whole.said).quality).toMatchObject([
      { check: 'range(value)', outcome: 'warn' },
      { check: 'row-count', outcome: 'fail' },
    ]);
  });

  it('needs no key where it is pointed at a host that needs none, and only there', async () => {
    const asked: string[] = [];
    const source = new TestSource(2);
    const ports = {
      ...testPorts(),
      fetch: async (url: string) => {
        asked.push(url);
        return source.answer(url);
      },
    };
    const env = {
      CONNECTOR_KEYLESS: '1',
      CONNECTOR_BASE_URL: 'http://127.0.0.1:9/v2',
    };
    expect((await call('preview', { env, ports })).code).toBe(0);
    expect(asked[0]).toContain('http://127.0.0.1:9/v2/petroleum/pri/spt/data/');
    const { code, said } = await call('preview', {
      env: { CONNECTOR_KEYLESS: '1' },
    });
    expect(code).toBe(1);
    expect(said).toContain('only with CONNECTOR_BASE_URL');
  });

  it('backfills, shows and moves the state, and tells its history', async () => {
    await call('run');
    const filled = await call(
      'backfill --from 2026-01-01 --to 2026-01-03 --chunk 2d --max-parallel 2',
    );
    expect(filled).toMatchObject({
      code: 0,
      said: expect.stringContaining('"chunks":2'),
    });
    const state = JSON.parse((await call('state get')).said);
    expect(state).toMatchObject({ name: 'spot-price', reached: '2026-01-03' });
    const set = (revision: number) =>
      call('', {
        argv: [
          'state',
          'set',
          '--reached',
          '2026-01-02',
          `--expect=${revision}`,
          '--reason',
          'a correction',
          '--by',
          'somebody',
        ],
      });
    expect((await set(state.revision - 1)).said).toContain('conflict');
    expect((await set(state.revision)).code).toBe(0);
    expect((await call('state history')).said).toContain('a correction');
  });

  it('replays a run without a key', async () => {
    await call('run');
    const replayed = await call('replay --run 000000000-20261121T060000Z', {
      env: {},
      ports: { clock: testPorts().clock },
    });
    expect(replayed).toMatchObject({
      code: 0,
      said: expect.stringContaining('"accepted":3'),
    });
  });

  it('writes and posts its numbers when a run ends, well or not', async () => {
    const posted: string[] = [];
    const source = new TestSource(3);
    const env = {
      EIA_API_KEY: 'secret-key',
      CONNECTOR_METRICS_URL: 'https://metrics.example.com/import',
      CONNECTOR_METRICS_FILE: join(root, 'spot.prom'),
    };
    let broken = false;
    const ports = {
      ...testPorts(),
      store: undefined,
      fetch: async (url: string, init: { body?: unknown }) => {
        if (url.startsWith('https://metrics')) {
          posted.push(String(init.body));
          return new Response(null, { status: 204 });
        }
        return broken ? new Response('', { status: 403 }) : source.answer(url);
      },
    };
    await call('run', { env, ports });
    broken = true;
    await call('run', { env, ports });
    for (const line of [
      'connector_run_total{connector="spot",result="success"} 1',
      'connector_records_total{connector="spot",outcome="loaded",stream="spot-price"} 3',
      'connector_http_requests_total{connector="spot",host="api.example.com",status_class="2xx"} 2',
      'connector_last_success_timestamp_seconds{connector="spot",stream="spot-price"}',
      'connector_up{connector="spot"} 1',
    ]) {
      expect(posted[0]).toContain(line);
    }
    expect(posted[1]).toContain('result="failure"} 1');
    expect(posted[1]).toContain('connector_up{connector="spot"} 0');
    expect(await readFile(join(root, 'spot.prom'), 'utf8')).toBe(posted[1]);
  });

  it('writes to a topic when the environment says so', async () => {
    const sent: string[] = [];
    const ports = {
      ...testPorts(),
      store: undefined,
      fetch: new TestSource(3).answer,
      kafka: {
        offsets: async () => [{ partition: 0, earliest: '0', latest: '0' }],
        fetch: async () => [],
        send: async (topic: string, messages: ReadonlyArray<object>) => {
          sent.push(`${topic} ${messages.length}`);
        },
        close: async () => {
          sent.push('closed');
        },
      },
    };
    const env = {
      EIA_API_KEY: 'secret-key',
      CONNECTOR_SINK: 'kafka',
      KAFKA_BROKERS: 'kafka.example.com:9092',
      KAFKA_TOPIC: 'prices',
    };
    expect((await call('run', { env, ports })).code).toBe(0);
    expect(sent).toEqual(['prices 2', 'prices 1', 'closed']);
    const { said } = await call('run', {
      env: { EIA_API_KEY: 'secret-key', CONNECTOR_SINK: 'kafka' },
    });
    expect(said).toContain('KAFKA_BROKERS is not set');
  });

  it('checks what the source gives against the contract', async () => {
    const source = new TestSource(3);
    source.rows[0].value = 'n/a';
    const { clock } = testPorts();
    const { code, said } = await call('check', {
      ports: { clock, fetch: source.answer },
    });
    expect(code).toBe(1);
    expect(said).toContain('1 of 2 rows');
  });

  it('says what the source is made of', async () => {
    const { clock } = testPorts();
    const declared = testDeclaration();
    const declaration = testDeclaration({
      source: 'other',
      streams: [{ ...declared.streams[0], path: '/prices' }],
    });
    const { code, said } = await call('discover', {
      declaration,
      ports: { clock, fetch: new TestSource(3).answer },
    });
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining('"cursorCandidates":["period"'),
    });
  });

  describe('doctor', () => {
    const findings = (said: string) =>
      said
        .split('\n')
        .map(line => JSON.parse(line))
        .filter(line => line.event === 'doctor');

    it('names every dependency', async () => {
      const { code, said } = await call('doctor');
      expect({ code, found: findings(said) }).toMatchObject({
        code: 0,
        found: [
          { check: 'key', ok: true },
          { check: 'host', ok: true },
          { check: 'clock', ok: true },
          { check: 'store', ok: true },
          { check: 'sink', ok: true },
        ],
      });
    });

    it('names the cure of each that is not well, all in one go', async () => {
      const { code, said } = await call('doctor', {
        env: {},
        ports: {
          clock: testPorts().clock,
          fetch: async () =>
            new Response('', {
              headers: { date: 'Sat, 21 Nov 2026 05:00:00 GMT' },
            }),
        },
      });
      const ill = findings(said).filter(finding => !finding.ok);
      expect({ code, ill }).toMatchObject({
        code: 1,
        ill: [
          { check: 'key', cure: expect.stringContaining('Set EIA_API_KEY') },
          { check: 'clock', cure: expect.stringContaining('NTP') },
        ],
      });
    });
  });

  it('checks without leaving anything behind', async () => {
    expect((await call('check')).code).toBe(0);
    expect(await readdir(root)).toEqual([]);
  });

  it('records fixtures without the key and verifies them without a network', async () => {
    expect((await call('fixtures record')).code).toBe(0);
    const recorded = await readFile(
      join(root, 'fixtures', '0001.json'),
      'utf8',
    );
    expect(recorded).not.toContain('secret-key');
    const { code, said } = await call('fixtures verify', {
      env: {},
      ports: { ...testPorts(), fetch: undefined },
    });
    expect({ code, said }).toMatchObject({ code: 0 });
  });

  it('shows the question that no fixture answers', async () => {
    await call('fixtures record');
    await rm(join(root, 'fixtures', '0002.json'));
    expect(await call('fixtures verify')).toMatchObject({
      code: 1,
      said: expect.stringContaining('offset=2'),
    });
  });

  it('takes the key from a file', async () => {
    await writeFile(join(root, 'key'), 'secret-key\n');
    expect(
      (await call('check', { env: { EIA_API_KEY_FILE: join(root, 'key') } }))
        .code,
    ).toBe(0);
  });

  it.each([
    ['run', { env: {} }, 1, 'set EIA_API_KEY'],
    ['run', { env: { EIA_API_KEY_FILE: '/none' } }, 1, 'cannot be read'],
    ['walk', {}, 1, 'Say one of'],
    ['run --stream other', {}, 1, 'take one of spot-price'],
    ['run --fast', {}, 1, '--fast is unknown'],
    ['backfill --from 2026-01-01', {}, 1, 'needs --to'],
    ['preview --rows none', {}, 1, 'no count'],
    [
      'run',
      {
        ports: {
          clock: testPorts().clock,
          fetch: async () => new Response('', { status: 503 }),
        },
      },
      75,
      'next run continues',
    ],
  ])(
    '%s fails with a sentence and an exit code',
    async (command, change, code, sentence) => {
      const result = await call(command, change);
      expect(result.code).toBe(code);
      expect(result.said).toContain(sentence);
    },
  );
});
