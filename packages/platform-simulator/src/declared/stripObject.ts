import type { KubernetesObject } from '../kubernetes/types';

type Fields = Record<string, unknown>;

/** What servers and controllers write. */
const META = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'selfLink',
  'ownerReferences',
  'deletionTimestamp',
  'generateName',
];
const SPEC = [
  'clusterIP',
  'clusterIPs',
  'ipFamilies',
  'ipFamilyPolicy',
  'internalTrafficPolicy',
  'sessionAffinity',
  'volumeName',
  'finalizers',
  'healthCheckNodePort',
];
const SERVER_ANNOTATIONS =
  /^(?:deployment\.kubernetes\.io|kubectl\.kubernetes\.io|pv\.kubernetes\.io|volume\.(?:beta\.)?kubernetes\.io|control-plane\.alpha)\//;

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) =>
        !names.includes(name) && value !== undefined && value !== null,
    ),
  );
}

/** An object as somebody would have written it: without what servers add. */
export function stripObject(object: KubernetesObject): KubernetesObject {
  const { status, ...rest } = structuredClone(object) as KubernetesObject & {
    status?: unknown;
  };
  const metadata = without(object.metadata as Fields, META);
  const annotations = Object.entries(
    (metadata.annotations as Fields | undefined) ?? {},
  ).filter(([name]) => !SERVER_ANNOTATIONS.test(name));
  delete metadata.annotations;
  if (annotations.length > 0)
    metadata.annotations = Object.fromEntries(annotations);
  const spec = rest.spec as Fields | undefined;
  return {
    ...rest,
    metadata,
    ...(spec && typeof spec === 'object' && !Array.isArray(spec)
      ? { spec: without(spec, SPEC) }
      : {}),
  } as KubernetesObject;
}
