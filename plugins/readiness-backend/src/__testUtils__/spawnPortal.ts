import { ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { RunningPlatform } from '@254carbon/platform-simulator';

/** A portal in a process of its own. */
export interface PortalProcess {
  /** Ends it as a power failure would. */
  kill(): Promise<void>;
}

/** Configuration of a portal that reads a simulated platform. */
function configOf({ kubernetes }: RunningPlatform, database: object) {
  const { url, caData, tokens } = kubernetes;
  const cluster = {
    name: 'demo',
    url,
    caData,
    authProvider: 'serviceAccount',
    serviceAccountToken: tokens.portal,
  };
  return {
    app: { baseUrl: 'http://localhost:0' },
    backend: {
      baseUrl: 'http://localhost:0',
      listen: { host: '127.0.0.1', port: 0 },
      auth: { dangerouslyDisableDefaultAuthPolicy: true },
      database,
    },
    kubernetes: {
      clusterLocatorMethods: [{ type: 'config', clusters: [cluster] }],
    },
    platform: { probes: { interval: '60s', timeout: '500ms' } },
  };
}

/** How long a start may take, in milliseconds. */
const START_MS = 180_000;

/**
 * Starts one, and waits until it listens.
 *
 * @throws Error with what it said last, when it ended or did not listen in time; then nothing of it is left.
 */
export async function spawnPortal(options: {
  platform: RunningPlatform;
  /** `backend.database`. */
  database: object;
}): Promise<PortalProcess> {
  const config = configOf(options.platform, options.database);
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'portalProcess.ts'),
    ],
    {
      cwd: resolve(__dirname, '../..'),
      env: {
        ...process.env,
        NODE_ENV: 'test',
        PORTAL_CONFIG: JSON.stringify(config),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>(done => child.on('exit', () => done()));
  let said = '';
  let limit: NodeJS.Timeout | undefined;
  await new Promise<void>((ready, fail) => {
    limit = setTimeout(() => {
      child.kill('SIGKILL');
      fail(new Error(`The portal does not listen: ${said.slice(-2_000)}`));
    }, START_MS);
    const listen = (piece: Buffer) => {
      said = `${said}${piece}`.slice(-20_000);
      if (said.includes('\nready\n')) ready();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('exit', code =>
      fail(new Error(`The portal ended with ${code}: ${said.slice(-2_000)}`)),
    );
  }).finally(() => clearTimeout(limit));
  return {
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
