/** Deployments, with the ReplicaSet and the pods that their controllers would have made. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, MINUTE, USUAL_AGE, makeObject } from './context';
import { PodState } from './condition';
import { makeWorkload, podOf } from './replica';
import {
  WorkloadSpec,
  isReady,
  labelsOf,
  replicasOf,
  selectorOf,
  statesOf,
  templateOf,
} from './template';

/** A Deployment, its ReplicaSet and its pods. */
export function deployment(
  context: BuildContext,
  spec: WorkloadSpec,
): KubernetesObject[] {
  const replicas = replicasOf(context, spec, 1);
  const states = statesOf(context, spec, replicas);
  const hash = context.suffix(10, 'template', spec.namespace, spec.name);
  const owner = makeWorkload(context, 'Deployment', spec, {
    spec: {
      replicas,
      revisionHistoryLimit: 3,
      selector: { matchLabels: selectorOf(spec) },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
      },
      template: templateOf(spec),
    },
    status: deploymentStatus(context, states, spec.age ?? USUAL_AGE),
  });
  const set = replicaSet(context, spec, owner, states, hash);
  const pods = states.map((state, index) =>
    podOf(context, spec, set, state, index, {
      name: `${spec.name}-${hash}-${context.suffix(
        5,
        'pod',
        spec.namespace,
        spec.name,
        String(index),
      )}`,
      labels: { 'pod-template-hash': hash },
    }),
  );
  return [owner, set, ...pods];
}

function replicaSet(
  context: BuildContext,
  spec: WorkloadSpec,
  owner: KubernetesObject,
  states: PodState[],
  hash: string,
): KubernetesObject {
  const ready = states.filter(isReady).length;
  const template = { 'pod-template-hash': hash };
  return makeObject(context, {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: `${spec.name}-${hash}`,
    namespace: spec.namespace,
    owner,
    labels: { ...labelsOf(spec), ...template },
    annotations: {
      'deployment.kubernetes.io/revision': '1',
      'deployment.kubernetes.io/desired-replicas': String(states.length),
    },
    age: spec.age ?? USUAL_AGE,
    body: {
      spec: {
        replicas: states.length,
        selector: { matchLabels: { ...selectorOf(spec), ...template } },
        template: templateOf(spec, template),
      },
      status: {
        replicas: states.length,
        fullyLabeledReplicas: states.length,
        readyReplicas: ready,
        availableReplicas: ready,
        observedGeneration: 1,
      },
    },
  });
}

function deploymentStatus(
  context: BuildContext,
  states: PodState[],
  age: number,
): Record<string, unknown> {
  const ready = states.filter(isReady).length;
  const available = ready >= states.length - Math.floor(states.length / 4);
  const changed = context.ago(available ? age : 20 * MINUTE);
  return {
    observedGeneration: 1,
    replicas: states.length,
    updatedReplicas: states.length,
    readyReplicas: ready,
    availableReplicas: ready,
    ...(ready < states.length
      ? { unavailableReplicas: states.length - ready }
      : {}),
    conditions: [
      {
        type: 'Available',
        status: available ? 'True' : 'False',
        reason: available
          ? 'MinimumReplicasAvailable'
          : 'MinimumReplicasUnavailable',
        message: available
          ? 'Deployment has minimum availability.'
          : 'Deployment does not have minimum availability.',
        lastUpdateTime: changed,
        lastTransitionTime: changed,
      },
      {
        type: 'Progressing',
        status: 'True',
        reason: 'NewReplicaSetAvailable',
        message: 'ReplicaSet has successfully progressed.',
        lastUpdateTime: context.ago(age),
        lastTransitionTime: context.ago(age),
      },
    ],
  };
}
