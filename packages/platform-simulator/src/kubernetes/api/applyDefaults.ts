/** What the real server fills in when an object is written: the few defaults that readers and controllers rely on. */
import { createHash } from 'node:crypto';
import { isRecord } from '../identifiers';
import { storageKey } from '../resourceTypes';
import type { JsonObject, KubernetesObject, TypeKey } from '../types';

type Fill = (draft: KubernetesObject) => void;

function specOf(draft: KubernetesObject): JsonObject {
  if (isRecord(draft.spec)) return draft.spec;
  const spec: JsonObject = {};
  draft.spec = spec;
  return spec;
}

function fillSpec(defaults: JsonObject): Fill {
  return draft => {
    const spec = specOf(draft);
    for (const [field, value] of Object.entries(defaults)) {
      spec[field] ??= structuredClone(value);
    }
  };
}

function fillPhase(phase: string): Fill {
  return draft => {
    draft.status ??= { phase };
  };
}

function fillPod(draft: KubernetesObject): void {
  fillSpec({ restartPolicy: 'Always', schedulerName: 'default-scheduler' })(
    draft,
  );
  draft.status ??= { phase: 'Pending', qosClass: 'BestEffort' };
}

/** A cluster address that follows from the name, inside the usual service range. */
function clusterAddress(draft: KubernetesObject): string {
  const { namespace = '', name } = draft.metadata;
  const digest = createHash('sha256').update(`${namespace}/${name}`).digest();
  return `10.43.${digest[0]}.${(digest[1] % 254) + 1}`;
}

function fillService(draft: KubernetesObject): void {
  const spec = specOf(draft);
  spec.type ??= 'ClusterIP';
  spec.sessionAffinity ??= 'None';
  if (spec.type !== 'ExternalName') spec.clusterIP ??= clusterAddress(draft);
  for (const port of Array.isArray(spec.ports) ? spec.ports : []) {
    if (isRecord(port)) {
      port.protocol ??= 'TCP';
      port.targetPort ??= port.port;
    }
  }
  draft.status ??= { loadBalancer: {} };
}

function fillSecret(draft: KubernetesObject): void {
  const { stringData } = draft;
  draft.type ??= 'Opaque';
  if (!isRecord(stringData)) return;
  const data: JsonObject = isRecord(draft.data) ? draft.data : {};
  for (const [field, value] of Object.entries(stringData)) {
    data[field] = Buffer.from(String(value)).toString('base64');
  }
  draft.data = data;
  delete draft.stringData;
}

const fills: Record<string, Fill> = {
  'apps/deployments': fillSpec({
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
    },
  }),
  'apps/replicasets': fillSpec({ replicas: 1 }),
  'apps/statefulsets': fillSpec({
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { type: 'RollingUpdate' },
  }),
  'batch/jobs': fillSpec({ backoffLimit: 6, completions: 1, parallelism: 1 }),
  'batch/cronjobs': fillSpec({ suspend: false, concurrencyPolicy: 'Allow' }),
  '/namespaces': fillPhase('Active'),
  '/persistentvolumeclaims': fillPhase('Pending'),
  '/pods': fillPod,
  '/services': fillService,
  '/secrets': fillSecret,
};

/** Fills in defaults; the draft is changed. */
export function applyDefaults(type: TypeKey, draft: KubernetesObject): void {
  fills[storageKey(type)]?.(draft);
}
