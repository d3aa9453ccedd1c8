/** Spark: the operator, the history server with one replica too many, and applications as the operator runs them. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  DAY,
  HOUR,
  MINUTE,
  PodState,
  custom,
  deployment,
  makeContainer,
  makePod,
  service,
  serviceAccount,
} from './build';

const NAMESPACE = 'data-platform';
const IMAGE = 'ghcr.io/254carbon/spark-iceberg:3.5.0';

/** The Spark part of the platform. */
export function spark(context: BuildContext): KubernetesObject[] {
  return [
    ...operator(context),
    ...history(context),
    ...application(context, {
      name: 'eia-curve-build',
      started: 40 * MINUTE,
      executors: 2,
      state: 'RUNNING',
    }),
    ...application(context, {
      name: 'nightly-feature-snapshot',
      started: 15 * HOUR,
      executors: 0,
      state: 'COMPLETED',
    }),
    scheduled(context),
    serviceAccount(context, NAMESPACE, 'spark'),
  ];
}

function operator(context: BuildContext): KubernetesObject[] {
  return ['controller', 'webhook'].flatMap(part =>
    deployment(context, {
      namespace: NAMESPACE,
      name: `spark-operator-${part}`,
      selector: {
        'app.kubernetes.io/name': 'spark-operator',
        'app.kubernetes.io/component': part,
      },
      image: 'ghcr.io/kubeflow/spark-operator/controller:2.0.2',
      args: [part, 'start'],
      ports: { metrics: 8080, health: 8081 },
      probe: { http: '/healthz', port: 8081 },
      hardened: true,
      serviceAccount: 'spark',
    }),
  );
}

function history(context: BuildContext): KubernetesObject[] {
  return [
    ...deployment(context, {
      namespace: NAMESPACE,
      name: 'spark-history-server',
      image: 'apache/spark:3.5.0',
      command: ['/opt/spark/bin/spark-class'],
      args: ['org.apache.spark.deploy.history.HistoryServer'],
      nodes: ['cpu1', 'k8s-worker'],
      ports: { http: 18080 },
      probe: { http: '/', port: 18080 },
      size: { cpu: '250m', memory: '1Gi', cpuLimit: '1', memoryLimit: '2Gi' },
      volumes: { events: { claim: 'spark-history-events', path: '/events' } },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'spark-history-server',
      ports: { http: 18080 },
    }),
  ];
}

interface ApplicationSpec {
  name: string;
  started: number;
  executors: number;
  state: 'RUNNING' | 'COMPLETED';
}

function applicationSpec(spec: { executors: number }) {
  return {
    type: 'Python',
    mode: 'cluster',
    sparkVersion: '3.5.0',
    image: IMAGE,
    mainApplicationFile: 'local:///opt/jobs/main.py',
    restartPolicy: { type: 'OnFailure', onFailureRetries: 2 },
    driver: { cores: 1, memory: '2g', serviceAccount: 'spark' },
    executor: { cores: 2, instances: spec.executors || 2, memory: '4g' },
  };
}

function application(
  context: BuildContext,
  spec: ApplicationSpec,
): KubernetesObject[] {
  const running = spec.state === 'RUNNING';
  const owner = sparkApplication(context, spec);
  const pod = (
    name: string,
    role: string,
    by: KubernetesObject,
    at: PodState,
  ) =>
    makePod(context, {
      name,
      namespace: NAMESPACE,
      owner: by,
      labels: {
        'spark-role': role,
        'sparkoperator.k8s.io/app-name': spec.name,
      },
      spec: {
        restartPolicy: 'Never',
        serviceAccountName: 'spark',
        containers: [
          makeContainer(`spark-kubernetes-${role}`, {
            image: IMAGE,
            size: { cpu: '1', memory: '2432Mi', memoryLimit: '2432Mi' },
          }),
        ],
      },
      node: 'k8s-worker',
      state: at,
      age: spec.started,
    });
  const driver = pod(`${spec.name}-driver`, 'driver', owner, {
    state: running ? 'running' : 'completed',
  });
  const executors = Array.from({ length: spec.executors }, (_, index) =>
    pod(`${spec.name}-exec-${index + 1}`, 'executor', driver, {
      state: 'running',
    }),
  );
  return [owner, driver, ...executors];
}

function sparkApplication(
  context: BuildContext,
  spec: ApplicationSpec,
): KubernetesObject {
  const running = spec.state === 'RUNNING';
  return custom(context, {
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'SparkApplication',
    namespace: NAMESPACE,
    name: spec.name,
    age: spec.started,
    spec: applicationSpec(spec),
    status: {
      applicationState: { state: spec.state },
      sparkApplicationId: `spark-${context
        .uid('spark', spec.name)
        .replaceAll('-', '')}`,
      driverInfo: { podName: `${spec.name}-driver` },
      executionAttempts: 1,
      submissionAttempts: 1,
      lastSubmissionAttemptTime: context.ago(spec.started),
      ...(running ? {} : { terminationTime: context.ago(spec.started - HOUR) }),
    },
  });
}

function scheduled(context: BuildContext): KubernetesObject {
  return custom(context, {
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'ScheduledSparkApplication',
    namespace: NAMESPACE,
    name: 'nightly-feature-snapshot',
    age: 20 * DAY,
    spec: {
      schedule: '30 2 * * *',
      concurrencyPolicy: 'Forbid',
      template: applicationSpec({ executors: 2 }),
    },
    status: {
      scheduleState: 'Scheduled',
      lastRun: context.ago(15 * HOUR),
      lastRunName: 'nightly-feature-snapshot',
      nextRun: context.ago(-9 * HOUR),
    },
  });
}
