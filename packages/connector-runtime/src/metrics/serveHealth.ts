/*
 * What Kubernetes and Prometheus ask a connector that runs for ever: is the loop alive (`/healthz`), can it do its
 * work (`/readyz`), what has it done (`/metrics`). A loop that has not turned for a while is not alive, even when the
 * process is.
 */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Clock } from '../ports';
import type { Metrics } from './registry';

/** What the loop says about itself. */
export interface Pulse {
  /** Called whenever the loop turns. */
  beat(): void;
  /** Called when what it depends on answers, or does not. */
  ready(is: boolean): void;
}

/** A running health server. */
export interface HealthServer extends Pulse {
  /** The port that was taken. */
  readonly port: number;
  close(): Promise<void>;
}

const SILENCE_MS = 120_000;

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/**
 * Serves health and numbers.
 *
 * @param options - `port` 0 takes any free one; `silenceMs` is how long the loop may be silent.
 */
export async function serveHealth(options: {
  port: number;
  metrics: Metrics;
  clock: Clock;
  silenceMs?: number;
}): Promise<HealthServer> {
  const { clock, metrics, silenceMs = SILENCE_MS } = options;
  let last = clock.now();
  let isReady = false;
  const isAlive = () => clock.now() - last <= silenceMs;
  const answers: Readonly<Record<string, () => [number, string]>> = {
    '/healthz': () =>
      isAlive() ? [200, 'ok\n'] : [503, 'the loop has stopped\n'],
    '/readyz': () =>
      isAlive() && isReady ? [200, 'ok\n'] : [503, 'not ready\n'],
    '/metrics': () => [200, metrics.text()],
  };
  const server = createServer((request, response) => {
    const [path] = (request.url ?? '').split('?');
    const answer = Object.hasOwn(answers, path) ? answers[path] : undefined;
    const [status, text] = answer?.() ?? [404, 'not found\n'];
    response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(text);
  });
  const port = await listen(server, options.port);
  return {
    port,
    beat() {
      last = clock.now();
    },
    ready(is) {
      isReady = is;
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
