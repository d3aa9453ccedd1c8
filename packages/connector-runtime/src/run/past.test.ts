/*
 * The past: read again in pieces, parsed again from archives, and cursors moved by hand.
 */
import fc from 'fast-check';
import { readCheckpoint } from '../checkpoint';
import { compareCursor, moveCursor } from '../cursor';
import type { CursorDeclaration } from '../declaration';
import { defineConnector } from '../declaration';
import { MemoryStore } from '../memoryStore';
import { runStream } from '../runStream';
import { readTable } from '../tables';
import { testDeclaration, testPorts, TestSource } from '../testSource';
import { backfillStream, parseChunk, planChunks } from './backfillStream';
import { readHistory } from './history';
import { replayRun } from './replayRun';
import { setState } from './setState';

const declared = testDeclaration();
const [base] = declared.streams;
const cursor: CursorDeclaration = {
  field: 'period',
  parameter: 'start',
  endParameter: 'end',
  granularity: 'day',
  initial: '2026-01-01',
  lookback: 2,
};
const declaration = defineConnector({
  ...declared,
  streams: [{ ...base, cursor }],
});
const [stream] = declaration.streams;

/** A source that obeys `end` too. */
function bounded(source: TestSource) {
  return async (address: string) => {
    const end = new URL(address).searchParams.get('end') ?? '9999';
    const whole = source.rows;
    source.rows = whole.filter(row => row.period <= end);
    const answer = await source.answer(address);
    source.rows = whole;
    return answer;
  };
}

const options = (ports: ReturnType<typeof testPorts>) => ({
  declaration,
  stream,
  secret: 'secret-key',
  ports,
});

describe('planChunks', () => {
  it('pieces meet, do not overlap, and together are the window', () => {
    const date = fc
      .date({
        min: new Date('2020-01-01'),
        max: new Date('2026-01-01'),
        noInvalidDate: true,
      })
      .map(one => one.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        date,
        date,
        fc.integer({ min: 1, max: 400 }),
        (a, b, units) => {
          const [from, to] = [a, b].sort();
          const chunks = planChunks(cursor, { from, to }, units);
          expect(chunks[0].from).toBe(from);
          expect(chunks[chunks.length - 1].to).toBe(to);
          for (const chunk of chunks) {
            const order = compareCursor('day', chunk.from, chunk.to);
            expect(order).toBeLessThanOrEqual(0);
          }
          expect(chunks.slice(1).map(chunk => chunk.from)).toEqual(
            chunks.slice(0, -1).map(chunk => moveCursor(cursor, chunk.to, 1)),
          );
        },
      ),
    );
  });

  it('reads lengths in units of the cursor', () => {
    const of = (granularity: CursorDeclaration['granularity'], text: string) =>
      parseChunk({ ...cursor, granularity }, text);
    expect(of('day', '30d')).toBe(30);
    expect(of('hour', '2d')).toBe(48);
    expect(of('month', '1y')).toBe(12);
    expect(of('month', '3m')).toBe(3);
    expect(of('year', '30d')).toBe(1);
    expect(of('number', '500')).toBe(500);
    expect(() => of('day', 'soon')).toThrow(/30d/);
    expect(() => of('day', '0d')).toThrow(/30d/);
    expect(() =>
      planChunks(cursor, { from: '2026-02-01', to: '2026-01-01' }, 1),
    ).toThrow(/turn them round/);
  });
});

describe('backfillStream', () => {
  it('reads the past in pieces side by side and leaves the live cursor where it is', async () => {
    const source = new TestSource(25);
    const ports = testPorts({ fetch: bounded(source) });
    await runStream(options(ports));
    const before = await readCheckpoint(ports.store, 'spot-price');
    source.asked.length = 0;
    source.rows[4].value = '5';
    const report = await backfillStream({
      ...options(ports),
      from: '2026-01-03',
      to: '2026-01-20',
      chunk: 4,
      maxParallel: 3,
    });
    expect(report).toMatchObject({ chunks: 5, done: 0, accepted: 18 });
    const ends = source.asked.map(address => new URL(address).searchParams);
    expect(new Set(ends.map(query => query.get('end')))).toEqual(
      new Set([
        '2026-01-06',
        '2026-01-10',
        '2026-01-14',
        '2026-01-18',
        '2026-01-20',
      ]),
    );
    expect(await readCheckpoint(ports.store, 'spot-price')).toEqual(before);
    const rows = await readTable(ports.store, stream);
    expect(rows).toHaveLength(25);
    expect(rows[4].value).toBe(5);
  });

  it('goes on where it was: pieces that are done are not read again', async () => {
    const source = new TestSource(10);
    let broken = true;
    const answer = bounded(source);
    const ports = testPorts({
      fetch: async address =>
        broken && address.includes('start=2026-01-07')
          ? Response.json({ error: 'not today' })
          : answer(address),
    });
    const past = {
      ...options(ports),
      from: '2026-01-01',
      to: '2026-01-10',
      chunk: 3,
    };
    await expect(backfillStream(past)).rejects.toThrow(/not today/);
    broken = false;
    source.asked.length = 0;
    expect(await backfillStream(past)).toMatchObject({ done: 2, accepted: 4 });
    expect(source.asked.join()).not.toContain('start=2026-01-01');
    expect(await backfillStream({ ...past, again: true })).toMatchObject({
      done: 0,
      accepted: 10,
    });
    expect(await readTable(ports.store, stream)).toHaveLength(10);
  });
});

