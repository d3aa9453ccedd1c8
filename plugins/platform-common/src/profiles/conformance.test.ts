/**
 * Every profile that asks something is put to the same answers: a healthy one in the words of the real
 * software, its documented failures, nonsense, 500, a redirect to a login, silence.
 */
import fc from 'fast-check';
import { KubernetesObject } from '../kubernetes';
import { Judgement, PROFILES, Profile } from '.';

type State = Judgement['state'];

function http(status: number, body = '', headers: Record<string, string> = {}) {
  return { protocol: 'http' as const, status, headers, body, durationMs: 3 };
}

/** What each HTTP profile says of the answers of its software; `empty` is an empty 200. */
const HTTP: Record<
  string,
  {
    healthy: [number, string];
    empty: State;
    others?: [number, string, State][];
  }
> = {
  dolphinscheduler: {
    healthy: [200, '{"status":"UP","components":{"db":{"status":"UP"}}}'],
    empty: 'unknown',
    others: [
      [503, '{"status":"DOWN","components":{"db":{"status":"DOWN"}}}', 'down'],
      [200, '{"code":10001,"msg":"internal server error"}', 'down'],
    ],
  },
  trino: {
    healthy: [200, '{"nodeVersion":{"version":"436"},"starting":false}'],
    empty: 'unknown',
    others: [
      [200, '{"nodeVersion":{"version":"436"},"starting":true}', 'degraded'],
      [200, '{"starting":"maybe"}', 'unknown'],
    ],
  },
  superset: { healthy: [200, 'OK'], empty: 'unknown' },
  'spark-history': { healthy: [200, '{"spark":"3.5.0"}'], empty: 'unknown' },
  'spark-operator': { healthy: [200, 'ok'], empty: 'healthy' },
  datahub: {
    healthy: [200, '{"status":"pass"}'],
    empty: 'healthy',
    others: [[200, '{"status":"DOWN"}', 'down']],
  },
  'kafka-connect': { healthy: [200, '{"version":"3.7.0"}'], empty: 'unknown' },
  'schema-registry': { healthy: [200, '["orders-value"]'], empty: 'unknown' },
  flink: {
    healthy: [200, '{"taskmanagers":2,"slots-total":8}'],
    empty: 'unknown',
    others: [[200, '{"taskmanagers":0}', 'degraded']],
  },
  airflow: {
    healthy: [
      200,
      '{"metadatabase":{"status":"healthy"},"scheduler":{"status":"healthy"}}',
    ],
    empty: 'unknown',
    others: [
      [
        200,
        '{"metadatabase":{"status":"healthy"},"scheduler":{"status":"unhealthy"}}',
        'down',
      ],
    ],
  },
  jupyterhub: { healthy: [200, ''], empty: 'healthy' },
  minio: { healthy: [200, ''], empty: 'healthy', others: [[503, '', 'down']] },
  'iceberg-rest-catalog': {
    healthy: [200, '{"defaults":{},"overrides":{}}'],
    empty: 'unknown',
  },
  nessie: { healthy: [200, '{"status":"UP","checks":[]}'], empty: 'unknown' },
  lakefs: { healthy: [204, ''], empty: 'healthy' },
  doris: {
    healthy: [
      200,
      '{"msg":"success","code":0,"data":{"online_backend_num":3,"total_backend_num":3}}',
    ],
    empty: 'unknown',
    others: [
      [200, '{"online_backend_num":2,"total_backend_num":3}', 'degraded'],
      [200, '{"online_backend_num":0,"total_backend_num":0}', 'down'],
    ],
  },
  clickhouse: { healthy: [200, 'Ok.\n'], empty: 'unknown' },
  strimzi: { healthy: [200, ''], empty: 'healthy' },
  nats: { healthy: [200, '{"status":"ok"}'], empty: 'unknown' },
  elasticsearch: {
    healthy: [200, '{"cluster_name":"es","status":"green","timed_out":false}'],
    empty: 'unknown',
    others: [
      [200, '{"status":"yellow"}', 'healthy'],
      [200, '{"status":"red"}', 'down'],
      [408, '{"status":"green","timed_out":true}', 'degraded'],
    ],
  },
  opensearch: {
    healthy: [200, '{"status":"yellow"}'],
    empty: 'unknown',
    others: [[200, '{"status":"red"}', 'down']],
  },
  neo4j: { healthy: [200, '{"neo4j_version":"5.13.0"}'], empty: 'unknown' },
  kong: {
    healthy: [200, '{"database":{"reachable":true},"server":{}}'],
    empty: 'unknown',
    others: [[200, '{"database":{"reachable":false},"server":{}}', 'down']],
  },
  'graphql-gateway': {
    healthy: [200, '{"status":"pass"}'],
    empty: 'unknown',
    others: [[200, '{"status":"fail"}', 'down']],
  },
  'portal-services': { healthy: [200, 'ok'], empty: 'healthy' },
  istio: { healthy: [200, ''], empty: 'healthy', others: [[503, '', 'down']] },
  kiali: { healthy: [200, ''], empty: 'healthy' },
  traefik: { healthy: [200, 'OK'], empty: 'unknown' },
  'ingress-nginx': { healthy: [200, 'ok'], empty: 'unknown' },
  'cloudflare-tunnel': {
    healthy: [200, '{"status":200,"readyConnections":4,"connectorId":"c"}'],
    empty: 'unknown',
    others: [[503, '{"status":503,"readyConnections":0}', 'down']],
  },
  'external-dns': { healthy: [200, 'OK'], empty: 'healthy' },
  grafana: {
    healthy: [200, '{"commit":"x","database":"ok","version":"10.2.0"}'],
    empty: 'unknown',
    others: [[503, '{"database":"failing","version":"10.2.0"}', 'down']],
  },
  vmagent: { healthy: [200, 'OK'], empty: 'unknown' },
  vmalert: { healthy: [200, 'OK'], empty: 'unknown' },
  'victoria-metrics': { healthy: [200, 'OK'], empty: 'unknown' },
  promtail: { healthy: [200, 'Ready'], empty: 'unknown' },
  loki: {
    healthy: [200, 'ready\n'],
    empty: 'unknown',
    others: [
      [
        503,
        'Ingester not ready: waiting for 15s after being ready',
        'degraded',
      ],
    ],
  },
  tempo: { healthy: [200, 'ready\n'], empty: 'unknown' },
  'fluent-bit': {
    healthy: [200, 'ok\n'],
    empty: 'unknown',
    others: [[500, 'error\n', 'down']],
  },
  'opentelemetry-collector': {
    healthy: [200, '{"status":"Server available"}'],
    empty: 'healthy',
  },
  'prometheus-operator': {
    healthy: [200, '{"status":"up"}'],
    empty: 'healthy',
  },
  'node-exporter': {
    healthy: [200, '<html><head><title>Node Exporter</title></head></html>'],
    empty: 'unknown',
  },
  'kube-state-metrics': { healthy: [200, 'OK'], empty: 'healthy' },
  'postgres-exporter': {
    healthy: [200, '# HELP pg_up x\npg_up 1\n'],
    empty: 'unknown',
    others: [[200, 'pg_up 0\n', 'degraded']],
  },
  'redis-exporter': {
    healthy: [200, 'redis_up 1\n'],
    empty: 'unknown',
    others: [[200, 'redis_up 0\n', 'degraded']],
  },
  'elasticsearch-exporter': {
    healthy: [200, '# HELP go_gc x\n'],
    empty: 'unknown',
  },
  'kafka-exporter': {
    healthy: [200, 'kafka_brokers 3\n'],
    empty: 'unknown',
    others: [[200, 'kafka_brokers 0\n', 'degraded']],
  },
  'mysqld-exporter': { healthy: [200, 'mysql_up 1\n'], empty: 'unknown' },
  'blackbox-exporter': { healthy: [200, 'Healthy'], empty: 'healthy' },
  'dcgm-exporter': {
    healthy: [200, 'KO' /* its real word for well */],
    empty: 'healthy',
  },
  alertmanager: { healthy: [200, 'OK'], empty: 'unknown' },
  prometheus: {
    healthy: [200, 'Prometheus Server is Ready.\n'],
    empty: 'unknown',
    others: [[503, 'Service Unavailable', 'down']],
  },
  jaeger: {
    healthy: [200, '{"status":"Server available","upSince":"x"}'],
    empty: 'unknown',
    others: [[503, '{"status":"Server not available"}', 'down']],
  },
  'metrics-server': {
    healthy: [200, 'ok'],
    empty: 'healthy',
    others: [[500, '[-]metric-storage-ready failed', 'down']],
  },
  argocd: { healthy: [200, 'ok'], empty: 'unknown' },
  harbor: {
    healthy: [
      200,
      '{"status":"healthy","components":[{"name":"core","status":"healthy"}]}',
    ],
    empty: 'unknown',
    others: [
      [
        200,
        '{"status":"unhealthy","components":[{"name":"trivy","status":"unhealthy"}]}',
        'degraded',
      ],
      [
        200,
        '{"status":"unhealthy","components":[{"name":"database","status":"unhealthy"}]}',
        'down',
      ],
    ],
  },
  'container-registry': {
    healthy: [200, '{}'],
    empty: 'healthy',
    others: [[401, '{"errors":[]}', 'healthy']],
  },
  gitea: { healthy: [200, '{"status":"pass"}'], empty: 'unknown' },
  vault: {
    healthy: [200, '{"initialized":true,"sealed":false,"standby":false}'],
    empty: 'unknown',
    others: [
      [429, '{"standby":true}', 'healthy'],
      [472, '{"replication_dr_mode":"secondary"}', 'healthy'],
      [473, '{"performance_standby":true}', 'healthy'],
      [200, '{"initialized":true,"sealed":true}', 'down'],
      [501, '{"initialized":false}', 'down'],
      [503, '{"sealed":true}', 'down'],
    ],
  },
  'vault-agent-injector': { healthy: [204, ''], empty: 'healthy' },
  'sealed-secrets': { healthy: [200, 'ok'], empty: 'healthy' },
  kyverno: { healthy: [200, ''], empty: 'healthy' },
  keycloak: {
    healthy: [200, '{"status":"UP"}'],
    empty: 'unknown',
    others: [[503, '{"status":"DOWN"}', 'down']],
  },
  'oauth2-proxy': { healthy: [200, 'OK'], empty: 'unknown' },
  dex: { healthy: [200, 'ok'], empty: 'healthy' },
  falco: { healthy: [200, '{"status":"ok"}'], empty: 'unknown' },
  mlflow: { healthy: [200, 'OK'], empty: 'unknown' },
  'kuberay-operator': {
    healthy: [200, '# HELP controller_runtime x\n'],
    empty: 'unknown',
  },
  ray: {
    healthy: [200, '{"version":"4","ray_version":"2.9.0"}'],
    empty: 'unknown',
  },
  'kubeflow-pipelines': {
    healthy: [200, '{"commit_sha":"x","multi_user":true}'],
    empty: 'unknown',
  },
  triton: { healthy: [200, ''], empty: 'healthy' },
  coredns: { healthy: [200, 'OK'], empty: 'unknown' },
  'cluster-autoscaler': { healthy: [200, 'OK'], empty: 'healthy' },
};

