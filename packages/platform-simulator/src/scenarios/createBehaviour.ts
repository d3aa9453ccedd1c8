/**
 * What becomes of a pod that is made anew: a broken workload stays broken until somebody cures it.
 *
 * A cure is what the runbooks say it is. A changed pod template (another image, more memory, a node that has the image) cures its
 * workload; DolphinScheduler recovers once the schema job that ran again is deleted; the history server once it has a single
 * replica. A restart alone cures nothing.
 */
import type { PodBehaviour } from '../controllers/createControllers';
import type { ObjectStore } from '../kubernetes/ObjectStore';
import type { KubernetesObject } from '../kubernetes/types';
import type { PlatformCondition } from '../platform';

const JOBS = { group: 'batch', plural: 'jobs' };

const SCHEMA_JOB = {
  namespace: 'data-platform',
  name: 'dolphinscheduler-full-schema-init',
};

/** Conditions beside the pod template under which a workload is well again. */
const CURES: Record<
  string,
  (owner: KubernetesObject, store: ObjectStore) => boolean
> = {
  'data-platform/dolphinscheduler-api': (_owner, store) =>
    store.get(JOBS, SCHEMA_JOB) === undefined,
  'data-platform/dolphinscheduler-master': (_owner, store) =>
    store.get(JOBS, SCHEMA_JOB) === undefined,
  'data-platform/spark-history-server': owner =>
    (owner.spec as { replicas?: number }).replicas === 1,
};

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

/** What of a pod template decides whether its containers can run; annotations do not. */
function templateText(owner: KubernetesObject): string {
  const { template } = owner.spec as { template?: { spec?: unknown } };
  return JSON.stringify(template?.spec);
}

/**
 * Makes the decision for one world.
 *
 * @param options - `described` are the objects as the world was built; `condition` says what is broken in it
 */
export function createBehaviour(options: {
  described: readonly KubernetesObject[];
  condition: PlatformCondition;
  store: ObjectStore;
}): (owner: KubernetesObject) => PodBehaviour {
  const { described, condition, store } = options;
  const templates = new Map(
    described
      .filter(
        object =>
          ['Deployment', 'StatefulSet'].includes(object.kind) &&
          keyOf(object) in condition.pods,
      )
      .map(object => [keyOf(object), templateText(object)]),
  );
  return owner => {
    const key = keyOf(owner);
    const bad = condition.pods[key]?.find(({ state }) => state !== 'running');
    const cured =
      templates.get(key) !== templateText(owner) ||
      CURES[key]?.(owner, store) === true;
    if (!bad || cured) {
      return 'run';
    }
    if (bad.state === 'image-pull') {
      return 'imagePull';
    }
    return bad.state === 'pending' ? 'pending' : 'crash';
  };
}
