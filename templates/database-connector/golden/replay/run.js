import { readFileSync } from 'node:fs';
import {
  MemoryStore,
  readTable,
  runStream,
} from '@254carbon/connector-runtime';
import declared from '../src/connector.js';
import { openWorld } from './world.js';

export const KEY = 'a-key-for-tests-only-of-32-chars';
export const expected = JSON.parse(
  readFileSync(new URL('../test/expected.json', import.meta.url), 'utf8'),
);

/** A run whose time moves only when somebody waits. */
export async function open(change = () => ({})) {
  const world = await openWorld(declared, KEY);
  let now = Date.parse(expected.now);
  const lines = [];
  const ports = {
    clock: {
      now: () => now,
      sleep: async milliseconds => {
        now += milliseconds;
      },
    },
    random: () => 0.5,
    store: new MemoryStore(),
    fetch: async url => {
      throw new Error(`nobody may be asked here: ${url}`);
    },
    log: (event, fields) => lines.push(JSON.stringify({ event, ...fields })),
    ...world.ports,
  };
  Object.assign(ports, change(ports));
  const [stream] = world.connector.streams;
  return {
    ...world,
    stream,
    ports,
    lines,
    run: () =>
      runStream({ declaration: world.connector, stream, secret: KEY, ports }),
    rows: async () => {
      const rows = await readTable(ports.store, stream);
      return rows.map(filled(stream)).sort(byKey(stream));
    },
    expected: expected.rows.map(filled(stream)).sort(byKey(stream)),
  };
}

/** A value as everybody writes it: tables keep decimals with all their places, and times without needless zeros. */
function plain(value, { format }) {
  if (format === 'date-time') return new Date(value).toISOString();
  return format === 'decimal' && value.includes('.')
    ? value.replace(/\.?0+$/, '')
    : value;
}

/** A row without its nulls: a source may leave out what it has not. */
const filled = stream => row =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [
        name,
        plain(value, stream.schema.properties[name] ?? {}),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const byKey = stream => (a, b) => {
  const key = row => JSON.stringify(stream.primaryKey.map(name => row[name]));
  return key(a) < key(b) ? -1 : 1;
};
