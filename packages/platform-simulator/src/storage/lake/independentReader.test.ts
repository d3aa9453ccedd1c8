/**
 * What the engine wrote, read by a reader that we did not write: it finds the rows through the table's document, its manifests and its
 * files alone.
 */
import { createStorage, type Storage } from '../createStorage';
import { runStatement } from '../trino/engine/runStatement';

const clock = { now: () => Date.parse('2026-06-20T12:00:00Z') };

/** Amazon, as far as the reader asks it: here the simulated store answers. */
function answerFor({ buckets }: Storage): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const bucket = url.hostname.replace('.s3.amazonaws.com', '');
    const key = decodeURIComponent(url.pathname.slice(1));
    const bytes = await buckets.read(bucket, key).body.bytes();
    const range = /bytes=(\d+)-(\d*)/.exec(
      new Headers(init?.headers).get('range') ?? '',
    );
    const length = { 'content-length': String(bytes.length) };
    if (init?.method === 'HEAD') return new Response(null, { headers: length });
    if (!range) return new Response(Buffer.from(bytes));
    const end = range[2] ? Number(range[2]) + 1 : undefined;
    const part = bytes.subarray(Number(range[1]), end);
    return new Response(Buffer.from(part), { status: 206 });
  };
}

it('is read by a reader that we did not write', async () => {
  const { icebergRead } = await import('icebird');
  const storage = createStorage({ clock });
  const run = (sql: string) =>
    runStatement(sql, {
      lake: storage.catalog,
      catalogs: ['iceberg'],
      catalog: 'iceberg',
      schema: 'raw',
      now: clock.now(),
      signal: new AbortController().signal,
    });
  await run('CREATE SCHEMA raw');
  await run(
    "CREATE TABLE prices (day date NOT NULL, series varchar, value decimal(12,4), volume bigint, at timestamp(6) with time zone, weight double, open boolean) WITH (partitioning = ARRAY['month(day)', 'series'])",
  );
  await run(
    "INSERT INTO prices VALUES (DATE '2026-01-02', 'a', 1.5, 7, TIMESTAMP '2026-01-02 03:04:05 UTC', 2.5E0, true), (DATE '2026-02-03', 'b', -0.25, NULL, NULL, NULL, false), (DATE '2026-02-04', 'b', 3.0, 1, NULL, NULL, NULL)",
  );
  await run('ALTER TABLE prices ADD COLUMN note varchar');
  await run(
    "MERGE INTO prices t USING (VALUES (DATE '2026-02-03', 'b', 'ünï'), (DATE '2026-03-01', 'c', 'new')) s (day, series, note) ON t.day = s.day AND t.series = s.series WHEN MATCHED THEN UPDATE SET note = s.note WHEN NOT MATCHED THEN INSERT (day, series, note) VALUES (s.day, s.series, s.note)",
  );
  await run("DELETE FROM prices WHERE day = DATE '2026-02-04'");
  const { metadata } = storage.catalog.loadTable({
    namespace: ['raw'],
    name: 'prices',
  });
  const before = globalThis.fetch;
  globalThis.fetch = answerFor(storage);
  try {
    const rows = await icebergRead({
      tableUrl: metadata.location,
      // As it travels.
      metadata: JSON.parse(JSON.stringify(metadata)),
    });
    const shown = rows
      .map(row => ({
        ...row,
        day: (row.day as Date).toISOString().slice(0, 10),
      }))
      .sort((a, b) => (a.day < b.day ? -1 : 1));
    expect(shown).toMatchObject([
      {
        day: '2026-01-02',
        series: 'a',
        value: expect.closeTo(1.5, 9),
        volume: 7n,
        at: new Date('2026-01-02T03:04:05Z'),
        weight: 2.5,
        open: true,
      },
      {
        day: '2026-02-03',
        series: 'b',
        value: expect.closeTo(-0.25, 9),
        open: false,
        note: 'ünï',
      },
      { day: '2026-03-01', series: 'c', note: 'new' },
    ]);
    expect(shown).toHaveLength(3);
  } finally {
    globalThis.fetch = before;
    await storage.clear();
  }
});
