/** Ray without its operator: the workers run as a StatefulSet of their own, and hold the platform's GPUs. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  autoscaler,
  custom,
  deployment,
  disruptionBudget,
  service,
  statefulSet,
} from './build';

const NAMESPACE = 'ray-system';
const IMAGE = 'rayproject/ray:latest-gpu';

/** Ray; MLflow and Kubeflow are planned and have no object here but one forgotten budget. */
export function machineLearning(context: BuildContext): KubernetesObject[] {
  return [...ray(context), ...leftovers(context)];
}

function ray(context: BuildContext): KubernetesObject[] {
  const part = {
    'app.kubernetes.io/name': 'ray',
    'app.kubernetes.io/part-of': 'ray',
  };
  return [
    ...deployment(context, {
      namespace: NAMESPACE,
      name: 'kuberay-operator',
      replicas: 0,
      selector: { 'app.kubernetes.io/name': 'kuberay-operator' },
      image: 'quay.io/kuberay/operator:v1.1.0',
      ports: { http: 8080 },
      hardened: true,
    }),
    ...statefulSet(context, {
      namespace: NAMESPACE,
      name: 'ray-head',
      labels: part,
      nodes: ['k8s-worker'],
      image: IMAGE,
      command: ['ray', 'start', '--head', '--block'],
      ports: { gcs: 6379, dashboard: 8265, serve: 8000, client: 10001 },
      probe: { http: '/api/gcs_healthz', port: 8265 },
      size: { cpu: '1', memory: '4Gi', cpuLimit: '2', memoryLimit: '8Gi' },
    }),
    ...statefulSet(context, {
      namespace: NAMESPACE,
      name: 'ray-worker',
      labels: part,
      replicas: 2,
      nodes: ['k8s-worker'],
      image: IMAGE,
      command: ['ray', 'start', '--address=ray-head:6379', '--block'],
      size: { cpu: '4', memory: '16Gi', cpuLimit: '8', memoryLimit: '32Gi' },
      extraResources: { 'nvidia.com/gpu': '2' },
    }),
    ...rayCluster(context),
  ];
}

function rayCluster(context: BuildContext): KubernetesObject[] {
  return [
    service(context, {
      namespace: NAMESPACE,
      name: 'ray-head',
      ports: { gcs: 6379, dashboard: 8265, serve: 8000, client: 10001 },
    }),
    custom(context, {
      apiVersion: 'ray.io/v1',
      kind: 'RayCluster',
      namespace: NAMESPACE,
      name: 'ray',
      spec: {
        rayVersion: '2.9.0',
        workerGroupSpecs: [{ groupName: 'gpu', replicas: 2 }],
      },
      status: { state: 'suspended', desiredWorkerReplicas: 2 },
    }),
    disruptionBudget(context, {
      namespace: NAMESPACE,
      name: 'ray-worker-pdb',
      selector: { app: 'ray-worker' },
      maxUnavailable: 1,
    }),
  ];
}

function leftovers(context: BuildContext): KubernetesObject[] {
  return [
    autoscaler(context, {
      namespace: NAMESPACE,
      name: 'ray-serve-hpa',
      target: 'ray-serve',
      min: 1,
      max: 10,
      cpu: 70,
    }),
    disruptionBudget(context, {
      namespace: 'data-platform',
      name: 'mlflow-pdb',
      selector: { app: 'mlflow' },
      minAvailable: 1,
    }),
  ];
}