const TCP: Record<string, { healthy: string[]; others: [string, State][] }> = {
  postgresql: {
    healthy: ['N', 'S'],
    others: [
      ['ESFATAL\0too many connections', 'down'],
      ['HTTP/1.1 400', 'unknown'],
    ],
  },
  timescaledb: { healthy: ['N', 'S'], others: [['E...', 'down']] },
  mysql: {
    healthy: ['J\0\0\0\x0a8.0.36\0rest'],
    others: [
      ['\x10\0\0\0\xff\x10\x04Too many connections', 'down'],
      ['SSH-2.0', 'unknown'],
    ],
  },
  redis: {
    healthy: ['+PONG\r\n', '-NOAUTH Authentication required.\r\n'],
    others: [
      ['-LOADING Redis is loading the dataset in memory\r\n', 'degraded'],
      ['-DENIED Redis is running in protected mode\r\n', 'unknown'],
      ['-MISCONF errors writing to disk\r\n', 'degraded'],
    ],
  },
  rabbitmq: {
    healthy: ['\x01\0\0\0\0\x01', 'AMQP\0\0\x09\x01'],
    others: [['HTTP/1.1 400', 'unknown']],
  },
  zookeeper: {
    healthy: [
      'Zookeeper version: 3.8.0\nLatency min/avg/max: 0/0/0\nMode: standalone\nNode count: 5\n',
      'imok',
    ],
    others: [
      ['This ZooKeeper instance is not currently serving requests\n', 'down'],
      ['srvr is not executed because it is not in the whitelist.\n', 'unknown'],
    ],
  },
};

