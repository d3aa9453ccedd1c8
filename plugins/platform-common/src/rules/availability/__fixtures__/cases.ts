import {
  defects,
  edit,
  lookAlikes,
  main,
  podsOf,
  template,
  unknowables,
} from '../../benchmark/__fixtures__/plant';
import { without } from '../../benchmark/__fixtures__/platform';
import {
  app,
  container,
  cronJob,
  hoursAgo,
  inDays,
  make,
  serving,
} from '../../benchmark/__fixtures__/objects';

const scaleDown = (p: Parameters<typeof edit>[0], name: string) => {
  const d = edit(p, 'Deployment', `data/${name}`);
  d.spec.replicas = 0 as never;
  d.status = { replicas: 0 } as never;
  for (const pod of podsOf(p, `data/${name}-`))
    without(
      p,
      'Pod',
      `data/${(pod.metadata as never as { name: string }).name}`,
    );
  edit(p, 'EndpointSlice', `data/${name}-abc`).endpoints = [] as never;
};

/** Cases of availability, written before its rules. */
export const AVAILABILITY = [
  ...defects(
    [
      'workload-available',
      'trino',
      'One of two replicas is not ready.',
      p => {
        edit(p, 'Deployment', 'data/trino').status.readyReplicas = 1 as never;
      },
    ],
    [
      'workload-available',
      'orders',
      'Scaled to zero, and nobody says why.',
      p => scaleDown(p, 'orders'),
      { also: ['orders service-has-endpoints'] },
    ],
    [
      'no-crash-loops',
      'trino',
      'A container crashes again and again.',
      p => {
        podsOf(p, 'data/trino')[0].status.containerStatuses[0].state = {
          waiting: { reason: 'CrashLoopBackOff' },
        } as never;
      },
    ],
    [
      'no-crash-loops',
      'orders',
      'Nine restarts, the last an hour ago.',
      p => {
        const s = podsOf(p, 'data/orders')[0].status.containerStatuses[0];
        s.restartCount = 9 as never;
        s.lastState = {
          terminated: { reason: 'Error', finishedAt: hoursAgo(1) },
        } as never;
      },
    ],
    [
      'no-memory-kills',
      'trino',
      'A container was killed for its memory three hours ago.',
      p => {
        const s = podsOf(p, 'data/trino')[0].status.containerStatuses[0];
        s.restartCount = 1 as never;
        s.lastState = {
          terminated: { reason: 'OOMKilled', finishedAt: hoursAgo(3) },
        } as never;
      },
    ],
    [
      'rollout-finished',
      'trino',
      'The rollout is stuck beyond its deadline.',
      p => {
        edit(p, 'Deployment', 'data/trino').status.conditions[0] = {
          type: 'Progressing',
          status: 'False',
          reason: 'ProgressDeadlineExceeded',
        } as never;
      },
    ],
    [
      'replicas-enough',
      'trino',
      'A stateless service that people reach from outside has one replica.',
      p => {
        edit(p, 'Deployment', 'data/trino').spec.replicas = 1 as never;
        edit(p, 'Deployment', 'data/trino').status = {
          replicas: 1,
          readyReplicas: 1,
        } as never;
      },
    ],
    [
      'replicas-enough',
      'superset',
      'The autoscaler may go down to one replica.',
      p => {
        edit(p, 'HorizontalPodAutoscaler', 'data/superset').spec.minReplicas =
          1 as never;
        edit(p, 'Deployment', 'data/superset').spec.replicas = 1 as never;
        edit(p, 'Deployment', 'data/superset').metadata.annotations![
          '254carbon.com/criticality'
        ] = 'critical';
        edit(p, 'Deployment', 'data/superset').status = {
          replicas: 1,
          readyReplicas: 1,
        } as never;
      },
      { also: ['superset alert-exists', 'superset dashboard-exists'] },
    ],
    [
      'disruption-budget',
      'trino',
      'Two replicas, and a drain may take both.',
      p => without(p, 'PodDisruptionBudget', 'data/trino'),
    ],
    [
      'disruption-budget',
      'orders',
      'The budget lets nothing go, so a drain waits for ever.',
      p => {
        edit(p, 'PodDisruptionBudget', 'data/orders').spec = {
          minAvailable: 2,
          selector: { matchLabels: { 'app.kubernetes.io/name': 'orders' } },
        } as never;
      },
    ],
    [
      'budget-selects-pods',
      'orders',
      'The budget that bears its name selects other labels.',
      p => {
        edit(p, 'PodDisruptionBudget', 'data/orders').spec.selector = {
          matchLabels: { app: 'order' },
        } as never;
        edit(p, 'PodDisruptionBudget', 'data/orders').status = {
          expectedPods: 0,
        } as never;
      },
      { also: ['orders disruption-budget'] },
    ],
    [
      'autoscaler-target',
      'orders',
      'The autoscaler names a Deployment that is not there.',
      p => {
        p.objects.push(
          make('autoscaling/v2', 'HorizontalPodAutoscaler', 'data/orders', {
            spec: {
              scaleTargetRef: {
                apiVersion: 'apps/v1',
                kind: 'Deployment',
                name: 'orders-web',
              },
            },
            status: {
              conditions: [
                {
                  type: 'AbleToScale',
                  status: 'False',
                  reason: 'FailedGetScale',
                },
              ],
            },
          }),
        );
      },
    ],
    [
      'autoscaler-metrics',
      'superset',
      'The autoscaler gets no metrics.',
      p => {
        edit(
          p,
          'HorizontalPodAutoscaler',
          'data/superset',
        ).status.conditions[0] = {
          type: 'ScalingActive',
          status: 'False',
          reason: 'FailedGetResourceMetric',
        } as never;
      },
      { also: ['metrics-server metrics-api-answers'] },
    ],
    [
      'autoscaler-metrics',
      'superset',
      'It scales by a share of requests that no container makes.',
      p => {
        delete (main(p, 'data/superset').resources as Record<string, unknown>)
          .requests;
        edit(
          p,
          'HorizontalPodAutoscaler',
          'data/superset',
        ).status.conditions[0] = {
          type: 'ScalingActive',
          status: 'False',
          reason: 'FailedGetResourceMetric',
          message: 'missing request for cpu',
        } as never;
      },
      {
        also: [
          'superset requests-and-limits',
          'metrics-server metrics-api-answers',
        ],
      },
    ],
    [
      'autoscaler-not-fought',
      'superset',
      'The manifest fixes replicas that the autoscaler decides.',
      p => {
        (
          p.tree.objects.find(
            ({ object }) =>
              object.kind === 'Deployment' &&
              object.metadata.name === 'superset',
          )!.object.spec as Record<string, unknown>
        ).replicas = 2;
      },
    ],
    [
      'autoscaler-not-fought',
      'superset',
      'Two autoscalers decide the same replicas.',
      p => {
        const { spec } = edit(p, 'HorizontalPodAutoscaler', 'data/superset');
        p.objects.push(
          make('autoscaling/v2', 'HorizontalPodAutoscaler', 'data/superset-2', {
            spec: structuredClone(spec),
            status: {
              conditions: [{ type: 'ScalingActive', status: 'True' }],
            },
          }),
        );
      },
    ],
    [
      'probes-set',
      'trino',
      'A probe asks a port by a name that the container does not have.',
      p => {
        main(p, 'data/trino').readinessProbe = {
          httpGet: { path: '/ready', port: 'web' },
        } as never;
      },
    ],
    [
      'references-exist',
      'superset',
      'It takes a key out of its ConfigMap that is not in there.',
      p => {
        main(p, 'data/superset').env = [
          {
            name: 'MODE',
            valueFrom: {
              configMapKeyRef: { name: 'superset-config', key: 'MODUS' },
            },
          },
        ] as never;
      },
    ],
    [
      'spread-over-nodes',
      'trino',
      'Both replicas stand on one of three nodes.',
      p => {
        for (const pod of podsOf(p, 'data/trino'))
          pod.spec.nodeName = 'node-1' as never;
      },
    ],
    [
      'probes-set',
      'trino',
      'No readiness probe.',
      p => {
        delete (main(p, 'data/trino') as Record<string, unknown>)
          .readinessProbe;
      },
    ],
    [
      'probes-set',
      'orders',
      'No liveness probe.',
      p => {
        delete (main(p, 'data/orders') as Record<string, unknown>)
          .livenessProbe;
      },
    ],
    [
      'service-has-endpoints',
      'orders',
      'It leads to a port by a name that no container has.',
      p => {
        edit(p, 'Service', 'data/orders').spec.ports = [
          { name: 'http', port: 8080, targetPort: 'web' },
        ] as never;
      },
    ],
    [
      'service-has-endpoints',
      'trino',
      'The selector of the Service no longer matches.',
      p => {
        edit(p, 'Service', 'data/trino').spec.selector = {
          app: 'trinoo',
        } as never;
        edit(p, 'EndpointSlice', 'data/trino-abc').endpoints = [] as never;
      },
    ],
    [
      'health-endpoint-good',
      'grafana',
      'Its own health says that its database is gone.',
      p => {
        p.probes.set('grafana', {
          protocol: 'http',
          status: 503,
          headers: { 'content-type': 'application/json' },
          body: '{"database":"failing","version":"11.2.0"}',
          durationMs: 4,
        });
      },
    ],
    [
      'jobs-finish',
      'ingest-eia',
      'Its newest Job failed.',
      p => {
        edit(p, 'Job', 'data/ingest-eia-2901').status = {
          failed: 4,
          startTime: hoursAgo(11),
          conditions: [
            { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' },
          ],
        } as never;
      },
    ],
    [
      'jobs-finish',
      'ingest-eia',
      'A Job has been running for two days.',
      p => {
        const j = edit(p, 'Job', 'data/ingest-eia-2901');
        j.metadata.creationTimestamp = hoursAgo(50);
        j.status = { active: 1, startTime: hoursAgo(50) } as never;
      },
    ],
    [
      'cron-jobs-succeed',
      'ingest-eia',
      'Daily, and it last succeeded four days ago.',
      p => {
        edit(p, 'CronJob', 'data/ingest-eia').status.lastSuccessfulTime =
          hoursAgo(100) as never;
      },
    ],
    [
      'cron-jobs-succeed',
      'ingest-eia',
      'A month old, daily, and it has never succeeded.',
      p => {
        delete (
          edit(p, 'CronJob', 'data/ingest-eia').status as Record<
            string,
            unknown
          >
        ).lastSuccessfulTime;
      },
    ],
    [
      'sidecars-let-jobs-end',
      'ingest-eia',
      'The work is done and the mesh proxy keeps the pod.',
      p => {
        const pod = podsOf(p, 'data/ingest-eia-2901')[0];
        pod.spec.containers.push({
          name: 'istio-proxy',
          image: 'istio/proxyv2:1.22',
        } as never);
        pod.status.phase = 'Running' as never;
        pod.status.containerStatuses.push({
          name: 'istio-proxy',
          ready: true,
          restartCount: 0,
          state: { running: {} },
        } as never);
      },
    ],
    [
      'no-single-point',
      'postgresql',
      'Three services need it, and it has one replica.',
      p => {
        edit(p, 'StatefulSet', 'data/postgresql').spec.replicas = 1 as never;
        edit(p, 'StatefulSet', 'data/postgresql').status = {
          replicas: 1,
          readyReplicas: 1,
        } as never;
        for (const n of ['trino', 'orders', 'superset'])
          edit(p, 'Deployment', `data/${n}`).metadata.annotations![
            '254carbon.com/depends-on'
          ] = 'postgresql';
      },
      { also: ['postgresql *'] },
    ],
    [
      'references-exist',
      'superset',
      'A ConfigMap that it takes its environment from is missing.',
      p => without(p, 'ConfigMap', 'data/superset-config'),
    ],
    [
      'references-exist',
      'trino',
      'The claim that it mounts is not there.',
      p => {
        template(p, 'Deployment', 'data/trino').volumes = [
          {
            name: 'spill',
            persistentVolumeClaim: { claimName: 'trino-spill' },
          },
        ] as never;
      },
    ],
  ),
  ...lookAlikes(
    [
      'replicas-enough',
      'trino-coordinator',
      'There is one coordinator by design, and people reach it.',
      p => {
        p.objects.push(...app({ name: 'my-coordinator', replicas: 1 }));
        const ingress = edit(p, 'Ingress', 'data/trino');
        const [rule] = ingress.spec.rules;
        ingress.spec.rules.push({
          host: 'coordinator.example.com',
          http: JSON.parse(
            JSON.stringify(rule.http).replace('"trino"', '"my-coordinator"'),
          ),
        } as never);
      },
      {
        service: 'my-coordinator',
        says: 'not-applicable',
        also: ['my-coordinator *', 'trino tls-offered'],
      },
    ],
    [
      'workload-available',
      'orders',
      'Scaled to zero on purpose, with reason, owner and end.',
      p => {
        scaleDown(p, 'orders');
        edit(p, 'Deployment', 'data/orders').metadata.annotations![
          '254carbon.com/expected-down'
        ] = `season is over; owner=data-engineering; until=${inDays(30)}`;
      },
      { says: 'not-applicable' },
    ],
    [
      'workload-available',
      'orders',
      'KEDA holds it at zero until there is work.',
      p => {
        scaleDown(p, 'orders');
        p.objects.push(
          make(
            'autoscaling/v2',
            'HorizontalPodAutoscaler',
            'data/keda-hpa-orders',
            {
              labels: { 'scaledobject.keda.sh/name': 'orders' },
              spec: {
                scaleTargetRef: {
                  apiVersion: 'apps/v1',
                  kind: 'Deployment',
                  name: 'orders',
                },
                minReplicas: 1,
                maxReplicas: 4,
              },
              status: {
                conditions: [
                  {
                    type: 'ScalingActive',
                    status: 'False',
                    reason: 'ScalingDisabled',
                  },
                ],
              },
            },
          ),
        );
      },
      { says: 'not-applicable', also: ['orders autoscaler-not-fought'] },
    ],
    [
      'workload-available',
      'calico',
      'A DaemonSet that no node wants.',
      p => {
        const d = edit(p, 'DaemonSet', 'kube-system/calico-node');
        d.status = { desiredNumberScheduled: 0, numberReady: 0 } as never;
      },
      { says: 'not-applicable', also: ['calico service-has-endpoints'] },
    ],
    [
      'no-crash-loops',
      'orders',
      'Nine restarts, all of them last week.',
      p => {
        const s = podsOf(p, 'data/orders')[0].status.containerStatuses[0];
        s.restartCount = 9 as never;
        s.lastState = {
          terminated: { reason: 'Error', finishedAt: hoursAgo(150) },
        } as never;
      },
      { says: 'pass' },
    ],
    [
      'no-crash-loops',
      'trino',
      'An init Job of a Helm hook ended with an error once, then well.',
      p => {
        p.objects.push(
          make('batch/v1', 'Job', 'data/trino-migrate', {
            annotations: { 'helm.sh/hook': 'pre-upgrade' },
            labels: { 'app.kubernetes.io/name': 'trino' },
            spec: {
              template: { spec: { containers: [container('migrate')] } },
            },
            status: {
              failed: 1,
              succeeded: 1,
              conditions: [{ type: 'Complete', status: 'True' }],
            },
          }),
        );
      },
    ],
    [
      'no-memory-kills',
      'trino',
      'Killed for its memory ten days ago, and never since.',
      p => {
        const s = podsOf(p, 'data/trino')[0].status.containerStatuses[0];
        s.restartCount = 1 as never;
        s.lastState = {
          terminated: { reason: 'OOMKilled', finishedAt: hoursAgo(240) },
        } as never;
      },
      { says: 'pass' },
    ],
    [
      'rollout-finished',
      'trino',
      'A rollout is under way.',
      p => {
        edit(p, 'Deployment', 'data/trino').status.conditions[0] = {
          type: 'Progressing',
          status: 'True',
          reason: 'ReplicaSetUpdated',
        } as never;
      },
      { says: 'pass' },
    ],
    [
      'replicas-enough',
      'orders',
      'One replica, and the volume can be mounted once.',
      p => {
        const d = edit(p, 'Deployment', 'data/orders');
        d.metadata.annotations!['254carbon.com/criticality'] = 'critical';
        d.spec.replicas = 1 as never;
        d.status = { replicas: 1, readyReplicas: 1 } as never;
        d.spec.strategy = { type: 'Recreate' } as never;
      },
      {
        says: 'not-applicable',
        also: ['orders alert-exists', 'orders dashboard-exists'],
      },
    ],
    [
      'replicas-enough',
      'orders',
      'An operator that elects a leader has one replica by design.',
      p => {
        const d = edit(p, 'Deployment', 'data/orders');
        d.metadata.annotations!['254carbon.com/criticality'] = 'critical';
        d.spec.replicas = 1 as never;
        d.status = { replicas: 1, readyReplicas: 1 } as never;
        main(p, 'data/orders').args = ['--leader-elect'] as never;
      },
      {
        says: 'not-applicable',
        also: ['orders alert-exists', 'orders dashboard-exists'],
      },
    ],
    [
      'replicas-enough',
      'velero',
      'One replica of what nobody reaches from outside.',
      () => undefined,
      { says: 'not-applicable' },
    ],
    [
      'disruption-budget',
      'calico',
      'A DaemonSet without a budget: a drain leaves it alone.',
      () => undefined,
      { says: 'not-applicable' },
    ],
    [
      'disruption-budget',
      'velero',
      'One replica needs no budget.',
      () => undefined,
      { says: 'not-applicable' },
    ],
    [
      'disruption-budget',
      'postgresql',
      'Percent, rounded as Kubernetes does.',
      p => {
        edit(p, 'PodDisruptionBudget', 'data/postgresql').spec = {
          maxUnavailable: '30%',
          selector: { matchLabels: { 'app.kubernetes.io/name': 'postgresql' } },
        } as never;
      },
      { says: 'pass' },
    ],
    [
      'budget-selects-pods',
      'orders',
      'Its pods are made by an operator, so no template has the labels.',
      p => {
        p.objects.push(
          make('policy/v1', 'PodDisruptionBudget', 'data/orders-cache', {
            spec: {
              maxUnavailable: 1,
              selector: { matchLabels: { cache: 'orders' } },
            },
            status: { expectedPods: 3 },
          }),
        );
      },
    ],
    [
      'autoscaler-target',
      'superset',
      'Autoscaler of another kind of target that is not listed.',
      p => {
        p.objects.push(
          make(
            'autoscaling/v2',
            'HorizontalPodAutoscaler',
            'data/superset-rollout',
            {
              spec: {
                scaleTargetRef: {
                  apiVersion: 'argoproj.io/v1alpha1',
                  kind: 'Rollout',
                  name: 'superset',
                },
              },
              status: {
                conditions: [{ type: 'ScalingActive', status: 'True' }],
              },
            },
          ),
        );
      },
    ],
    [
      'autoscaler-metrics',
      'superset',
      'Scaling is disabled because somebody set the replicas to zero.',
      p => {
        edit(
          p,
          'HorizontalPodAutoscaler',
          'data/superset',
        ).status.conditions[0] = {
          type: 'ScalingActive',
          status: 'False',
          reason: 'ScalingDisabled',
        } as never;
      },
    ],
    [
      'autoscaler-not-fought',
      'superset',
      'Argo CD leaves the replicas alone.',
      p => {
        (
          p.tree.objects.find(
            ({ object }) =>
              object.kind === 'Deployment' &&
              object.metadata.name === 'superset',
          )!.object.spec as Record<string, unknown>
        ).replicas = 2;
        edit(p, 'Application', 'argocd/superset').spec.ignoreDifferences = [
          {
            group: 'apps',
            kind: 'Deployment',
            jsonPointers: ['/spec/replicas'],
          },
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'spread-over-nodes',
      'trino',
      'Both replicas on the only node that their selector allows.',
      p => {
        template(p, 'Deployment', 'data/trino').nodeSelector = {
          'kubernetes.io/hostname': 'node-1',
        } as never;
        for (const pod of podsOf(p, 'data/trino'))
          pod.spec.nodeName = 'node-1' as never;
      },
    ],
    [
      'spread-over-nodes',
      'velero',
      'One replica cannot be spread.',
      () => undefined,
      { says: 'not-applicable' },
    ],
    [
      'probes-set',
      'trino',
      'A sidecar that opens no port needs no probe.',
      p => {
        template(p, 'Deployment', 'data/trino').containers.push(
          container('log-shipper') as never,
        );
      },
      { says: 'pass' },
    ],
    [
      'probes-set',
      'ingest-eia',
      'A Job serves nobody.',
      () => undefined,
      { says: 'not-applicable' },
    ],
    [
      'references-exist',
      'superset',
      'The key that is missing may be missing.',
      p => {
        main(p, 'data/superset').env = [
          {
            name: 'MODE',
            valueFrom: {
              configMapKeyRef: {
                name: 'superset-config',
                key: 'MODUS',
                optional: true,
              },
            },
          },
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'service-has-endpoints',
      'orders',
      'A port by its number needs no name.',
      p => {
        edit(p, 'Service', 'data/orders').spec.ports = [
          { name: 'http', port: 80, targetPort: 9999 },
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'probes-set',
      'superset',
      'A native sidecar with its own probes.',
      p => {
        template(p, 'Deployment', 'data/superset').initContainers = [
          container('proxy', { restartPolicy: 'Always', ...serving(15020) }),
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'service-has-endpoints',
      'trino',
      'An ExternalName has no addresses and needs none.',
      p => {
        p.objects.push(
          make('v1', 'Service', 'data/trino-metastore', {
            spec: {
              type: 'ExternalName',
              externalName: 'metastore.example.com',
            },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'service-has-endpoints',
      'postgresql',
      'A headless Service beside the one with an address.',
      p => {
        p.objects.push(
          make('v1', 'Service', 'data/postgresql-headless', {
            spec: {
              clusterIP: 'None',
              selector: { 'app.kubernetes.io/name': 'postgresql' },
              ports: [{ port: 5432 }],
            },
          }),
          make(
            'discovery.k8s.io/v1',
            'EndpointSlice',
            'data/postgresql-headless-x',
            {
              labels: { 'kubernetes.io/service-name': 'postgresql-headless' },
              endpoints: [
                { addresses: ['10.0.0.9'], conditions: { ready: true } },
              ],
            },
          ),
        );
      },
      { says: 'pass' },
    ],
    [
      'jobs-finish',
      'ingest-eia',
      'An older run failed, the newest went well.',
      p => {
        p.objects.push(
          make('batch/v1', 'Job', 'data/ingest-eia-2900', {
            owner: p.objects.find(({ kind }) => kind === 'CronJob'),
            created: hoursAgo(35),
            spec: {
              template: { spec: { containers: [container('ingest-eia')] } },
            },
            status: {
              failed: 3,
              conditions: [{ type: 'Failed', status: 'True' }],
            },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'jobs-finish',
      'ingest-eia',
      'A Job that was suspended is not meant to run.',
      p => {
        const j = edit(p, 'Job', 'data/ingest-eia-2901');
        j.spec.suspend = true as never;
        j.status = {
          conditions: [{ type: 'Suspended', status: 'True' }],
        } as never;
      },
    ],
    [
      'cron-jobs-succeed',
      'ingest-eia',
      'A suspended CronJob is not meant to run.',
      p => {
        const c = edit(p, 'CronJob', 'data/ingest-eia');
        c.spec.suspend = true as never;
        c.status.lastSuccessfulTime = hoursAgo(400) as never;
      },
      { says: 'not-applicable' },
    ],
    [
      'cron-jobs-succeed',
      'ingest-eia',
      'Monthly, and its last success is twenty days old.',
      p => {
        const c = edit(p, 'CronJob', 'data/ingest-eia');
        c.spec.schedule = '0 3 4 * *' as never;
        c.status.lastSuccessfulTime = hoursAgo(480) as never;
      },
      { says: 'pass' },
    ],
    [
      'cron-jobs-succeed',
      'ingest-oil',
      'Made this morning: its first run is tonight.',
      p => {
        const [cron] = cronJob('ingest-oil');
        cron.metadata.creationTimestamp = hoursAgo(3);
        cron.status = {};
        p.objects.push(cron);
      },
      { also: ['ingest-oil *'] },
    ],
    [
      'sidecars-let-jobs-end',
      'ingest-eia',
      'The proxy is a native sidecar, which ends with the work.',
      p => {
        const pod = podsOf(p, 'data/ingest-eia-2901')[0];
        pod.spec.initContainers = [
          {
            name: 'istio-proxy',
            image: 'istio/proxyv2:1.27',
            restartPolicy: 'Always',
          },
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'no-single-point',
      'postgresql',
      'Three services need it, and it has two replicas.',
      p => {
        for (const n of ['trino', 'orders', 'superset'])
          edit(p, 'Deployment', `data/${n}`).metadata.annotations![
            '254carbon.com/depends-on'
          ] = 'postgresql';
      },
      { says: 'pass' },
    ],
    [
      'references-exist',
      'superset',
      'An optional ConfigMap may be missing.',
      p => {
        main(p, 'data/superset').envFrom = [
          { configMapRef: { name: 'superset-extra', optional: true } },
        ] as never;
      },
      { says: 'pass' },
    ],
  ),
  ...unknowables(
    [
      'workload-available',
      'trino',
      'Deployments may not be read.',
      p => {
        p.unread.push('apps/deployments');
      },
    ],
    [
      'autoscaler-target',
      'orders',
      'The target is of a kind that nobody lists.',
      p => {
        p.objects.push(
          make('autoscaling/v2', 'HorizontalPodAutoscaler', 'data/orders', {
            spec: {
              scaleTargetRef: {
                apiVersion: 'argoproj.io/v1alpha1',
                kind: 'Rollout',
                name: 'orders-web',
              },
            },
            status: {},
          }),
        );
      },
    ],
    [
      'autoscaler-not-fought',
      'superset',
      'No manifests are read.',
      p => {
        p.withoutTree = true;
      },
    ],
    [
      'health-endpoint-good',
      'grafana',
      'It was not asked.',
      p => {
        p.probes.delete('grafana');
      },
    ],
    [
      'probes-set',
      'events',
      'An operator makes the pods, and none is seen.',
      p => {
        p.objects.push(
          make('kafka.strimzi.io/v1beta2', 'Kafka', 'data/events', {
            spec: { kafka: { replicas: 3 } },
            status: {},
          }),
        );
      },
      { also: ['kafka *'], service: 'kafka' },
    ],
    [
      'references-exist',
      'superset',
      'ConfigMaps may not be read.',
      p => {
        p.unread.push('configmaps');
      },
    ],
    [
      'cron-jobs-succeed',
      'ingest-eia',
      'A schedule in words that cannot be counted.',
      p => {
        const c = edit(p, 'CronJob', 'data/ingest-eia');
        c.spec.schedule = '@every 17h' as never;
        c.status.lastSuccessfulTime = hoursAgo(100) as never;
      },
      { also: ['ingest-eia schedule-valid'] },
    ],
    [
      'no-single-point',
      'postgresql',
      'Three services need it, and StatefulSets may not be read.',
      p => {
        p.unread.push('apps/statefulsets');
        for (const n of ['trino', 'orders', 'superset'])
          edit(p, 'Deployment', `data/${n}`).metadata.annotations![
            '254carbon.com/depends-on'
          ] = 'postgresql';
      },
    ],
    [
      'spread-over-nodes',
      'trino',
      'Pods may not be read.',
      p => {
        p.unread.push('pods');
      },
    ],
  ),
  ...defects(
    [
      'no-single-point',
      'grafana',
      'Three services are written to need a Grafana of one replica.',
      p => {
        const d = edit(p, 'Deployment', 'monitoring/grafana');
        d.spec.replicas = 1 as never;
        d.status = { replicas: 1, readyReplicas: 1 } as never;
        for (const n of ['trino', 'orders', 'superset'])
          edit(p, 'Deployment', `data/${n}`).metadata.annotations![
            '254carbon.com/depends-on'
          ] = 'grafana';
      },
      { also: ['grafana *'] },
    ],
    [
      'spread-over-nodes',
      'extra',
      'Three replicas on one node, of a new service.',
      p => {
        const objects = app({ name: 'extra', replicas: 3 });
        for (const o of objects)
          if (o.kind === 'Pod') o.spec = { ...o.spec, nodeName: 'node-2' };
        p.objects.push(...objects);
      },
      { also: ['extra *'] },
    ],
  ),
];