describe('replayRun', () => {
  it('makes the rows of a run anew without a request, under a mended schema', async () => {
    const source = new TestSource(3);
    source.rows[1].value = 'n/a';
    const loose = { ...stream, maxRejectedRatio: 1 };
    const store = new MemoryStore();
    const live = testPorts({ fetch: source.answer, store });
    const report = await runStream({ ...options(live), stream: loose });
    expect(report).toMatchObject({ accepted: 2, rejected: 1 });

    const { schema } = stream;
    const mended = {
      ...loose,
      schema: {
        ...schema,
        properties: {
          ...schema.properties,
          value: { ...schema.properties.value, 'x-missing': ['n/a'] },
        },
      },
    };
    const state = await readCheckpoint(store, 'spot-price');
    const offline = testPorts({
      store,
      fetch: async () => {
        throw new Error('a replay asked the source');
      },
    });
    const replayed = await replayRun({
      ...options(offline),
      stream: mended,
      run: report.run,
    });
    expect(replayed).toMatchObject({ pages: 2, accepted: 3, rejected: 0 });
    const rows = await readTable(store, mended);
    expect(rows.map(row => row.value)).toEqual([70.5, null, 72.5]);
    expect(await readCheckpoint(store, 'spot-price')).toEqual(state);
  });

  it('never undoes a later run', async () => {
    const source = new TestSource(2);
    const ports = testPorts({ fetch: source.answer });
    const { run } = await runStream(options(ports));
    source.rows[0].value = '99';
    await ports.clock.sleep(60_000);
    await runStream(options(ports));
    await ports.clock.sleep(60_000);
    await replayRun({ ...options(ports), run });
    const rows = await readTable(ports.store, stream);
    expect(rows[0].value).toBe(99);
  });

  it('says so when the archive is not there or not what it was', async () => {
    const ports = testPorts({ fetch: new TestSource(2).answer });
    await expect(replayRun({ ...options(ports), run: 'none' })).rejects.toThrow(
      /no archive of the run 'none'/,
    );
    const { run } = await runStream(options(ports));
    const [key] = await ports.store.list('raw/');
    const { gzipSync } = await import('node:zlib');
    await ports.store.put(key, gzipSync('{}'));
    await expect(replayRun({ ...options(ports), run })).rejects.toThrow(
      /not what its manifest says/,
    );
  });
});

describe('setState', () => {
  const change = {
    name: 'spot-price',
    reached: '2026-01-02',
    by: 'somebody',
    reason: 'the source corrected January',
    now: Date.UTC(2026, 10, 21),
  };

  it('moves the cursor only from the state that was looked at, and writes it down', async () => {
    const source = new TestSource(5);
    const ports = testPorts({ fetch: source.answer });
    await runStream(options(ports));
    const { revision } = await readCheckpoint(ports.store, 'spot-price');
    await expect(
      setState(ports.store, stream, { ...change, expected: revision - 1 }),
    ).rejects.toMatchObject({ failure: 'conflict' });
    await setState(ports.store, stream, { ...change, expected: revision });
    expect(await readHistory(ports.store, 'spot-price')).toMatchObject([
      { by: expect.stringContaining('run 0000'), to: '2026-01-05' },
      {
        by: 'somebody',
        from: '2026-01-05',
        to: '2026-01-02',
        reason: 'the source corrected January',
      },
    ]);
    source.asked.length = 0;
    await ports.clock.sleep(1_000);
    await runStream(options(ports));
    expect(source.asked[0]).toContain('start=2026-01-01');
  });

  it('takes no cursor of another granularity', async () => {
    await expect(
      setState(new MemoryStore(), stream, {
        ...change,
        expected: 0,
        reached: '2026-01',
      }),
    ).rejects.toThrow(/granularity/);
  });
});