function custom(
  kind: string,
  status: KubernetesObject['status'],
): KubernetesObject {
  return { apiVersion: 'x/v1', kind, metadata: { name: 'one' }, status };
}

const ready = (status: string) => ({ conditions: [{ type: 'Ready', status }] });

const CUSTOM: Record<string, [KubernetesObject[], State][]> = {
  kafka: [
    [[custom('Kafka', ready('True'))], 'healthy'],
    [[custom('Kafka', ready('False'))], 'down'],
    [[custom('Kafka', {})], 'unknown'],
    [[], 'unknown'],
  ],
  velero: [
    [[custom('BackupStorageLocation', { phase: 'Available' })], 'healthy'],
    [
      [
        custom('BackupStorageLocation', {
          phase: 'Unavailable',
          message: 'no bucket',
        }),
      ],
      'down',
    ],
    [
      [
        custom('BackupStorageLocation', { phase: 'Available' }),
        custom('BackupStorageLocation', { phase: 'Unavailable' }),
      ],
      'degraded',
    ],
    [[custom('BackupStorageLocation', undefined)], 'unknown'],
    [[], 'down'],
    ...(
      [
        ['Completed', 'Failed', 'degraded'],
        ['Completed', 'PartiallyFailed', 'degraded'],
        ['Failed', 'Completed', 'healthy'],
      ] as const
    ).map(([before, last, state]): [KubernetesObject[], State] => [
      [
        custom('BackupStorageLocation', { phase: 'Available' }),
        custom('Backup', {
          phase: before,
          completionTimestamp: '2026-01-13T02:00:00Z',
        }),
        custom('Backup', {
          phase: last,
          completionTimestamp: '2026-01-14T02:00:00Z',
        }),
        custom('Backup', { phase: 'InProgress' }),
      ],
      state,
    ]),
  ],
  'cert-manager': [
    [
      [
        custom('Certificate', {
          ...ready('True'),
          notAfter: '2027-01-01T00:00:00Z',
        }),
      ],
      'healthy',
    ],
    [
      [
        custom('Certificate', ready('True')),
        custom('Certificate', ready('False')),
      ],
      'degraded',
    ],
    [
      [
        custom('Certificate', {
          ...ready('True'),
          notAfter: '2020-01-01T00:00:00Z',
        }),
      ],
      'down',
    ],
    [[], 'unknown'],
  ],
  'external-secrets': [
    [[custom('SecretStore', ready('True'))], 'healthy'],
    [
      [
        custom('SecretStore', ready('True')),
        custom('ExternalSecret', ready('False')),
      ],
      'degraded',
    ],
  ],
  'rook-ceph': [
    [[custom('CephCluster', { ceph: { health: 'HEALTH_OK' } })], 'healthy'],
    [[custom('CephCluster', { ceph: { health: 'HEALTH_WARN' } })], 'degraded'],
    [[custom('CephCluster', { ceph: { health: 'HEALTH_ERR' } })], 'down'],
    [[], 'unknown'],
  ],
};

