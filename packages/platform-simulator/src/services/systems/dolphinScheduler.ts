import { answerApi } from '../dolphin/answers/answerApi';
import { envelope } from '../dolphin/envelope';
import { serverOf } from '../dolphin/server/serverOf';
import { actuatorUp, empty, metrics, springNotFound } from '../reply';
import type { Answer, ServiceCall, SystemAnswers } from '../types';

const disk = {
  status: 'UP',
  details: {
    total: 210304475136,
    free: 128849018880,
    threshold: 10485760,
    path: '/opt/dolphinscheduler/.',
    exists: true,
  },
};
const database = {
  status: 'UP',
  details: { database: 'PostgreSQL', validationQuery: 'isValid()' },
};
const health = () =>
  actuatorUp({
    db: database,
    diskSpace: disk,
    livenessState: { status: 'UP' },
    ping: { status: 'UP' },
    readinessState: { status: 'UP' },
  });
const part = (name: string) => () => actuatorUp({ [name]: { status: 'UP' } });

/** A token that is valid, or a session; anybody's session will do. */
function isKnown(call: ServiceCall): boolean {
  const { request, state, now } = call;
  const token = request.headers.get('token');
  const valid = state.tokens?.dolphinscheduler;
  if (token) {
    const stored = serverOf(call).server.tokens.get(token) ?? 0;
    return valid === undefined || token === valid || stored > now;
  }
  const cookie = request.headers.get('cookie') ?? '';
  return /(^|;\s*)sessionId=[^;]+/.test(cookie);
}

/** An anonymous call meets the login interceptor: 401 with an empty body, not the envelope. */
function authenticated(answer: Answer): Answer {
  return call => (isKnown(call) ? answer(call) : empty(401));
}

const api = authenticated(answerApi);

/** A master or worker in `GET /monitor/...`. */
function server(role: string, call: ServiceCall) {
  const name = `dolphinscheduler-${role}`;
  const { ready } = call.state.readyPods(call.target.namespace, name);
  return Array.from({ length: ready }, (_, id) => ({
    id,
    host: `${name}-${id}`,
    port: role === 'master' ? 5678 : 1234,
    zkDirectory: `/nodes/${role}/${name}-${id}`,
    resInfo: '{"cpuUsage":0.21,"memoryUsage":0.64}',
  }));
}

/** The API server: actuator in the open, REST behind a token or a session, errors inside HTTP 200. */
export const dolphinSchedulerApi: SystemAnswers = {
  name: 'DolphinScheduler API',
  services: /^dolphinscheduler-api$/,
  routes: {
    '/dolphinscheduler/actuator/health': health,
    '/dolphinscheduler/actuator/health/liveness': part('livenessState'),
    '/dolphinscheduler/actuator/health/readiness': part('readinessState'),
    '/dolphinscheduler/actuator/prometheus': call =>
      metrics([
        '# TYPE ds_api_request_count_total counter',
        `ds_api_request_count_total ${Math.floor(call.now / 60000) % 100000}`,
      ]),
    '/dolphinscheduler/monitor/masters': authenticated(call =>
      envelope(0, 'success', server('master', call)),
    ),
    '/dolphinscheduler/monitor/workers': authenticated(call =>
      envelope(0, 'success', server('worker', call)),
    ),
    'POST /dolphinscheduler/login': () =>
      envelope(10013, 'user name or password error'),
    '/dolphinscheduler/*': api,
    'POST /dolphinscheduler/*': api,
    'PUT /dolphinscheduler/*': api,
    'DELETE /dolphinscheduler/*': api,
  },
  otherwise: call =>
    call.path.startsWith('/dolphinscheduler/') && !isKnown(call)
      ? empty(401)
      : springNotFound(call),
};

/** Masters, workers and alert servers have an actuator and nothing else over HTTP. */
export const dolphinSchedulerServers: SystemAnswers = {
  name: 'DolphinScheduler servers',
  services: /^dolphinscheduler-(master|worker|alert)(-headless|-service)?$/,
  routes: {
    '/actuator/health': health,
    '/actuator/health/liveness': part('livenessState'),
    '/actuator/health/readiness': part('readinessState'),
    '/actuator/prometheus': call =>
      metrics([
        '# TYPE ds_worker_execute_queue_size gauge',
        'ds_worker_execute_queue_size 0',
        `ds_master_overload_count_total ${call.pods.total - call.pods.ready}`,
      ]),
  },
  otherwise: springNotFound,
};
