import { askLake } from '../askLake';
import { empty, html, json } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

/** The time a node has been up, in Trino's notation; the platform was restarted at six. */
function uptime(now: number): string {
  const hours = ((now / 3600000 + 18) % 24) + 0.01;
  return hours < 1 ? `${(hours * 60).toFixed(2)}m` : `${hours.toFixed(2)}h`;
}

const nodeVersion = { version: '436' };

function info(call: ServiceCall): Response {
  return json({
    nodeVersion,
    environment: 'production',
    coordinator: !call.target.name.includes('worker'),
    // Also 200 while true, for the first seconds: the field is the answer, not the code.
    starting: false,
    uptime: uptime(call.now),
  });
}

function status(call: ServiceCall): Response {
  return json({
    nodeId: call.target.name,
    nodeVersion,
    environment: 'production',
    coordinator: true,
    uptime: uptime(call.now),
    externalAddress: '10.244.0.41',
    internalAddress: '10.244.0.41',
    memoryInfo: { availableProcessors: 4, pool: { maxBytes: 4509715660 } },
    processors: 4,
    processCpuLoad: 0.08,
    systemCpuLoad: 0.22,
    heapUsed: 1932735283,
    heapAvailable: 6442450944,
    nonHeapUsed: 301989888,
  });
}

const notFound = () => html('Error 404 Not Found', 404);

/** What a platform without a lake says to every statement: done, and nothing to show. */
function accepted(call: ServiceCall): Response {
  return call.request.headers.has('x-trino-user')
    ? json({
        id: '20251024_000000_00000_trino',
        infoUri: 'http://trino:8080/ui/query.html',
        stats: { state: 'FINISHED', queued: false, scheduled: true },
        warnings: [],
      })
    : html('Error 401 User must be set', 401);
}

/** Trino: `/v1/info` is open, most else wants to know who asks. */
export const trino: SystemAnswers = {
  name: 'Trino',
  services: /^trino(-coordinator|-worker)?$/,
  routes: {
    '/v1/info': info,
    '/v1/info/state': () => json('ACTIVE'),
    '/v1/status': status,
    '/': () => empty(303, { location: '/ui/' }),
    '/ui/': () => html('Cluster Overview - Trino'),
    'POST /v1/statement': call => askLake('trino', call) ?? accepted(call),
    '/v1/statement/*': call => askLake('trino', call) ?? notFound(),
    'DELETE /v1/statement/*': call => askLake('trino', call) ?? notFound(),
  },
  otherwise: notFound,
};
