/*
 * The tests that travel with a repository: `npm test` needs no network and no key, and says whether a change of the declaration, the schema or the
 * runtime still turns the recorded answers into the same rows. They are the same text in every repository; what differs is data. How the world is
 * stood in for belongs to the runtime (`openRehearsal`), so that a fix of it reaches every repository.
 */
import type { ConnectorPlan } from '../plan';
import { lines } from '../text';
import { REPOSITORY_TEST } from './repositoryTest';

/** How every file of tests begins; `names` are what it takes from the runtime. */
function opening(...names: readonly string[]): string[] {
  return [
    `import assert from 'node:assert/strict';`,
    `import { test } from 'node:test';`,
    `import { fileURLToPath } from 'node:url';`,
    `import {`,
    ...names.map(name => `  ${name},`),
    `} from '@254carbon/connector-runtime';`,
    `import connector from '../src/connector.js';`,
    ``,
    `const root = fileURLToPath(new URL('..', import.meta.url));`,
    `const open = change => openRehearsal({ connector, root, change });`,
    ``,
  ];
}

const CONNECTOR = lines(
  `test('what was recorded becomes the expected rows', async () => {`,
  `  const given = await open();`,
  `  const { rejected, called } = await given.run();`,
  `  assert.deepEqual(await given.rows(), given.expected);`,
  `  assert.equal(rejected, 0);`,
  `  if (called) {`,
  `    assert.equal(called.refused, 401);`,
  `    assert.ok(called.statuses.every(status => status === 202));`,
  `  }`,
  `});`,
  ``,
  `test('no expectation that stops a run is broken', async () => {`,
  `  const given = await open();`,
  `  const { quality } = await given.run();`,
  `  const broken = quality.filter(`,
  `    one => one.severity === 'fail' && one.outcome === 'fail',`,
  `  );`,
  `  assert.deepEqual(broken, []);`,
  `});`,
  ``,
  `test('nothing that is kept or logged holds the key', async () => {`,
  `  const given = await open();`,
  `  await given.run();`,
  `  const kept = [];`,
  `  for (const key of await given.ports.store.list('')) {`,
  `    kept.push(Buffer.from(await given.ports.store.get(key)).toString());`,
  `  }`,
  `  assert.ok(kept.length > 0);`,
  `  assert.ok(!\`\${kept}\${given.lines}\`.includes(REHEARSAL_KEY));`,
  `});`,
);

const VERIFY = lines(
  ``,
  `test('what was recorded can be verified at any time', async () => {`,
  `  const said = [];`,
  `  const code = await runCli({`,
  `    declaration: connector,`,
  `    argv: ['fixtures', 'verify'],`,
  `    env: {},`,
  `    root,`,
  `    print: line => said.push(line),`,
  `  });`,
  `  assert.equal(code, 0, said.join('\\n'));`,
  `});`,
);

const REPEAT = lines(
  ``,
  `test('a second run changes nothing', async () => {`,
  `  const given = await open();`,
  `  await given.run();`,
  `  await given.run();`,
  `  assert.deepEqual(await given.rows(), given.expected);`,
  `});`,
  ``,
  `test('a run that dies while it writes is continued without loss', async () => {`,
  `  const given = await open();`,
  `  const { store } = given.ports;`,
  `  const put = store.put.bind(store);`,
  `  store.put = async () => {`,
  `    throw new Error('the disk is full');`,
  `  };`,
  `  await assert.rejects(given.run(), /disk is full/);`,
  `  store.put = put;`,
  `  await given.run();`,
  `  assert.deepEqual(await given.rows(), given.expected);`,
  `});`,
);

const SOURCE = lines(
  `test('a source that is busy is asked again', async () => {`,
  `  let calls = 0;`,
  `  const given = await open(({ fetch }) => ({`,
  `    fetch: async (url, init) => {`,
  `      calls += 1;`,
  `      return calls === 1`,
  `        ? new Response('', { status: 429, headers: { 'retry-after': '3' } })`,
  `        : fetch(url, init);`,
  `    },`,
  `  }));`,
  `  await given.run();`,
  `  assert.equal(calls, given.recorded + 1);`,
  `  assert.deepEqual(await given.rows(), given.expected);`,
  `});`,
  ``,
  `test('a page for people instead of data is never taken for data', async () => {`,
  `  const given = await open(() => ({`,
  `    fetch: async () =>`,
  `      new Response('<html><body>Sorry</body></html>', {`,
  `        headers: { 'content-type': 'text/html' },`,
  `      }),`,
  `  }));`,
  `  await assert.rejects(given.run());`,
  `  assert.deepEqual(await given.rows(), []);`,
  `});`,
);

const KEYED = lines(
  ``,
  `test('a refused key stops the run at once and is never shown', async () => {`,
  `  let calls = 0;`,
  `  const given = await open(() => ({`,
  `    fetch: async url => {`,
  `      calls += 1;`,
  `      return new Response(\`bad key in \${url}\`, { status: 403 });`,
  `    },`,
  `  }));`,
  `  await assert.rejects(given.run(), error => {`,
  `    assert.equal(error.failure, 'authentication');`,
  `    assert.ok(!error.message.includes(REHEARSAL_KEY));`,
  `    return true;`,
  `  });`,
  `  assert.equal(calls, 1);`,
  `});`,
);

function connectorTests({ world }: ConnectorPlan): string {
  const isHttp = world === 'http';
  const repeats = isHttp || ['kafka', 'files', 'database'].includes(world);
  const names = ['openRehearsal', 'REHEARSAL_KEY'];
  return [
    lines(opening(...names, ...(isHttp ? ['runCli'] : []))),
    CONNECTOR,
    ...(repeats ? [REPEAT] : []),
    // Only what was recorded over HTTP can be verified.
    ...(isHttp ? [VERIFY] : []),
  ].join('');
}

function sourceTests({ secrets }: ConnectorPlan): string {
  const isKeyed = secrets.length > 0;
  const names = ['openRehearsal', ...(isKeyed ? ['REHEARSAL_KEY'] : [])];
  return [lines(opening(...names)), SOURCE, ...(isKeyed ? [KEYED] : [])].join(
    '',
  );
}

/** The tests of a repository. */
export function testFiles(plan: ConnectorPlan): Map<string, string> {
  const { kind } = plan.connection;
  const isRest = plan.world === 'http' && kind === undefined;
  return new Map([
    ['test/connector.test.js', connectorTests(plan)],
    ...(isRest ? [['test/source.test.js', sourceTests(plan)] as const] : []),
    ['test/repository.test.js', REPOSITORY_TEST],
  ]);
}
