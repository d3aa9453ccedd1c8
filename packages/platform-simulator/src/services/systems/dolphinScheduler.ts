import { actuatorUp, empty, json, metrics, springNotFound } from '../reply';
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

function project(now: number) {
  const at = new Date(now).toISOString().slice(0, 10);
  return {
    id: 1,
    userId: 1,
    userName: 'admin',
    code: 19434550788288,
    name: 'Commodity Data Platform',
    description: 'Ingestion of commodity markets',
    createTime: `${at} 00:00:00`,
    updateTime: `${at} 00:00:00`,
    perm: 7,
    defCount: 11,
    instRunningCount: 0,
  };
}

/** HTTP 200 with a code: a business error is never an HTTP error here. */
function envelope(code: number, msg: string, data: unknown = null): Response {
  return json({ code, msg, data, failed: code !== 0, success: code === 0 });
}

function credential(call: ServiceCall): 'none' | 'token' | 'session' {
  if (call.request.headers.get('token')) return 'token';
  const cookie = call.request.headers.get('cookie') ?? '';
  return /(^|;\s*)sessionId=[^;]+/.test(cookie) ? 'session' : 'none';
}

/** An anonymous call meets the login interceptor: 401 with an empty body, not the envelope. */
function authenticated(answer: Answer): Answer {
  return call => (credential(call) === 'none' ? empty(401) : answer(call));
}

function listProjects(call: ServiceCall): Response {
  const pageNo = Number(call.query.get('pageNo'));
  const pageSize = Number(call.query.get('pageSize'));
  if (!(pageNo > 0) || !(pageSize > 0)) {
    return envelope(
      10001,
      `request parameter ${pageNo > 0 ? 'pageSize' : 'pageNo'} is not valid`,
    );
  }
  const totalList = pageNo === 1 ? [project(call.now)] : [];
  return envelope(0, 'success', {
    totalList,
    total: 1,
    totalPage: 1,
    pageSize,
    currentPage: pageNo,
    pageNo,
  });
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
      envelope(0, 'success', [project(call.now)]),
    ),
    '/dolphinscheduler/monitor/masters': authenticated(call =>
      envelope(0, 'success', server('master', call)),
    ),
    '/dolphinscheduler/monitor/workers': authenticated(call =>
      envelope(0, 'success', server('worker', call)),
    ),
    '/dolphinscheduler/projects/*': authenticated(() =>
      envelope(10018, 'project not found'),
    ),
    'POST /dolphinscheduler/login': () =>
      envelope(10013, 'user name or password error'),
    'POST /dolphinscheduler/projects': authenticated(() =>
      envelope(10019, 'project Commodity Data Platform already exists'),
    ),
  },
  otherwise: call =>
    call.path.startsWith('/dolphinscheduler/') && credential(call) === 'none'
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