const NOW = Date.parse('2026-01-15T12:00:00Z');

function judgeHttp(
  profile: Profile,
  answer: ReturnType<typeof http>,
): Judgement {
  if (profile.probe.protocol !== 'http') throw new Error('not http');
  return profile.probe.judge(answer);
}

function judgeTcp(profile: Profile, text: string): Judgement {
  if (profile.probe.protocol !== 'tcp') throw new Error('not tcp');
  return profile.probe.judge({ protocol: 'tcp', text, durationMs: 1 });
}

const of = (protocol: string) =>
  PROFILES.filter(({ probe }) => probe.protocol === protocol).map(
    profile => [profile.id, profile] as const,
  );

describe('profiles that ask over HTTP', () => {
  it('are all in the table, and nothing else is', () => {
    expect(Object.keys(HTTP).sort()).toEqual(
      of('http')
        .map(([id]) => id)
        .sort(),
    );
  });

  it.each(of('http'))(
    '%s: healthy in the words of the software',
    (id, profile) => {
      const [status, body] = HTTP[id].healthy;
      expect(judgeHttp(profile, http(status, body))).toMatchObject({
        state: 'healthy',
      });
    },
  );

  it.each(
    Object.entries(HTTP).flatMap(([id, { others = [] }]) =>
      others.map(([status, body, state]) => [id, status, body, state] as const),
    ),
  )('%s: %s %s is %s', (id, status, body, state) => {
    const profile = PROFILES.find(item => item.id === id)!;
    expect(judgeHttp(profile, http(status, body)).state).toBe(state);
  });

  it.each(of('http'))('%s: an empty 200', (id, profile) => {
    expect(judgeHttp(profile, http(200)).state).toBe(HTTP[id].empty);
  });

  it.each(of('http'))(
    '%s: a login in between leaves it unknown',
    (_, profile) => {
      const location =
        'https://team.cloudflareaccess.com/cdn-cgi/access/login/x.example.com';
      const redirect = judgeHttp(profile, http(302, '', { location }));
      expect(redirect.state).toBe('unknown');
      expect(redirect.because).toContain('edge is up');
      const page =
        '<!doctype html><html><form><input type="password"></form></html>';
      expect(
        judgeHttp(profile, http(200, page, { 'content-type': 'text/html' }))
          .state,
      ).toBe('unknown');
    },
  );

  it.each(of('http'))('%s: nonsense is never health', (id, profile) => {
    const page = http(200, '<html><body>It works!</body></html>', {
      'content-type': 'text/html',
    });
    // The only one whose health address is a page of its own.
    const isPage = id === 'node-exporter';
    expect(judgeHttp(profile, page).state === 'healthy').toBe(isPage);
    for (const status of [400, 403, 404, 418])
      expect(judgeHttp(profile, http(status, '{"a":1')).state).toBe('unknown');
    expect(judgeHttp(profile, http(599, 'boom')).state).toBe('down');
    expect(judgeHttp(profile, http(500, 'boom')).state).toBe('down');
  });

  it.each(of('http'))(
    '%s: the API server answering in its place says nothing',
    (id, profile) => {
      const body =
        '{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"ServiceUnavailable","code":502}';
      expect(judgeHttp(profile, http(502, body)).state).toBe('unknown');
      expect(HTTP[id]).toBeDefined();
    },
  );

  it('never throw, whatever comes back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...of('http').map(([, profile]) => profile)),
        fc.integer({ min: 100, max: 599 }),
        fc.oneof(fc.string(), fc.json()),
        (profile, status, body) => {
          const { state, because } = judgeHttp(profile, http(status, body));
          expect(['healthy', 'degraded', 'down', 'unknown']).toContain(state);
          expect(because).not.toBe('');
        },
      ),
    );
  });
});

