import fc from 'fast-check';
import {
  cronJob,
  custom,
  deployment,
  job,
  minutesAgo,
  NOW,
  pod,
  seen,
  service,
} from '../__fixtures__/objects';
import { indexObjects, JsonValue, KubernetesObject } from '../kubernetes';
import { failed, Health, HealthSchema, observed, Observation } from '../model';
import { ProbeAnswer, PROFILES } from '../profiles';
import { groupServices, HealthInput, judgeHealth } from '.';

const SOURCE = {
  kind: 'probe' as const,
  name: 'demo',
  detail: 'GET http://trino.data:8080/v1/info',
};

function answer(
  body: string,
  status = 200,
  headers = {},
): Observation<ProbeAnswer> {
  const value = {
    protocol: 'http' as const,
    status,
    headers,
    body,
    durationMs: 4,
  };
  return observed<ProbeAnswer>({ value, now: NOW, source: SOURCE });
}

function judge(
  objects: readonly KubernetesObject[],
  more: Partial<HealthInput> = {},
): Health {
  const index = indexObjects(objects.map(object => seen(object)));
  const [group] = groupServices({ objects: index, profiles: PROFILES });
  return judgeHealth({ group, index, now: NOW, ...more });
}

function trino(
  worker: {
    replicas?: number;
    ready?: number;
    oom?: boolean;
    waiting?: string;
  } = {},
) {
  return [
    ...deployment('trino-coordinator', { image: 'trinodb/trino:436' }),
    ...deployment('trino-worker', {
      image: 'trinodb/trino:436',
      replicas: 2,
      ...worker,
    }),
    service('trino', 'trino-coordinator', { http: 8080 }),
  ];
}

const GOOD = answer('{"starting":false}');

