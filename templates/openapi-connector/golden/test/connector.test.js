import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  openRehearsal,
  REHEARSAL_KEY,
  runCli,
} from '@254carbon/connector-runtime';
import connector from '../src/connector.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const open = change => openRehearsal({ connector, root, change });

test('what was recorded becomes the expected rows', async () => {
  const given = await open();
  const { rejected, called } = await given.run();
  assert.deepEqual(await given.rows(), given.expected);
  assert.equal(rejected, 0);
  if (called) {
    assert.equal(called.refused, 401);
    assert.ok(called.statuses.every(status => status === 202));
  }
});

test('no expectation that stops a run is broken', async () => {
  const given = await open();
  const { quality } = await given.run();
  const broken = quality.filter(
    one => one.severity === 'fail' && one.outcome === 'fail',
  );
  assert.deepEqual(broken, []);
});

test('nothing that is kept or logged holds the key', async () => {
  const given = await open();
  await given.run();
  const kept = [];
  for (const key of await given.ports.store.list('')) {
    kept.push(Buffer.from(await given.ports.store.get(key)).toString());
  }
  assert.ok(kept.length > 0);
  assert.ok(!`${kept}${given.lines}`.includes(REHEARSAL_KEY));
});

test('a second run changes nothing', async () => {
  const given = await open();
  await given.run();
  await given.run();
  assert.deepEqual(await given.rows(), given.expected);
});

test('a run that dies while it writes is continued without loss', async () => {
  const given = await open();
  const { store } = given.ports;
  const put = store.put.bind(store);
  store.put = async () => {
    throw new Error('the disk is full');
  };
  await assert.rejects(given.run(), /disk is full/);
  store.put = put;
  await given.run();
  assert.deepEqual(await given.rows(), given.expected);
});

test('what was recorded can be verified at any time', async () => {
  const said = [];
  const code = await runCli({
    declaration: connector,
    argv: ['fixtures', 'verify'],
    env: {},
    root,
    print: line => said.push(line),
  });
  assert.equal(code, 0, said.join('\n'));
});
