import { json, metrics } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

function databaseIsReachable(call: ServiceCall): boolean {
  return call.state.readyPods('kong', 'kong-postgres').ready > 0;
}

function status(call: ServiceCall): Response {
  return json({
    database: { reachable: databaseIsReachable(call) },
    memory: {
      workers_lua_vms: [{ http_allocated_gc: '48.11 MiB', pid: 1261 }],
      lua_shared_dicts: {
        kong: { allocated_slabs: '0.04 MiB', capacity: '5.00 MiB' },
      },
    },
    server: {
      connections_accepted: 3128,
      connections_active: 4,
      connections_handled: 3128,
      connections_reading: 0,
      connections_waiting: 2,
      connections_writing: 2,
      total_requests: 41277,
    },
  });
}

/** `/status` is 200 even without its database; `/status/ready` is the one that says no. */
function ready(call: ServiceCall): Response {
  return databaseIsReachable(call)
    ? json({ message: 'ready' })
    : json({ message: 'failed to connect to database' }, 503);
}

/** Admin API (8001) and Status API (8100). */
export const kongAdmin: SystemAnswers = {
  name: 'Kong admin',
  services: /^kong(-admin|-status)?$/,
  routes: {
    '/status': status,
    '/status/ready': ready,
    '/metrics': () => metrics(['kong_datastore_reachable 1']),
    '/': () => json({ version: '3.4.2', tagline: 'Welcome to kong' }),
  },
  otherwise: () => json({ message: 'Not found' }, 404),
};

/** The proxy knows routes only; what matches none is told so by Kong itself. */
export const kongProxy: SystemAnswers = {
  name: 'Kong proxy',
  services: /^kong-proxy$/,
  routes: {},
  otherwise: () =>
    json({ message: 'no Route matched with those values' }, 404, {
      server: 'kong/3.4.2',
    }),
};
