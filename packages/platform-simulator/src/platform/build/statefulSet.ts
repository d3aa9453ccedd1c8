/** StatefulSets, with their pods and claims, and DaemonSets. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext } from './context';
import { makeWorkload, podOf } from './replica';
import { boundClaim } from './storage';
import {
  BOTH_NODES,
  WorkloadSpec,
  isReady,
  nodeOf,
  replicasOf,
  selectorOf,
  statesOf,
  templateOf,
} from './template';

/** A StatefulSet, its pods and their claims. */
export function statefulSet(
  context: BuildContext,
  spec: WorkloadSpec,
): KubernetesObject[] {
  const replicas = replicasOf(context, spec, 1);
  const states = statesOf(context, spec, replicas);
  const ready = states.filter(isReady).length;
  const owner = makeWorkload(context, 'StatefulSet', spec, {
    spec: {
      replicas,
      serviceName: spec.serviceName ?? spec.name,
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: selectorOf(spec) },
      template: templateOf(spec),
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 0 },
      },
      volumeClaimTemplates: claimTemplates(spec),
    },
    status: {
      replicas,
      readyReplicas: ready,
      availableReplicas: ready,
      currentReplicas: replicas,
      updatedReplicas: replicas,
      observedGeneration: 1,
      collisionCount: 0,
    },
  });
  const pods = states.map((state, index) =>
    podOf(context, spec, owner, state, index, {
      name: `${spec.name}-${index}`,
      labels: {
        'apps.kubernetes.io/pod-index': String(index),
        'statefulset.kubernetes.io/pod-name': `${spec.name}-${index}`,
      },
    }),
  );
  const claims = states.flatMap((state, index) =>
    state.state === 'pending'
      ? []
      : Object.entries(spec.claims ?? {}).flatMap(([claim, storage]) =>
          boundClaim(context, {
            namespace: spec.namespace,
            name: `${claim}-${spec.name}-${index}`,
            storage,
            node: nodeOf(context, spec, index),
            labels: selectorOf(spec),
          }),
        ),
  );
  return [owner, ...pods, ...claims];
}

function claimTemplates(spec: WorkloadSpec) {
  return Object.entries(spec.claims ?? {}).map(([name, storage]) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'local-path',
      resources: { requests: { storage } },
    },
  }));
}

/** A DaemonSet and its pod on each node. */
export function daemonSet(
  context: BuildContext,
  spec: WorkloadSpec,
): KubernetesObject[] {
  const states = statesOf(context, spec, BOTH_NODES.length);
  const ready = states.filter(isReady).length;
  const owner = makeWorkload(context, 'DaemonSet', spec, {
    spec: {
      selector: { matchLabels: selectorOf(spec) },
      template: templateOf(spec),
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
      },
    },
    status: {
      currentNumberScheduled: states.length,
      desiredNumberScheduled: states.length,
      numberMisscheduled: 0,
      numberReady: ready,
      numberAvailable: ready,
      updatedNumberScheduled: states.length,
      observedGeneration: 1,
    },
  });
  const pods = BOTH_NODES.map((node, index) =>
    podOf(context, { ...spec, nodes: [node] }, owner, states[index], 0, {
      name: `${spec.name}-${context.suffix(
        5,
        'pod',
        spec.namespace,
        spec.name,
        node,
      )}`,
      labels: { 'pod-template-generation': '1' },
    }),
  );
  return [owner, ...pods];
}
