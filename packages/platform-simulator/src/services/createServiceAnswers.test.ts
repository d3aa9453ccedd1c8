import { createServiceAnswers } from './createServiceAnswers';
import type { KubernetesObject, PlatformState, PodCount } from './types';

const now = Date.parse('2025-10-24T17:26:00Z');

function stateWith(options: {
  pods?: Partial<PodCount>;
  objects?: Record<string, KubernetesObject>;
}): PlatformState {
  return {
    readyPods: () => ({ ready: 1, total: 1, exists: true, ...options.pods }),
    find: (kind, namespace, name) =>
      options.objects?.[`${kind}/${namespace}/${name}`],
  };
}

function ask(
  name: string,
  path: string,
  told: {
    state?: PlatformState;
    port?: string;
    init?: RequestInit;
    namespace?: string;
  } = {},
): Promise<Response> {
  const answers = createServiceAnswers({
    state: told.state ?? stateWith({}),
    clock: { now: () => now },
  });
  return answers(
    {
      namespace: told.namespace ?? 'data-platform',
      name,
      path,
      port: told.port,
    },
    new Request(`http://localhost${path}`, told.init),
  );
}

const bodies = (told: string | RegExp): unknown =>
  typeof told === 'string' ? told : expect.stringMatching(told);

describe('what each system says when it is well', () => {
  const table: [string, string, number, string | RegExp][] = [
    [
      'dolphinscheduler-api',
      '/dolphinscheduler/actuator/health',
      200,
      /^\{"status":"UP","components":\{"db"/,
    ],
    ['dolphinscheduler-master', '/actuator/health', 200, /"status":"UP"/],
    ['trino', '/v1/info', 200, /"starting":false,"uptime"/],
    ['trino', '/v1/status', 200, /"nodeVersion":\{"version":"436"\}/],
    ['minio-service', '/minio/health/live', 200, ''],
    ['minio-service', '/minio/health/ready', 200, ''],
    ['minio-service', '/minio/health/cluster', 200, ''],
    ['minio-console', '/', 200, /MinIO Console/],
    [
      'iceberg-rest-catalog',
      '/v1/config',
      200,
      '{"defaults":{},"overrides":{}}',
    ],
    ['doris-fe', '/api/health', 200, /"online_backend_num":1/],
    ['doris-be', '/api/health', 200, /"status":"OK"/],
    ['superset', '/health', 200, 'OK'],
    ['spark-history-server', '/api/v1/version', 200, '{"spark":"3.5.0"}'],
    ['spark-operator', '/healthz', 200, 'ok'],
    ['lakefs', '/api/v1/healthcheck', 204, ''],
    ['datahub-gms', '/health', 200, ''],
    ['datahub-gms', '/config', 200, /"noCode":"true"/],
    ['datahub-frontend', '/admin', 200, 'GOOD'],
    ['datahub-mce-consumer', '/actuator/health', 200, /UP/],
    ['portal-services', '/healthz', 200, '{"status":"ok"}'],
    [
      'graphql-gateway',
      '/.well-known/apollo/server-health',
      200,
      '{"status":"pass"}',
    ],
    ['kong-admin', '/status', 200, /"database":\{"reachable":true\}/],
    ['kong-admin', '/status/ready', 200, /ready/],
    [
      'kong-proxy',
      '/',
      404,
      '{"message":"no Route matched with those values"}',
    ],
    ['ingress-nginx-controller', '/healthz', 200, 'ok'],
    [
      'cloudflared-metrics',
      '/ready',
      200,
      /^\{"status":200,"readyConnections":4,"connectorId":"/,
    ],
    ['cert-manager', '/livez', 200, 'ok'],
    ['istiod', '/ready', 200, ''],
    ['kiali', '/kiali/healthz', 200, ''],
    ['jaeger-query', '/', 200, /Server available/],
    ['grafana', '/api/health', 200, /"database":"ok"/],
    ['victoria-metrics', '/health', 200, 'OK'],
    ['vmagent', '/health', 200, 'OK'],
    ['loki', '/ready', 200, 'ready\n'],
    ['fluent-bit', '/api/v1/health', 200, 'ok\n'],
    ['metrics-server', '/readyz', 200, 'ok'],
    ['kyverno-svc', '/health/liveness', 200, ''],
    ['harbor-core', '/api/v2.0/health', 200, /"status":"healthy"\}$/],
    ['argocd-server', '/healthz', 200, 'ok'],
    ['vault', '/v1/sys/health', 200, /"sealed":false/],
    ['ray-head', '/api/version', 200, /ray_version/],
    ['ray-head', '/api/gcs_healthz', 200, 'success'],
    ['mlflow', '/health', 200, 'OK'],
    ['elasticsearch', '/_cluster/health', 200, /"status":"yellow"/],
    ['neo4j', '/', 200, /bolt_routing/],
    ['schema-registry', '/subjects', 200, /\[/],
    ['kong-postgres', '/healthz', 503, /error trying to reach service/],
    ['somebody-elses', '/healthz', 200, 'ok'],
  ];
  it.each(table)('%s %s', async (name, path, status, body) => {
    const answer = await ask(name, path);
    const told = await answer.text();
    expect(answer.status).toBe(status);
    expect([told]).toEqual([bodies(body)]);
  });
});

describe('what stands between the caller and the software', () => {
  it('says 503 with a Status when no pod is ready', async () => {
    const state = stateWith({ pods: { ready: 0, total: 3 } });
    const answer = await ask('trino', '/v1/info', { state });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      kind: 'Status',
      reason: 'ServiceUnavailable',
      message: 'no endpoints available for service "trino"',
      code: 503,
    });
  });

  it('says 404 for a Service that does not exist and 503 for a port that it has not', async () => {
    const none = await ask('nope', '/', {
      state: stateWith({ pods: { exists: false } }),
    });
    expect(await none.json()).toMatchObject({
      code: 404,
      message: 'services "nope" not found',
    });
    const service: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'trino' },
      spec: { ports: [{ name: 'http', port: 8080 }] },
    };
    const state = stateWith({
      objects: { 'Service/data-platform/trino': service },
    });
    const wrong = await ask('trino', '/v1/info', { state, port: '9999' });
    expect(await wrong.json()).toMatchObject({
      message: 'no service port 9999 found for service "trino"',
    });
    const right = await ask('trino', '/v1/info', { state, port: 'http' });
    expect(right.status).toBe(200);
  });

  it('answers HEAD without a body', async () => {
    const answer = await ask('superset', '/health', {
      init: { method: 'HEAD' },
    });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
  });
});

