import type { TestStorage } from '@254carbon/platform-simulator';
import { startTestStorage } from '@254carbon/platform-simulator';
import { priceRow, priceTable } from '../tableSink.conformance';
import { MAX_STATEMENT_ROWS } from './statements';
import { TrinoSink } from './trinoSink';

let storage: TestStorage;
let number = 0;
beforeAll(async () => {
  storage = await startTestStorage();
});
afterEach(() => storage.mend());
afterAll(() => storage.stop());

const ports = {
  clock: {
    now: () => Date.now(),
    sleep: (ms: number) =>
      new Promise<void>(resolve => setTimeout(resolve, ms / 50)),
  },
  random: Math.random,
  fetch: (url: string, init: RequestInit) => fetch(url, init),
};

function open(change: { catalog?: string } = {}): TrinoSink {
  return new TrinoSink({
    ...storage.trino,
    user: 'connector',
    ports,
    ...change,
  });
}
function ownTable() {
  number += 1;
  return priceTable({ namespace: `n${number}` });
}

describe.each([
  '500-before',
  '500-after',
  '503-slow-down',
  'lost-answer',
  'cut-body',
  '409',
] as const)('a statement that meets %s', fault => {
  it.each(['POST', 'GET'])(
    'in answer to a %s leaves every row once',
    async method => {
      const table = ownTable();
      const sink = open();
      await sink.ensure(table);
      storage.breakNext({ service: 'trino', method, fault, times: 2 });
      const rows = [
        priceRow('2026-01-01', 'a', { volume: 1 }),
        priceRow('2026-01-02', 'a', { volume: 2 }),
      ];
      await sink.commit(table, { run: '1', page: 0, rows, cursor: null });
      storage.mend();
      expect(await sink.read(table)).toEqual(rows);
    },
  );
});

it('writes a page of many statements, and one that broke off in between', async () => {
  const table = ownTable();
  const sink = open();
  await sink.ensure(table);
  const rows = Array.from({ length: MAX_STATEMENT_ROWS + 5 }, (_, index) =>
    priceRow('2026-01-01', `s${String(index).padStart(5, '0')}`),
  );
  const batch = { run: '1', page: 0, rows, cursor: null };
  const half = { ...batch, rows: rows.slice(0, MAX_STATEMENT_ROWS) };
  expect(await sink.commit(table, half)).toEqual({ written: true });
  expect(await sink.commit(table, batch)).toEqual({ written: true });
  expect(await sink.commit(table, batch)).toEqual({ written: false });
  expect(await sink.read(table)).toHaveLength(rows.length);
}, 60_000);

it('says which catalog is not there', async () => {
  await expect(
    open({ catalog: 'nowhere' }).ensure(ownTable()),
  ).rejects.toMatchObject({
    failure: 'configuration',
    message: expect.stringContaining('TRINO_CATALOG'),
  });
});

it('goes on when another makes the same table at the same moment, which Trino calls an internal error', async () => {
  const table = ownTable();
  let met = 0;
  const sink = new TrinoSink({
    ...storage.trino,
    user: 'connector',
    ports: {
      ...ports,
      async fetch(url, init) {
        if (met === 0 && String(init.body).startsWith('CREATE TABLE')) {
          met += 1;
          await open().ensure(table);
          return Response.json({
            id: 'q1',
            error: {
              message: 'Table already exists',
              errorName: 'GENERIC_INTERNAL_ERROR',
              errorType: 'INTERNAL_ERROR',
            },
          });
        }
        return fetch(url, init);
      },
    },
  });
  expect(await sink.ensure(table)).toEqual([{ change: 'table-created' }]);
  expect(met).toBe(1);
  expect(await sink.read(table)).toEqual([]);
});

it('says so when Trino fails and there is no table', async () => {
  const table = ownTable();
  const sink = new TrinoSink({
    ...storage.trino,
    user: 'connector',
    ports: {
      ...ports,
      fetch: async (url, init) =>
        String(init.body).startsWith('CREATE TABLE')
          ? Response.json({
              id: 'q1',
              error: {
                message: 'no',
                errorName: 'GENERIC_INTERNAL_ERROR',
                errorType: 'INTERNAL_ERROR',
              },
            })
          : fetch(url, init),
    },
  });
  await expect(sink.ensure(table)).rejects.toMatchObject({
    trino: 'GENERIC_INTERNAL_ERROR',
  });
});
