/*
 * A process without an end, stopped the way Kubernetes does it.
 */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileStore } from './fileStore';
import { readTable } from './tables';
import { testDeclaration } from './testSource';

let root: string;
let child: ChildProcessWithoutNullStreams | undefined;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'stop-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer();
    server.listen(0, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** What a process prints, a wait for a text in it, and its end; a process that ends early ends the wait too. */
function follow(process: ChildProcessWithoutNullStreams) {
  let said = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
    waiting.forEach(look => look());
  };
  process.stdout.on('data', hear);
  process.stderr.on('data', hear);
  const ended = new Promise<number | null>(resolve => {
    process.once('exit', resolve);
  });
  return {
    ended,
    said: () => said,
    heard: (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => said.includes(text) && resolve();
        waiting.add(look);
        look();
        ended.then(code =>
          reject(new Error(`it ended with ${code} and said: ${said}`)),
        );
      }),
  };
}

async function call(port: number, body: string): Promise<number> {
  const signature = createHmac('sha256', 'hook-secret')
    .update(body)
    .digest('hex');
  const response = await fetch(`http://127.0.0.1:${port}/calls`, {
    method: 'POST',
    headers: { 'x-signature': signature, 'content-type': 'application/json' },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

it('commits what it was told and ends well on SIGTERM', async () => {
  const port = await freePort();
  const healthPort = await freePort();
  child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'testWebhookMain.ts'),
      root,
      String(port),
    ],
    {
      env: {
        PATH: process.env.PATH,
        HOOK_SECRET: 'hook-secret',
        CONNECTOR_HEALTH_PORT: String(healthPort),
      },
    },
  );
  const lines = follow(child);
  await lines.heard('"event":"idle"');
  const health = (path: string) =>
    fetch(`http://127.0.0.1:${healthPort}${path}`).then(one => one.status);
  expect(await health('/healthz')).toBe(200);
  expect(await health('/readyz')).toBe(200);
  const record = { period: '2026-01-01', series: 'A', value: '1.5' };
  expect(await call(port, JSON.stringify(record))).toBeLessThan(300);
  await lines.heard('"event":"page"');
  child.kill('SIGTERM');
  expect({ code: await lines.ended, said: lines.said() }).toEqual({
    code: 0,
    said: expect.stringContaining('"event":"report"'),
  });
  expect(lines.said()).not.toContain('hook-secret');
  const [stream] = testDeclaration().streams;
  const rows = await readTable(new FileStore(join(root, 'data')), stream);
  expect(rows).toEqual([{ ...record, value: 1.5 }]);
}, 120_000);
