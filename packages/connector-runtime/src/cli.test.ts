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
    expect(await readdir(join(root, 'data', 'rows', 'spot-price'))).toEqual([
      'run=000000000-20261121T060000Z',
    ]);
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
