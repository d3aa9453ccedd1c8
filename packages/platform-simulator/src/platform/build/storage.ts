/** Claims and the local-path volumes behind them: directories on one node, which is the whole point of some findings. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, USUAL_AGE, makeObject } from './context';
import { NodeName } from './pod';

/** Arguments of {@link boundClaim}. */
export interface ClaimSpec {
  namespace: string;
  name: string;
  /** A quantity such as `50Gi`. */
  storage: string;
  node: NodeName;
  labels?: Record<string, string>;
  age?: number;
}

const COMMON = {
  accessModes: ['ReadWriteOnce'],
  storageClassName: 'local-path',
  volumeMode: 'Filesystem',
};

/** A bound PersistentVolumeClaim and its PersistentVolume. */
export function boundClaim(
  context: BuildContext,
  spec: ClaimSpec,
): KubernetesObject[] {
  const age = spec.age ?? USUAL_AGE;
  const uid = context.uid('PersistentVolumeClaim', spec.namespace, spec.name);
  const volumeName = `pvc-${uid}`;
  const claim = makeObject(context, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    name: spec.name,
    namespace: spec.namespace,
    labels: spec.labels,
    annotations: {
      'pv.kubernetes.io/bind-completed': 'yes',
      'volume.kubernetes.io/selected-node': spec.node,
      'volume.kubernetes.io/storage-provisioner': 'rancher.io/local-path',
    },
    finalizers: ['kubernetes.io/pvc-protection'],
    age,
    body: {
      spec: {
        ...COMMON,
        resources: { requests: { storage: spec.storage } },
        volumeName,
      },
      status: {
        phase: 'Bound',
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: spec.storage },
      },
    },
  });
  return [claim, volumeOf(context, spec, claim)];
}

function volumeOf(
  context: BuildContext,
  spec: ClaimSpec,
  claim: KubernetesObject,
): KubernetesObject {
  const { uid } = claim.metadata;
  const volumeName = `pvc-${uid}`;
  return makeObject(context, {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    name: volumeName,
    annotations: {
      'pv.kubernetes.io/provisioned-by': 'rancher.io/local-path',
    },
    finalizers: ['kubernetes.io/pv-protection'],
    age: spec.age ?? USUAL_AGE,
    body: {
      spec: {
        ...COMMON,
        capacity: { storage: spec.storage },
        claimRef: {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          namespace: spec.namespace,
          name: spec.name,
          uid,
        },
        hostPath: {
          path: `/opt/local-path-provisioner/${volumeName}_${spec.namespace}_${spec.name}`,
          type: 'DirectoryOrCreate',
        },
        nodeAffinity: nodeAffinity(spec.node),
        persistentVolumeReclaimPolicy: 'Delete',
      },
      status: { phase: 'Bound' },
    },
  });
}

function nodeAffinity(node: NodeName) {
  return {
    required: {
      nodeSelectorTerms: [
        {
          matchExpressions: [
            { key: 'kubernetes.io/hostname', operator: 'In', values: [node] },
          ],
        },
      ],
    },
  };
}
