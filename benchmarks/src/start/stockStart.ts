import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { StockApp } from '../stock/prepareStock';
import type { Toolchain } from '../toolchain';
import type { App, Started } from './measureStart';

/** A free port, as the operating system gives it. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string')
    throw new Error('No port is free; end some programs.');
  return address.port;
}

/**
 * The stock app's own production configuration with two differences: SQLite in files where it names
 * PostgreSQL, which is what the portal starts with too, and a free port of the loopback address.
 */
export function stockConfig(
  port: number,
  databases: string,
): Record<string, unknown> {
  const baseUrl = `http://localhost:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      // A text, because the layer below has one and texts and objects cannot be merged.
      listen: `127.0.0.1:${port}`,
      database: {
        client: 'better-sqlite3',
        connection: { directory: databases },
      },
    },
  };
}

/** The stock app, started as its Dockerfile does: `node packages/backend` with the production layers. */
export function stockSide({ bundle }: StockApp, tools: Toolchain): App {
  return {
    side: 'stock',
    button: /^Enter$/,
    async start(data): Promise<Started> {
      mkdirSync(join(data, 'db'), { recursive: true });
      const port = await freePort();
      const config = join(data, 'app-config.benchmark.json');
      writeFileSync(
        config,
        JSON.stringify(stockConfig(port, join(data, 'db')), null, 2),
      );
      const layers = ['app-config.yaml', 'app-config.production.yaml', config];
      const log = join(data, 'stock.log');
      const spawnedAt = performance.now();
      const child = spawn(
        tools.node,
        ['packages/backend', ...layers.flatMap(layer => ['--config', layer])],
        {
          cwd: bundle,
          env: { ...tools.env, NODE_ENV: 'production' },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      const file = createWriteStream(log);
      child.stdout.pipe(file, { end: false });
      child.stderr.pipe(file, { end: false });
      const exit = once(child, 'exit');
      let reason: string | undefined;
      exit.then(
        ([code]) => {
          reason = `The stock app ended with code ${code}; read ${log} for the reason.`;
        },
        cause => {
          reason = `The stock app could not be started: ${cause}`;
        },
      );
      return {
        url: `http://localhost:${port}`,
        pid: child.pid ?? -1,
        spawnedAt,
        ended: () => reason,
        async stop() {
          if (reason === undefined) child.kill('SIGTERM');
          await exit;
        },
      };
    },
  };
}
