import { gunzipSync } from 'node:zlib';
import { readCheckpoint } from './checkpoint';
import { MemoryStore } from './memoryStore';
import type { Fetch, ObjectStore, Ports } from './ports';
import { runStream } from './runStream';
import { readTable } from './tables';
import { testDeclaration, testPorts, TestSource } from './testSource';

const SECRET = 'k3y/with+odd chars';
const declaration = testDeclaration();
const [stream] = declaration.streams;
const run = (ports: Ports, declared = declaration) =>
  runStream({
    declaration: declared,
    stream: declared.streams[0],
    secret: SECRET,
    ports,
  });

/** Every key and every byte of a store as text, archives unpacked. */
async function everything(store: ObjectStore): Promise<string> {
  const texts = await Promise.all(
    (
      await store.list('')
    ).map(async key => {
      const bytes = (await store.get(key)) ?? new Uint8Array();
      const plain = key.endsWith('.gz') ? gunzipSync(bytes) : bytes;
      return `${key}\n${Buffer.from(plain).toString()}`;
    }),
  );
  return texts.join('\n');
}

describe('runStream', () => {
  it('reads every page, converts values and moves the cursor at the end', async () => {
    const source = new TestSource(5);
    source.rows[2].value = '.';
    const ports = testPorts({ fetch: source.answer });
    const report = await run(ports);
    expect(report).toMatchObject({
      pages: 3,
      accepted: 5,
      rejected: 0,
      reached: '2026-01-05',
      run: '000000000-20261121T060000Z',
    });
    const rows = await readTable(ports.store, stream);
    expect(rows.map(row => row.value)).toEqual([70.5, 71.5, null, 73.5, 74.5]);
    expect(rows[0]).not.toHaveProperty('extra');
  });

  it('reads again from the cursor less the lookback, and takes revised values without a second row', async () => {
    const source = new TestSource(5);
    const ports = testPorts({ fetch: source.answer });
    await run(ports);
    source.rows[3].value = '99';
    source.asked.length = 0;
    await ports.clock.sleep(86_400_000);
    await run(ports);
    expect(new URL(source.asked[0]).searchParams.get('start')).toBe(
      '2026-01-03',
    );
    const rows = await readTable(ports.store, stream);
    expect(rows).toHaveLength(5);
    expect(rows[3].value).toBe(99);
  });

  it('archives raw bytes before parsing, so a broken answer is kept', async () => {
    const ports = testPorts({
      fetch: async () =>
        new Response('<html>Missing Key</html>', {
          headers: { 'content-type': 'text/html' },
        }),
    });
    await expect(run(ports)).rejects.toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('text/html'),
    });
    expect(await everything(ports.store)).toContain('Missing Key');
  });

  it('never writes or says the secret, in any of its forms', async () => {
    const source = new TestSource(3);
    const ports = testPorts({ fetch: source.answer });
    await run(ports);
    const failing = testPorts({
      fetch: async url => {
        throw new Error(`connect failed: ${url}`);
      },
    });
    const error = await run(failing).catch((thrown: Error) => thrown);
    const seen = [
      await everything(ports.store),
      ...ports.logged,
      ...failing.logged,
      String(error),
    ].join('\n');
    expect(source.asked[0]).toContain('api_key=k3y');
    expect(seen).toContain('***');
    expect(seen).not.toContain('k3y');
  });

  it('takes an error hidden in a good answer as an error', async () => {
    const ports = testPorts({
      fetch: async () => Response.json({ error: { code: 'OVER_RATE_LIMIT' } }),
    });
    await expect(run(ports)).rejects.toMatchObject({
      failure: 'rejected',
      message: expect.stringContaining('OVER_RATE_LIMIT'),
    });
  });

  it('takes no short page for the last one when the source says that there is more', async () => {
    const source = new TestSource(5);
    const ports = testPorts({
      fetch: async address => {
        const answer = await (await source.answer(address)).json();
        return Response.json({
          response: { ...answer.response, data: [source.rows[0]] },
        });
      },
    });
    await expect(run(ports)).rejects.toThrow(/1 of 5 rows/);
    expect(await readCheckpoint(ports.store, 'spot-price')).toMatchObject({
      open: { page: 0 },
    });
  });

  it('takes an empty good answer for no answer, and 204 for nothing', async () => {
    const empty = testPorts({ fetch: async () => new Response('') });
    await expect(run(empty)).rejects.toMatchObject({ failure: 'contract' });
    const nothing = testPorts({
      fetch: async () => new Response(null, { status: 204 }),
    });
    expect(await run(nothing)).toMatchObject({ pages: 1, accepted: 0 });
  });

  it('follows no redirect with the key', async () => {
    const modes: string[] = [];
    const ports = testPorts({
      fetch: async (_, init) => {
        modes.push(init.redirect);
        return new Response(null, {
          status: 302,
          headers: { location: 'https://elsewhere.example.com' },
        });
      },
    });
    await expect(run(ports)).rejects.toMatchObject({ failure: 'rejected' });
    expect(modes).toEqual(['manual']);
  });

  it('stops when the source ignores the offset', async () => {
    const ports = testPorts({
      fetch: async () =>
        Response.json({ response: { data: new TestSource(2).rows } }),
    });
    await expect(run(ports)).rejects.toMatchObject({
      failure: 'contract',
      message: expect.stringContaining('repeats'),
    });
  });

  it('stops at the greatest number of pages', async () => {
    const source = new TestSource(9);
    const ports = testPorts({ fetch: source.answer });
    await expect(
      run(ports, testDeclaration({ limits: { maxPages: 2 } })),
    ).rejects.toMatchObject({ message: expect.stringContaining('maxPages') });
  });

  it('sets rejected rows aside with their reasons and fails when they are too many', async () => {
    const source = new TestSource(4);
    source.rows[3].value = 'n/a';
    const strict = testPorts({ fetch: source.answer });
    await expect(run(strict)).rejects.toMatchObject({ failure: 'contract' });
    expect(await everything(strict.store)).toContain(
      'value: expected number or null, got string',
    );
    const tolerant = testDeclaration({
      streams: [{ ...stream, maxRejectedRatio: 0.5 }],
    });
    const report = await run(testPorts({ fetch: source.answer }), tolerant);
    expect(report).toMatchObject({
      accepted: 3,
      rejected: 1,
      reached: '2026-01-03',
    });
  });

  it('lets only one of two runs write', async () => {
    const source = new TestSource(5);
    const store = new MemoryStore();
    const results = await Promise.allSettled(
      [1, 2].map(() => run(testPorts({ fetch: source.answer, store }))),
    );
    const failed = results.filter(result => result.status === 'rejected');
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ reason: { failure: 'conflict' } });
  });

  describe('retries', () => {
    const failing = (
      answers: Response[],
    ): { fetch: Fetch; calls: () => number } => {
      const source = new TestSource(1);
      let calls = 0;
      return {
        calls: () => calls,
        fetch: async url => {
          calls += 1;
          return answers[calls - 1] ?? source.answer(url);
        },
      };
    };
    const status = (code: number, headers?: Record<string, string>) =>
      new Response('no', { status: code, headers });

    it('waits as long as the source asks, then with full jitter', async () => {
      const { fetch, calls } = failing([
        status(429, { 'retry-after': '7' }),
        status(503),
        status(500),
      ]);
      const ports = testPorts({ fetch });
      await run(ports);
      expect(calls()).toBe(4);
      expect(ports.slept).toEqual([7250, 500, 1000]);
    });

    it.each([400, 401, 403, 404])('never asks again after %i', async code => {
      const { fetch, calls } = failing([status(code)]);
      await expect(run(testPorts({ fetch }))).rejects.toMatchObject({
        failure: code === 401 || code === 403 ? 'authentication' : 'rejected',
      });
      expect(calls()).toBe(1);
    });

    it('gives up within the budget of time', async () => {
      const ports = testPorts({
        fetch: async () => status(429, { 'retry-after': '86400' }),
      });
      await expect(run(ports)).rejects.toMatchObject({
        failure: 'unavailable',
      });
      expect(ports.slept).toEqual([]);
    });
  });
});
