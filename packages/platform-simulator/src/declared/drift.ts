/**
 * Where Git and the cluster disagree, as they do on any platform that people also change by hand. Each entry is one story:
 * somebody scaled during an incident, an upgrade was merged and not synced, something was installed by hand.
 */
import type {
  JsonObject,
  JsonValue,
  KubernetesObject,
} from '../kubernetes/types';

/** Installed by hand; Git never heard of them. */
const NOT_IN_GIT: readonly RegExp[] = [/^lakefs/, /^jaeger/];

const IMAGE = 'spec.template.spec.containers.0.image';
const LIMITS = 'spec.template.spec.containers.0.resources.limits';

/** `Kind name` to the fields that Git says otherwise. */
const CHANGES: Readonly<Record<string, Readonly<Record<string, JsonValue>>>> = {
  // Merged on Friday; the application has been out of sync since.
  'Deployment superset-web': { [IMAGE]: 'apache/superset:4.0.2' },
  'Deployment grafana': { [IMAGE]: 'grafana/grafana:11.2.0' },
  // Scaled by hand during an incident, and never scaled back.
  'Deployment schema-registry': { 'spec.replicas': 3 },
  'PodDisruptionBudget minio-pdb': { 'spec.minAvailable': 0 },
  'Schedule daily-full': { 'spec.schedule': '0 1 * * *' },
};

/** The same amounts in another notation: no difference. */
const NOTATIONS: typeof CHANGES = {
  'Deployment iceberg-rest-catalog': { [`${LIMITS}.memory`]: '1024Mi' },
};

/** Sets a field if all that leads to it is there. */
function setAt(object: KubernetesObject, path: string, value: JsonValue): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let here: unknown = object;
  for (const key of keys) {
    if (typeof here !== 'object' || here === null) return;
    here = (here as JsonObject)[key];
  }
  if (typeof here === 'object' && here !== null)
    (here as JsonObject)[last] = value;
}

/** Whether an application mends itself is switched in its pages, and not written down. */
function withoutSwitches(object: KubernetesObject): KubernetesObject {
  if (object.kind === 'Application') {
    setAt(object, 'spec.syncPolicy', { automated: { prune: false } });
  }
  return object;
}

/** Whether Git has heard of an object. */
export function isInGit({ metadata }: KubernetesObject): boolean {
  return !NOT_IN_GIT.some(pattern => pattern.test(metadata.name));
}

/** Whether Git says otherwise of an object. */
export function differsFromGit({ kind, metadata }: KubernetesObject): boolean {
  return `${kind} ${metadata.name}` in CHANGES;
}

/** What Git says of an object; `undefined` when it says nothing. */
export function declaredOf(
  object: KubernetesObject,
): KubernetesObject | undefined {
  if (!isInGit(object)) return undefined;
  const name = `${object.kind} ${object.metadata.name}`;
  for (const [path, value] of Object.entries({
    ...CHANGES[name],
    ...NOTATIONS[name],
  })) {
    setAt(object, path, value);
  }
  return withoutSwitches(object);
}
