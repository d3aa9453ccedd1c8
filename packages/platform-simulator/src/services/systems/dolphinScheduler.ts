import { readDialect } from '../dolphin/dialect';
import { envelope, page } from '../dolphin/envelope';
import {
  countRuns,
  countTasks,
  describeProject,
  readProject,
} from '../dolphin/readProject';
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
function isKnown({ request, state }: ServiceCall): boolean {
  const token = request.headers.get('token');
  const valid = state.tokens?.dolphinscheduler;
  if (token) return valid === undefined || token === valid;
  const cookie = request.headers.get('cookie') ?? '';
  return /(^|;\s*)sessionId=[^;]+/.test(cookie);
}

/** An anonymous call meets the login interceptor: 401 with an empty body, not the envelope. */
function authenticated(answer: Answer): Answer {
  return call => (isKnown(call) ? answer(call) : empty(401));
}

function listProjects(call: ServiceCall): Response {
  return page(call, [describeProject(call.now)]);
}

const PROJECT_PATH = /^\/dolphinscheduler\/projects\/([^/]+)\/?(.*)$/;

function belowProjects(call: ServiceCall): Response {
  const [, code = '', rest = ''] = PROJECT_PATH.exec(call.path) ?? [];
  const dialect = readDialect(call);
  if (code !== 'analysis') return readProject(call, code, rest, dialect);
  if (rest === 'task-state-count') return countTasks(call, dialect);
  return rest === dialect.statistics
    ? countRuns(call, dialect)
    : springNotFound(call);
}

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
    '/dolphinscheduler/projects': authenticated(listProjects),
    '/dolphinscheduler/projects/list': authenticated(call =>
      envelope(0, 'success', [describeProject(call.now)]),
    ),
    '/dolphinscheduler/monitor/masters': authenticated(call =>
      envelope(0, 'success', server('master', call)),
    ),
    '/dolphinscheduler/monitor/workers': authenticated(call =>
      envelope(0, 'success', server('worker', call)),
    ),
    '/dolphinscheduler/projects/*': authenticated(belowProjects),
    'POST /dolphinscheduler/login': () =>
      envelope(10013, 'user name or password error'),
    'POST /dolphinscheduler/projects': authenticated(() =>
      envelope(10019, 'project Commodity Data Platform already exists'),
    ),
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
