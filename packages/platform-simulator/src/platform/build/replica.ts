/** What all kinds of workload have in common: the object itself, and the pod of one replica. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, DAY, USUAL_AGE, makeObject } from './context';
import { PodState } from './condition';
import { makePod } from './pod';
import { WorkloadSpec, labelsOf, nodeOf, templateOf } from './template';

/** The workload object itself; `body` is its spec and status. */
export function makeWorkload(
  context: BuildContext,
  kind: string,
  spec: WorkloadSpec,
  body: Record<string, unknown>,
): KubernetesObject {
  return makeObject(context, {
    apiVersion: 'apps/v1',
    kind,
    name: spec.name,
    namespace: spec.namespace,
    labels: labelsOf(spec),
    annotations:
      kind === 'Deployment'
        ? { 'deployment.kubernetes.io/revision': '1', ...spec.annotations }
        : spec.annotations,
    age: spec.age ?? USUAL_AGE,
    body,
  });
}

/** The pod of one replica. `spec` names the workload, `owner` controls the pod. */
export function podOf(
  context: BuildContext,
  spec: WorkloadSpec,
  owner: KubernetesObject,
  state: PodState,
  index: number,
  identity: { name: string; labels: Record<string, string> },
): KubernetesObject {
  const template = templateOf(spec);
  const claims = Object.keys(spec.claims ?? {}).map(claim => ({
    name: claim,
    persistentVolumeClaim: { claimName: `${claim}-${identity.name}` },
  }));
  const chance = context.fraction('age', spec.namespace, identity.name);
  return makePod(context, {
    name: identity.name,
    namespace: spec.namespace,
    owner,
    labels: { ...template.metadata.labels, ...identity.labels },
    annotations: spec.podAnnotations,
    spec: {
      ...template.spec,
      volumes: [...template.spec.volumes, ...claims],
    },
    node: nodeOf(context, spec, index),
    state,
    age: Math.min(spec.age ?? USUAL_AGE, DAY * (1 + 12 * chance)),
  });
}