describe('profiles that ask over TCP', () => {
  it('are all in the table, and nothing else is', () => {
    expect(Object.keys(TCP).sort()).toEqual(
      of('tcp')
        .map(([id]) => id)
        .sort(),
    );
  });

  it.each(of('tcp'))(
    '%s: healthy in the words of the software',
    (id, profile) => {
      for (const text of TCP[id].healthy)
        expect(judgeTcp(profile, text)).toMatchObject({ state: 'healthy' });
    },
  );

  it.each(of('tcp'))('%s: failures, silence and nonsense', (id, profile) => {
    for (const [text, state] of TCP[id].others)
      expect([text, judgeTcp(profile, text).state]).toEqual([text, state]);
    expect(judgeTcp(profile, '').state).toBe('unknown');
    expect(judgeTcp(profile, '\xfe\xfe\xfe').state).toBe('unknown');
  });

  it('sends the SSLRequest of PostgreSQL, byte by byte', () => {
    const { probe } = PROFILES.find(({ id }) => id === 'postgresql')!;
    expect(
      probe.protocol === 'tcp' &&
        Buffer.from(probe.send, 'latin1').toString('hex'),
    ).toBe('0000000804d2162f');
  });
});

describe('profiles that are judged by custom resources', () => {
  it('are all in the table, and nothing else is', () => {
    expect(Object.keys(CUSTOM).sort()).toEqual(
      of('custom-resource')
        .map(([id]) => id)
        .sort(),
    );
  });

  it.each(of('custom-resource'))('%s', (id, { probe }) => {
    if (probe.protocol !== 'custom-resource') throw new Error('not custom');
    for (const [objects, state] of CUSTOM[id])
      expect([objects, probe.judge(objects, NOW).state]).toEqual([
        objects,
        state,
      ]);
  });
});
