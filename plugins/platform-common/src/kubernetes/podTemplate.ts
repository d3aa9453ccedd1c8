/**
 * What a workload runs, whatever its kind: a Deployment, a CronJob and a bare Pod keep their containers
 * in three different places, and nobody else should have to know that.
 */
import { InventoryObject, JsonObject, KubernetesObject } from './objects';
import { LabelSelector, readSelector } from './matchesSelector';
import { asObject, asObjects, asText, asTextMap } from './readValue';

/** Kinds that run pods and come with Kubernetes itself. */
export const WORKLOAD_KINDS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Pod',
]);

const WORKLOAD_GROUPS = /^(v1|apps\/.+|batch\/.+|extensions\/.+)$/;

/** Whether the object is one of {@link WORKLOAD_KINDS} and not a custom resource of the same name. */
export function isWorkload({
  kind,
  apiVersion,
}: Pick<KubernetesObject, 'kind' | 'apiVersion'>): boolean {
  return (
    WORKLOAD_KINDS.has(kind) &&
    // The usual one; asked thousands of times for every change.
    (apiVersion === 'apps/v1' || WORKLOAD_GROUPS.test(apiVersion))
  );
}

/** What a pod is made from. */
export interface PodTemplate {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** The pod's `spec`; empty when the object runs no pods. */
  spec: JsonObject;
}

/** A template with the containers in it. */
interface KnownTemplate extends PodTemplate {
  containers: readonly JsonObject[];
  initContainers: readonly JsonObject[];
}

/** Templates of objects that are in use: an object never changes, a newer one takes its place. */
const templates = new WeakMap<KubernetesObject, KnownTemplate>();

function knownTemplateOf(object: KubernetesObject): KnownTemplate {
  const known = templates.get(object);
  if (known) return known;
  const template = readPodTemplate(object);
  templates.set(object, template);
  return template;
}

/** The pod template of a workload of any kind; of a Pod, the Pod itself; empty for anything else. */
export function podTemplateOf(object: KubernetesObject): PodTemplate {
  return knownTemplateOf(object);
}

function withContainers(
  labels: Record<string, string>,
  annotations: Record<string, string>,
  spec: JsonObject,
): KnownTemplate {
  const containers = asObjects(spec.containers);
  const initContainers = asObjects(spec.initContainers);
  return { labels, annotations, spec, containers, initContainers };
}

function readPodTemplate(object: KubernetesObject): KnownTemplate {
  if (object.kind === 'Pod') {
    const { labels = {}, annotations = {} } = object.metadata;
    return withContainers(labels, annotations, object.spec ?? {});
  }
  const owner =
    object.kind === 'CronJob'
      ? asObject(asObject(object.spec?.jobTemplate).spec)
      : object.spec ?? {};
  const template = asObject(owner.template);
  const metadata = asObject(template.metadata);
  return withContainers(
    asTextMap(metadata.labels),
    asTextMap(metadata.annotations),
    asObject(template.spec),
  );
}

/** The containers of a workload (not its init containers), as JSON objects. */
export function containersOf(object: KubernetesObject): readonly JsonObject[] {
  return knownTemplateOf(object).containers;
}

/** The init containers of a workload, as JSON objects. */
export function initContainersOf(
  object: KubernetesObject,
): readonly JsonObject[] {
  return knownTemplateOf(object).initContainers;
}

/** The images of a workload's containers, each once, in the order of the containers. */
export function imagesOf(object: KubernetesObject): string[] {
  const images: string[] = [];
  for (const container of containersOf(object)) {
    const image = asText(container.image);
    if (image !== undefined && !images.includes(image)) images.push(image);
  }
  return images;
}

/** The images of a list of pods, each once, sorted. */
export function readContainerImages(
  pods: readonly InventoryObject[],
): string[] {
  return [...new Set(pods.flatMap(({ object }) => imagesOf(object)))].sort();
}

/** The selector by which a workload finds its pods; `undefined` when its kind has none. */
export function podSelectorOf(
  object: KubernetesObject,
): LabelSelector | undefined {
  const selector = object.spec?.selector;
  if (selector === undefined) return undefined;
  return object.kind === 'ReplicationController'
    ? { matchLabels: asTextMap(selector) }
    : readSelector(selector);
}
