import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  loadFixtures,
  MemoryStore,
  readTable,
  replayFixtures,
  runStream,
} from '@254carbon/connector-runtime';
import connector from '../src/connector.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const fixtures = await loadFixtures(root);
const [stream] = connector.streams;
const KEY = 'a-key-for-tests';

/** Ports without a network, whose time moves only when somebody waits. */
function ports(change = {}) {
  let now = Date.UTC(2026, 0, 15, 6, 30);
  const lines = [];
  return {
    lines,
    clock: {
      now: () => now,
      sleep: async milliseconds => {
        now += milliseconds;
      },
    },
    random: () => 0.5,
    store: new MemoryStore(),
    fetch: replayFixtures(connector, fixtures),
    log: (event, fields) => lines.push(JSON.stringify({ event, ...fields })),
    ...change,
  };
}
const run = given =>
  runStream({ declaration: connector, stream, secret: KEY, ports: given });

test('the recorded answer becomes the expected rows', async () => {
  const given = ports();
  const report = await run(given);
  const expected = JSON.parse(
    readFileSync(new URL('./expected.json', import.meta.url), 'utf8'),
  );
  assert.deepEqual(await readTable(given.store, stream), expected);
  assert.equal(report.rejected, 0);
  assert.equal(report.reached, expected.at(-1)[stream.cursor.field]);
});

test('a source that is busy is asked again', async () => {
  const replay = replayFixtures(connector, fixtures);
  let calls = 0;
  const given = ports({
    fetch: async (url, init) => {
      calls += 1;
      return calls === 1
        ? new Response('', { status: 429, headers: { 'retry-after': '3' } })
        : replay(url, init);
    },
  });
  await run(given);
  assert.equal(calls, 2);
});

test('a refused key stops the run at once and is never shown', async () => {
  const given = ports({
    fetch: async url => new Response(`bad key in ${url}`, { status: 403 }),
  });
  await assert.rejects(run(given), error => {
    assert.equal(error.failure, 'authentication');
    assert.ok(!error.message.includes(KEY));
    return true;
  });
});

test('nothing that is kept or logged holds the key', async () => {
  const given = ports({
    fetch: async url => {
      const { body } = fixtures[0];
      return Response.json({ ...body, request: { url } });
    },
  });
  await run(given);
  const kept = [];
  for (const key of await given.store.list('')) {
    kept.push(Buffer.from(await given.store.get(key)).toString());
  }
  assert.ok(!`${kept}${given.lines}`.includes(KEY));
});

test('a run that dies while it writes is continued without loss', async () => {
  const given = ports();
  const whole = ports();
  await run(whole);
  const put = given.store.put.bind(given.store);
  given.store.put = async () => {
    throw new Error('the disk is full');
  };
  await assert.rejects(run(given), /disk is full/);
  given.store.put = put;
  await run(given);
  assert.deepEqual(
    await readTable(given.store, stream),
    await readTable(whole.store, stream),
  );
});