describe('judgeHealth', () => {
  it('healthy: all pods ready and its own word good', () => {
    const health = judge(trino(), { probe: GOOD });
    expect(health).toMatchObject({
      state: 'healthy',
      stale: false,
      summary: 'Trino: 3 of 3 pods ready; answers, and is not starting',
      since: minutesAgo(14),
    });
    expect(health.evidence.at(-1)).toMatchObject({
      verdict: 'good',
      expected: '200 with "starting": false',
      proof: {
        request: SOURCE.detail,
        judgement: 'answers, and is not starting',
      },
    });
  });

  it('degraded: some pods missing, in the words of a person', () => {
    const health = judge(trino({ ready: 1, oom: true }), { probe: GOOD });
    expect(health).toMatchObject({
      state: 'degraded',
      summary: 'Trino worker: 1 of 2 pods ready for 14 min, out of memory',
      since: minutesAgo(14),
    });
  });

  it('down: no pod of an essential workload ready, although the other part answers well', () => {
    const health = judge(trino({ ready: 0 }), { probe: GOOD });
    expect(health.state).toBe('down');
    expect(health.summary).toContain('Trino worker: 0 of 2 pods ready');
  });

  it('degraded: a part is switched off; down: the whole is', () => {
    expect(judge(trino({ replicas: 0 }), { probe: GOOD })).toMatchObject({
      state: 'degraded',
      summary: 'Trino worker: scaled to 0 replicas',
    });
    expect(judge(deployment('orders', { replicas: 0 }))).toMatchObject({
      state: 'down',
      summary: 'orders: scaled to 0 replicas',
    });
  });

  describe('scaled to nothing by what starts it again', () => {
    const scaler = (more: object, spec: object = {}): KubernetesObject => ({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'orders', namespace: 'data', ...more },
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'orders' },
        ...spec,
      },
    });
    const asleep = deployment('orders', { replicas: 0 });
    const keda = {
      ownerReferences: [
        {
          apiVersion: 'keda.sh/v1alpha1',
          kind: 'ScaledObject',
          name: 'orders',
          uid: 'u',
        },
      ],
    };

    it.each<[string, KubernetesObject[]]>([
      ['its autoscaler orders', [...asleep, scaler({}, { minReplicas: 0 })]],
      ['KEDA (ScaledObject orders)', [...asleep, scaler(keda)]],
      [
        'Knative',
        deployment('orders', {
          replicas: 0,
          labels: { 'serving.knative.dev/revision': 'orders-00001' },
        }),
      ],
    ])('unknown, and not down: %s', (by, objects) => {
      expect(judge(objects)).toMatchObject({
        state: 'unknown',
        summary: `orders: scaled to 0 replicas by ${by}, which starts it when it is needed`,
      });
    });

    it('down: an autoscaler that keeps one pod does not start it', () => {
      expect(judge([...asleep, scaler({}, { minReplicas: 1 })]).state).toBe(
        'down',
      );
      const other = scaler(
        {},
        { minReplicas: 0, scaleTargetRef: { name: 'x' } },
      );
      expect(judge([...asleep, other]).state).toBe('down');
    });
  });

  it('degraded: all replicas ready, but a rollout is stuck', () => {
    const objects = deployment('orders', {
      replicas: 2,
      ready: 1,
      waiting: 'ImagePullBackOff',
    });
    objects[0].spec!.replicas = 1;
    expect(judge(objects)).toMatchObject({
      state: 'degraded',
      summary: 'orders: 1 of 1 pod ready, but one image cannot be pulled',
    });
  });

  it('its own bad word is not overruled by ready pods', () => {
    const starting = judge(trino(), { probe: answer('{"starting":true}') });
    expect(starting).toMatchObject({
      state: 'degraded',
      summary: 'Trino: answers, but says "starting": true; 3 of 3 pods ready',
    });
    expect(judge(trino(), { probe: answer('boom', 500) }).state).toBe('down');
  });

  it('says what its address said in one sentence, whatever comes after', () => {
    const probe = failed<ProbeAnswer>({
      reason: 'trino.data:8080 did not answer in time; check the network.',
      now: NOW,
      source: SOURCE,
      failure: 'no-answer',
    });
    const { summary } = judge(trino(), { probe });
    expect(summary).toContain('check the network; 3 of 3 pods ready');
    expect(summary).not.toMatch(/\.;|\.\./);
  });

  it('unknown: ready pods behind a login, before the first answer, and without a route', () => {
    const location = 'https://x.cloudflareaccess.com/cdn-cgi/access/login';
    expect(judge(trino(), { probe: answer('', 302, { location }) }).state).toBe(
      'unknown',
    );
    expect(judge(trino())).toMatchObject({
      state: 'unknown',
      summary:
        'Trino: its own health has not been asked yet; 3 of 3 pods ready',
    });
    const probe = failed<ProbeAnswer>({
      reason: 'no route to TCP',
      now: NOW,
      source: SOURCE,
      failure: 'not-asked',
    });
    expect(judge(trino(), { probe })).toMatchObject({
      state: 'unknown',
      summary: expect.stringContaining('no route to TCP'),
    });
  });

  it('degraded: asked and silent, or silent after it had answered', () => {
    const silent = failed<ProbeAnswer>({
      reason: 'connection refused',
      now: NOW,
      source: SOURCE,
      failure: 'no-answer',
    });
    expect(judge(trino(), { probe: silent }).state).toBe('degraded');
    const lost = failed<ProbeAnswer>({
      reason: 'connection refused',
      now: NOW,
      source: SOURCE,
      previous: GOOD,
    });
    expect(judge(trino(), { probe: lost }).state).toBe('degraded');
  });

  it('stale: the last answer counts when it can no longer be asked', () => {
    const probe = failed<ProbeAnswer>({
      reason: 'no right',
      now: NOW,
      source: SOURCE,
      previous: GOOD,
      failure: 'not-asked',
    });
    const judged = judge(trino(), { probe });
    expect(judged).toMatchObject({ state: 'healthy', stale: true });
    expect(judged.evidence).toContainEqual({
      statement: 'no newer answer of its own: no right',
      verdict: 'unknown',
      source: SOURCE,
    });
    expect(
      judge(trino(), { probe: GOOD, clusterStale: 'pods cannot be read' }),
    ).toMatchObject({ state: 'healthy', stale: true });
  });

  it('lets pods decide when there is nothing to ask', () => {
    expect(judge(deployment('orders'))).toMatchObject({
      state: 'healthy',
      summary: 'orders: 1 of 1 pod ready',
    });
    const withoutService = trino().filter(({ kind }) => kind !== 'Service');
    const health = judge(withoutService);
    expect(health.state).toBe('healthy');
    expect(health.evidence.at(-1)?.statement).toContain(
      'no Service leads to its port 8080',
    );
  });

  it('does not take resources that cannot be read for missing ones', () => {
    const velero = deployment('velero', { image: 'velero/velero:v1.12' });
    const kind = (ok: boolean) => ({
      resource: 'velero.io/v1/backupstoragelocations',
      ok,
      count: 0,
      ...(ok ? {} : { reason: '403' }),
    });
    expect(judge(velero, { kinds: [kind(true)] })).toMatchObject({
      state: 'down',
    });
    expect(judge(velero, { kinds: [kind(false)] })).toMatchObject({
      state: 'unknown',
      summary: expect.stringContaining('403'),
    });
    expect(judge(velero).state).toBe('healthy');
    const location = custom('velero.io/v1', 'BackupStorageLocation', 'main', {
      status: { phase: 'Unavailable', message: 'bucket missing' },
    });
    expect(judge([...velero, location])).toMatchObject({
      state: 'down',
      summary: expect.stringContaining('bucket missing'),
    });
  });

  it('is not judged by resources of another group that are only called the same', () => {
    const velero = deployment('velero', { image: 'velero/velero:v1.12' });
    const location = (group: string, phase: string) =>
      custom(`${group}/v1`, 'BackupStorageLocation', group, {
        status: { phase },
      });
    const own = location('velero.io', 'Available');
    const other = location('backups.example.com', 'Unavailable');
    expect(judge([...velero, own, other]).state).toBe('healthy');
    expect(
      judge([...velero, own, location('velero.io.', 'Unavailable')]).state,
    ).toBe('healthy');
    const kinds = [
      { resource: 'backups.example.com/v1/backups', ok: false, count: 0 },
    ];
    expect(judge([...velero, own], { kinds }).stale).toBe(false);
  });

  it('a failed job of a service degrades it, a suspended schedule does not', () => {
    expect(
      judge([...deployment('orders'), job('orders-init', { state: 'Failed' })]),
    ).toMatchObject({
      state: 'degraded',
      summary: 'orders init: failed: BackoffLimitExceeded',
    });
    expect(
      judge([
        ...deployment('orders'),
        cronJob('orders-clean', { suspend: true }),
      ]).state,
    ).toBe('healthy');
  });

  it('a suspended job does not run, whatever it once did', () => {
    const suspended = { ...job('orders-init'), status: {} };
    suspended.spec = { ...suspended.spec, suspend: true };
    expect(judge([suspended])).toMatchObject({
      state: 'unknown',
      summary: expect.stringContaining('suspended, it does not run'),
    });
  });

  it('a schedule is as well as its last run', () => {
    const nightly = cronJob('nightly');
    const owner = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      name: 'nightly',
      uid: nightly.metadata.uid!,
    };
    expect(judge([nightly]).state).toBe('unknown');
    expect(
      judge([nightly, job('nightly-1', { owner, state: 'Complete' })]),
    ).toMatchObject({
      state: 'healthy',
      summary: 'nightly: last run, 30 min ago, succeeded',
    });
    expect(
      judge([nightly, job('nightly-1', { owner, state: 'Failed' })]),
    ).toMatchObject({
      state: 'degraded',
      summary: 'nightly: last run, 30 min ago, failed: BackoffLimitExceeded',
    });
  });

  it('declared but never seen is unknown', () => {
    const declared = deployment('orders')
      .filter(({ kind }) => kind === 'Deployment')
      .map(object => ({ ...object, status: undefined }));
    expect(judge(declared)).toMatchObject({
      state: 'unknown',
      summary: 'orders: declared, but not seen running',
    });
  });

  it('is total: any status and any answer give a judgement of the contract’s shape', () => {
    const json = fc.jsonValue() as fc.Arbitrary<JsonValue>;
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Deployment',
          'DaemonSet',
          'StatefulSet',
          'Job',
          'CronJob',
          'Pod',
        ),
        fc.dictionary(
          fc.constantFrom(
            'readyReplicas',
            'conditions',
            'phase',
            'containerStatuses',
            'numberReady',
            'lastSuccessfulTime',
          ),
          json,
        ),
        fc.dictionary(
          fc.constantFrom('replicas', 'suspend', 'selector', 'template'),
          json,
        ),
        fc.option(fc.string(), { nil: undefined }),
        (kind, status, spec, body) => {
          const group = kind.endsWith('Job') ? 'batch/v1' : 'apps/v1';
          const apiVersion = kind === 'Pod' ? 'v1' : group;
          const object: KubernetesObject = {
            apiVersion,
            kind,
            metadata: {
              name: 'trino-coordinator',
              namespace: 'data',
              labels: { app: 'trino' },
            },
            spec,
            status,
          };
          const health = judge(
            [object, pod('p')].slice(0, 1),
            body === undefined ? {} : { probe: answer(body) },
          );
          expect(HealthSchema.safeParse(health).success).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
