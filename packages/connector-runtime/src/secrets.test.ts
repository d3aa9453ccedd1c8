/*
 * Keys are planted everywhere a source or a sink could say them back, and then everything that a run leaves behind is
 * searched: objects, archives unpacked, what was printed, what was thrown, fixtures, numbers, lineage.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { runCli } from './cli';
import type { ConnectorDeclaration } from './declaration';
import { defineConnector } from './declaration';
import { MemoryStore } from './memoryStore';
import type { Fetch } from './ports';
import { testDeclaration, testPorts, TestSource } from './testSource';

const roots: string[] = [];
afterAll(() =>
  Promise.all(roots.map(root => rm(root, { recursive: true, force: true }))),
);

/** Keys as services make them, and worse: characters that are written differently in an address, in JSON, in base64. */
const keys = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{32}$/),
  fc
    .stringMatching(/^[A-Za-z0-9+/=&%?#"\\ ._-]{12,40}$/)
    .filter(key => key.trim() === key && new Set(key).size > 6),
);

type Way = 'query' | 'header' | 'bearer' | 'basic';

function declarationFor(way: Way): ConnectorDeclaration {
  const declared = testDeclaration({ limits: { maxAttempts: 2 } });
  const secret = 'EIA_API_KEY';
  const ways: Record<Way, ConnectorDeclaration['authentication']> = {
    query: { in: 'query', name: 'api_key', secret },
    header: { in: 'header', name: 'x-key', secret },
    bearer: { in: 'bearer', secret },
    basic: { in: 'basic', user: 'somebody', secret },
  };
  return defineConnector({
    ...declared,
    authentication: ways[way],
    streams: [
      {
        ...declared.streams[0],
        maxRejectedRatio: 1,
        contract: { newColumn: 'evolve', wrongType: 'discard_row' },
      },
    ],
  });
}

/** A source that says the key back wherever it can. */
function talkative(key: string, mood: 'well' | 'refuses' | 'breaks'): Fetch {
  const source = new TestSource(3);
  source.rows[0].value = `not a number: ${key}`;
  source.rows[1].extra = `seen ${encodeURIComponent(key)}`;
  return async (url, init) => {
    const headers = JSON.stringify(init.headers);
    if (mood === 'refuses') {
      return new Response(`${key} is no key; ${url} ${headers}`, {
        status: 403,
      });
    }
    if (mood === 'breaks') {
      throw new Error(`cannot connect to ${url} with ${headers}`);
    }
    const answer = await (await source.answer(url)).json();
    return Response.json({
      ...answer,
      request: { url, headers: init.headers, key, twice: { key: [key] } },
    });
  };
}

async function everyObject(store: MemoryStore): Promise<string[]> {
  const texts: string[] = [];
  for (const name of await store.list('')) {
    const bytes = (await store.get(name)) ?? new Uint8Array();
    const plain = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
    texts.push(name, Buffer.from(plain).toString());
  }
  return texts;
}

async function everyFile(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(entry => readFile(join(entry.parentPath, entry.name), 'utf8')),
  );
}

/** Everything that one command left behind. */
async function traces(
  key: string,
  way: Way,
  command: string,
  mood: 'well' | 'refuses' | 'breaks',
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'secrets-'));
  roots.push(root);
  const store = new MemoryStore();
  const printed: string[] = [];
  const sent: string[] = [];
  const { clock, random } = testPorts();
  const source = talkative(key, mood);
  await runCli({
    declaration: declarationFor(way),
    argv: command.split(' '),
    env: {
      EIA_API_KEY: key,
      CONNECTOR_METRICS_FILE: join(root, 'metrics.prom'),
      OPENLINEAGE_URL: 'https://lineage.example.com/',
    },
    root,
    print: line => printed.push(line),
    ports: {
      clock,
      random,
      store,
      fetch: async (url, init) => {
        if (url.startsWith('https://lineage')) {
          sent.push(String(init.body));
          return new Response(null, { status: 201 });
        }
        return source(url, init);
      },
    },
  });
  return [
    ...printed,
    ...sent,
    ...(await everyObject(store)),
    ...(await everyFile(root)),
  ].join('\n');
}

/** The key, and what it looks like in an address, in JSON and in base64. */
function formsOf(key: string): string[] {
  return [
    key,
    encodeURIComponent(key),
    JSON.stringify(key).slice(1, -1),
    Buffer.from(key).toString('base64'),
    Buffer.from(`somebody:${key}`).toString('base64'),
  ];
}

it('no key is left anywhere, whichever way it travels and whatever the source says', async () => {
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.constantFrom<Way>('query', 'header', 'bearer', 'basic'),
      fc.constantFrom(
        'run',
        'check',
        'preview',
        'fixtures record',
        'backfill --from 2026-01-01 --to 2026-01-03',
      ),
      fc.constantFrom<'well' | 'refuses' | 'breaks'>(
        'well',
        'refuses',
        'breaks',
      ),
      async (key, way, command, mood) => {
        const left = await traces(key, way, command, mood);
        expect(left.length).toBeGreaterThan(20);
        for (const form of formsOf(key)) {
          expect(left).not.toContain(form);
        }
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

it('the search would find a key: an unscrubbed one is seen', async () => {
  const left = await traces('plain-enough-key', 'query', 'run', 'well');
  expect(left).toContain('***');
  expect(left).toContain('not a number: ***');
});
