import { TestReadSchema } from '@254carbon/backstage-plugin-platform-common';
import scaffolderModulePlatform from '@254carbon/backstage-plugin-scaffolder-backend-module-platform';
import {
  createDataSources,
  ListeningServer,
  serve,
} from '@254carbon/platform-simulator';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import {
  readEntity,
  Started,
  startDataSources,
} from '../__testUtils__/startDataSources';
import { findAddress } from './findAddress';
import { lastWords, readOutput } from './readOutput';
import { runTestRead } from './runTestRead';

jest.setTimeout(180_000);

const TEMPLATE = 'template:default/eia-connector';
const FILE = resolve(
  __dirname,
  '../../../../templates/eia-connector/template.yaml',
);

let simulator: ListeningServer;
const running: Started[] = [];
beforeAll(async () => {
  const handler = createDataSources({ clock: { now: () => Date.now() } });
  simulator = await serve(handler, { host: '127.0.0.1' });
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});
afterAll(() => simulator.close());

async function start(platform?: object) {
  const started = await startDataSources({
    scaffolder: [scaffolder, scaffolderModulePlatform],
    entities: [
      await readEntity('templates/eia-connector/template.yaml'),
      await readEntity('catalog/data-sources/eia.yaml'),
    ],
    platform,
  });
  running.push(started);
  return started;
}

async function defaults() {
  const template = parse(await readFile(FILE, 'utf8'));
  const values: Record<string, unknown> = {};
  for (const page of template.spec.parameters)
    for (const [name, field] of Object.entries<{ default?: unknown }>(
      page.properties,
    ))
      if (field.default !== undefined) values[name] = field.default;
  return values;
}

