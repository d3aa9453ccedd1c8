import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  openRehearsal,
  REHEARSAL_KEY,
} from '@254carbon/connector-runtime';
import connector from '../src/connector.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const open = change => openRehearsal({ connector, root, change });

test('a source that is busy is asked again', async () => {
  let calls = 0;
  const given = await open(({ fetch }) => ({
    fetch: async (url, init) => {
      calls += 1;
      return calls === 1
        ? new Response('', { status: 429, headers: { 'retry-after': '3' } })
        : fetch(url, init);
    },
  }));
  await given.run();
  assert.equal(calls, given.recorded + 1);
  assert.deepEqual(await given.rows(), given.expected);
});

test('a page for people instead of data is never taken for data', async () => {
  const given = await open(() => ({
    fetch: async () =>
      new Response('<html><body>Sorry</body></html>', {
        headers: { 'content-type': 'text/html' },
      }),
  }));
  await assert.rejects(given.run());
  assert.deepEqual(await given.rows(), []);
});

test('a refused key stops the run at once and is never shown', async () => {
  let calls = 0;
  const given = await open(() => ({
    fetch: async url => {
      calls += 1;
      return new Response(`bad key in ${url}`, { status: 403 });
    },
  }));
  await assert.rejects(given.run(), error => {
    assert.equal(error.failure, 'authentication');
    assert.ok(!error.message.includes(REHEARSAL_KEY));
    return true;
  });
  assert.equal(calls, 1);
});