describe('quirks', () => {
  it('DolphinScheduler: 401 and nothing for the anonymous, HTTP 200 with a code for errors', async () => {
    const anonymous = await ask(
      'dolphinscheduler-api',
      '/dolphinscheduler/projects',
    );
    expect([anonymous.status, await anonymous.text()]).toEqual([401, '']);
    const init = { headers: { token: 'x' } };
    const bad = await ask(
      'dolphinscheduler-api',
      '/dolphinscheduler/projects',
      { init },
    );
    expect([bad.status, (await bad.json()).code]).toEqual([200, 10001]);
    const good = await ask(
      'dolphinscheduler-api',
      '/dolphinscheduler/projects?pageNo=1&pageSize=10',
      { init },
    );
    expect(await good.json()).toMatchObject({
      code: 0,
      data: { totalList: [{ code: 19434550788288 }] },
    });
  });

  it('Vault: sealed is 503 where addresses that are not ready are published', async () => {
    const state = stateWith({
      pods: { ready: 0, total: 1 },
      objects: {
        'Service/vault/vault': {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'vault' },
          spec: { publishNotReadyAddresses: true, ports: [{ port: 8200 }] },
        },
      },
    });
    const answer = await ask('vault', '/v1/sys/health', {
      state,
      namespace: 'vault',
    });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      initialized: true,
      sealed: true,
    });
  });

  it('Loki: its pod is Ready before its ingester is', async () => {
    const pod: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'loki-0' },
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            lastTransitionTime: '2025-10-24T17:25:50Z',
          },
        ],
      },
    };
    const state = stateWith({ objects: { 'Pod/data-platform/loki-0': pod } });
    const answer = await ask('loki', '/ready', { state });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('Ingester not ready');
  });

  it('Velero: the time of the last backup comes from the Schedule', async () => {
    const schedule: KubernetesObject = {
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      metadata: { name: 'daily-full' },
      status: { lastBackup: '2025-10-24T02:00:00Z' },
    };
    const state = stateWith({
      objects: { 'Schedule/velero/daily-full': schedule },
    });
    const answer = await ask('velero-metrics', '/metrics', {
      state,
      namespace: 'velero',
    });
    const line =
      /last_successful_timestamp\{schedule="daily-full"\} (\S+)/.exec(
        await answer.text(),
      );
    expect(Number(line?.[1])).toBe(Date.parse('2025-10-24T02:00:00Z') / 1000);
  });

  it('VictoriaMetrics: `up` follows the pods and honours matchers', async () => {
    const state: PlatformState = {
      find: () => undefined,
      readyPods: (_, name) => ({
        ready: name === 'trino' ? 0 : 1,
        total: 1,
        exists: true,
      }),
    };
    const down = await ask(
      'victoria-metrics',
      `/api/v1/query?query=${encodeURIComponent(
        'up{kubernetes_namespace="data-platform"} == 0',
      )}`,
      { state },
    );
    const { data } = await down.json();
    expect(data.result).toEqual([
      {
        metric: expect.objectContaining({ job: 'trino' }),
        value: [now / 1000, '0'],
      },
    ]);
  });

  it('GraphQL: __typename needs JSON', async () => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    };
    const answer = await ask('graphql-gateway', '/graphql', { init });
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
  });
});