describe('a test read', () => {
  it('runs the connector as it would be written against the simulated source, without a key', async () => {
    const { ask } = await start({
      hosts: { 'api.eia.gov': `${simulator.url}/api.eia.gov` },
    });
    const { body, status } = await ask('post', '/test-reads').send({
      template: TEMPLATE,
      values: await defaults(),
    });
    expect(status).toBe(200);
    const read = TestReadSchema.parse(body);
    expect({ from: read.from, reason: read.reason }).toEqual({
      from: 'simulated',
      reason: expect.stringContaining('without a key'),
    });
    expect(read.rows.length).toBeGreaterThan(0);
    expect(read.rows.length).toBeLessThanOrEqual(20);
    expect(read.columns.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['period', 'series', 'value']),
    );
    expect(read.requests[0]).toContain('/petroleum/pri/spt/data/');
    expect(JSON.stringify(read)).not.toMatch(/api_key=[^*&"]/);
  });

  it('says so where no simulated address is configured, and shows the sample of the repository', async () => {
    const { ask } = await start();
    const { body } = await ask('post', '/test-reads').send({
      template: TEMPLATE,
      values: await defaults(),
    });
    const read = TestReadSchema.parse(body);
    expect(read).toMatchObject({
      from: 'fixtures',
      reason: expect.stringMatching(/No simulated address .* api\.eia\.gov/),
      requests: [],
    });
    expect(read.rows.length).toBeGreaterThan(0);
  });
});

describe('runTestRead', () => {
  const limits = { enabled: true, timeoutMs: 20_000, memoryMb: 256 };
  const options = (script: string) => ({
    files: new Map([
      ['src/main.js', Buffer.from(script)],
      ['package.json', Buffer.from('{"name":"x","type":"module"}')],
      ['test/expected.json', Buffer.from('[{"period":"2024","value":1}]')],
    ]),
    baseUrl: 'https://api.eia.gov/v2',
    resolve: () => `${simulator.url}/api.eia.gov/v2`,
    limits,
  });
  it('gives a program that fails no rows but the sample, with its last words', async () => {
    const read = await runTestRead(
      options(`console.log('{"message":"it broke"}'); process.exit(3);`),
    );
    expect(read).toMatchObject({
      from: 'fixtures',
      reason: expect.stringContaining('ended with 3: it broke'),
      rows: [{ period: '2024', value: 1 }],
    });
  });
  it('lets it read no file of the machine, nor its environment, nor another address', async () => {
    process.env.SECRET_OF_THE_PORTAL = 'top';
    const read = await runTestRead(
      options(`
        import { readFileSync } from 'node:fs';
        const tried = {};
        const attempt = async (name, act) => {
          try { tried[name] = String(await act()).slice(0, 20); } catch { tried[name] = 'refused'; }
        };
        await attempt('file', () => readFileSync('/etc/passwd', 'utf8'));
        await attempt('address', async () => (await fetch('http://127.0.0.1:9/')).status);
        await attempt('secret', () => process.env.SECRET_OF_THE_PORTAL ?? 'refused');
        await attempt('source', async () => (await fetch(process.env.CONNECTOR_BASE_URL + '/')).status > 0);
        console.log(JSON.stringify({ event: 'preview', rows: [tried] }));
      `),
    );
    delete process.env.SECRET_OF_THE_PORTAL;
    expect(read).toMatchObject({
      from: 'simulated',
      rows: [
        {
          file: 'refused',
          address: 'refused',
          secret: 'refused',
          source: 'true',
        },
      ],
    });
  });
  it('stops a program that does not end', async () => {
    const read = await runTestRead({
      ...options('setInterval(() => {}, 1000);'),
      limits: { ...limits, timeoutMs: 1_500 },
    });
    expect(read.reason).toMatch(/was stopped \(time\)/);
  });
  it('is switched off by configuration', async () => {
    const read = await runTestRead({
      ...options(''),
      limits: { ...limits, enabled: false },
    });
    expect(read.reason).toMatch(/switched off/);
  });
});

describe('the address of a test read', () => {
  const source = {
    baseUrl: 'https://api.polygon.io',
    docsUrl: 'https://polygon.io/docs',
    links: [{ url: 'https://www.weather.gov/documentation' }],
  };
  const own = (baseUrl: string) =>
    findAddress({
      ...source,
      files: new Map([
        ['src/connector.json', Buffer.from(JSON.stringify({ baseUrl }))],
      ]),
    });
  it.each([
    'wss://socket.polygon.io',
    'https://api.weather.gov',
    'https://api.polygon.io/v2',
  ])('is the one that the connector asks: %s', address => {
    expect(own(address)).toBe(address);
  });
  it.each([
    'https://grafana.254carbon.com',
    'https://polygon.io.example.com',
    'not an address',
    'http://127.0.0.1:8080',
  ])('is what the catalog says where the connector asks %s', address => {
    expect(own(address)).toBe(source.baseUrl);
  });
  it('is what the catalog says where the connector says nothing', () => {
    expect(findAddress({ ...source, files: new Map() })).toBe(source.baseUrl);
  });
});

describe('what a connector prints', () => {
  it('may be a warning, in one sentence', () => {
    const quality = [
      { check: 'row-count', outcome: 'pass', message: '204 rows' },
      { check: 'freshness(time)', outcome: 'warn', message: 'newest is old' },
    ];
    const line = JSON.stringify({ event: 'preview', rows: [{ a: 1 }], quality });
    expect(readOutput(line)?.quality).toEqual(quality);
  });

  it('is understood whatever stands around it', () => {
    const line = JSON.stringify({
      event: 'preview',
      rows: [{ a: 1, b: null }, { a: 'x' }],
      quality: [
        {
          check: 'range(a)',
          severity: 'warn',
          outcome: 'fail',
          observed: '1 too small.',
          expected: 'above 2',
        },
      ],
      rejected: 2,
    });
    expect(readOutput(`noise\n${line}\n{"event":"done"}\n`)).toEqual({
      rows: [{ a: 1, b: null }, { a: 'x' }],
      columns: [
        { name: 'a', type: 'number or string' },
        { name: 'b', type: 'null' },
      ],
      quality: [
        {
          check: 'range(a)',
          outcome: 'warn',
          message: '1 too small. Expected: above 2',
        },
      ],
      requests: [],
      rejected: 2,
    });
    expect(readOutput('nothing')).toBeUndefined();
    expect(lastWords('')).toBe('it said nothing');
    expect(lastWords('x\n{"error":"quota"}')).toBe('quota');
  });
});
