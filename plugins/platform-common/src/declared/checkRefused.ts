/**
 * What an API server refuses although kind, version and name are in order: a version that is gone, a selector that does not match the labels
 * below it, a mount of a volume that is not there. It knows the kinds that most manifests are made of, and says nothing of what is left out:
 * a part of an object is a patch for some tool, and no mistake.
 */
import {
  asNumber,
  asObject,
  asObjects,
  asText,
  asTextMap,
  JsonObject,
  matchesSelector,
  parseQuantity,
  readSelector,
} from '../kubernetes';
import { Keys, Report } from './checkObject';
import { checkNetwork } from './checkNetwork';
import { removedVersion } from './removedVersions';

/** What is being looked at. */
export interface Checked {
  value: JsonObject;
  apiVersion: string;
  kind: string;
  /** Takes down a mistake under some keys of the object. */
  refuse(keys: Keys, message: string, cure: string): void;
}

const TO_END: ReadonlySet<string> = new Set(['Job', 'CronJob']);
const FOR_EVER: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
]);

function checkVersion({ apiVersion, kind, refuse }: Checked): void {
  const removed = removedVersion(apiVersion, kind);
  if (!removed) return;
  const { since, instead } = removed;
  refuse(
    ['apiVersion'],
    `Kubernetes has not served ${kind} of ${apiVersion} since 1.${since}.`,
    instead
      ? `Write apiVersion: ${instead}, and what has changed with it.`
      : 'Take it away: there is no successor of that kind.',
  );
}

function podPath({ kind }: Checked): string[] {
  if (kind === 'Pod') return ['spec'];
  const template = ['spec', 'template', 'spec'];
  return kind === 'CronJob' ? ['spec', 'jobTemplate', ...template] : template;
}

function valueAt(value: JsonObject, path: readonly string[]): JsonObject {
  return path.reduce((part, key) => asObject(part[key]), value);
}

function checkSelector({ value, kind, apiVersion, refuse }: Checked): void {
  if (!FOR_EVER.has(kind) || apiVersion !== 'apps/v1') return;
  const { selector, template } = asObject(value.spec);
  const labels = asTextMap(asObject(asObject(template).metadata).labels);
  if (selector === undefined) {
    refuse(
      ['spec', 'selector'],
      'The workload has no selector.',
      'Write `spec.selector.matchLabels` with labels of its template.',
    );
  } else if (!matchesSelector(readSelector(selector), labels)) {
    refuse(
      ['spec', 'selector'],
      'The selector does not match the labels of the template.',
      'Give both the same labels.',
    );
  }
}

function checkRestart(checked: Checked, pod: JsonObject, at: Keys): void {
  const { kind, refuse } = checked;
  const policy = asText(pod.restartPolicy);
  if (TO_END.has(kind) && policy !== 'OnFailure' && policy !== 'Never')
    refuse(
      [...at, 'restartPolicy'],
      `A ${kind} whose pods are always started again never ends.`,
      'Write restartPolicy: OnFailure, or Never.',
    );
  if (FOR_EVER.has(kind) && policy !== undefined && policy !== 'Always')
    refuse(
      [...at, 'restartPolicy'],
      `The pods of a ${kind} are always started again.`,
      'Leave restartPolicy out, or make it a Job.',
    );
}

function checkResources(
  { refuse }: Checked,
  container: JsonObject,
  at: Keys,
): void {
  const { requests, limits } = asObject(container.resources);
  for (const [name, limit] of Object.entries(asObject(limits))) {
    const least = parseQuantity(quantity(asObject(requests)[name]));
    const most = parseQuantity(quantity(limit));
    if (least !== undefined && most !== undefined && least > most)
      refuse(
        [...at, 'resources', 'requests', name],
        `The container asks for more ${name} than it is limited to.`,
        'Lower the request or raise the limit.',
      );
  }
}

function quantity(value: JsonObject[string]): string | number | undefined {
  return asNumber(value) ?? asText(value);
}

/** Names of the volumes that a pod of the object has. */
function volumesOf({ value, kind }: Checked, pod: JsonObject): Set<string> {
  const templates =
    kind === 'StatefulSet'
      ? asObjects(asObject(value.spec).volumeClaimTemplates).map(
          ({ metadata }) => asObject(metadata).name,
        )
      : [];
  const names = [
    ...asObjects(pod.volumes).map(({ name }) => name),
    ...templates,
  ];
  return new Set(names.flatMap(name => asText(name) ?? []));
}

function checkContainers(checked: Checked, pod: JsonObject, at: Keys): void {
  const volumes = volumesOf(checked, pod);
  const names = new Set<string>();
  for (const list of ['initContainers', 'containers']) {
    asObjects(pod[list]).forEach((container, index) => {
      const here = [...at, list, index];
      const name = asText(container.name);
      if (name !== undefined && names.has(name))
        checked.refuse(
          [...here, 'name'],
          `Two containers of the pod are called ${name}.`,
          'Give each its own name.',
        );
      if (name !== undefined) names.add(name);
      asObjects(container.volumeMounts).forEach((mount, number) => {
        const volume = asText(mount.name);
        if (volume === undefined || volumes.has(volume)) return;
        checked.refuse(
          [...here, 'volumeMounts', number],
          `The container mounts volume ${volume}, which the pod does not have.`,
          'Add it to the volumes of the pod, or correct the name.',
        );
      });
      checkResources(checked, container, here);
    });
  }
}

const LABEL = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
/** Something that a tool fills in before a cluster sees it. */
const FILLED_IN = /[$<>{}%]/;

function checkLabels({ value, refuse }: Checked): void {
  const { labels } = asObject(value.metadata);
  for (const [name, text] of Object.entries(asTextMap(labels))) {
    if (LABEL.test(text) || FILLED_IN.test(text)) continue;
    refuse(
      ['metadata', 'labels', name],
      `The value of label ${name} cannot be one.`,
      'Use letters, digits, `-`, `_` and `.`, 63 at most, with a letter or digit at both ends.',
    );
  }
}

/** Reports what an API server would refuse of an object whose kind, version and name are in order. */
export function checkRefused(
  value: JsonObject,
  type: { apiVersion: string; kind: string },
  { keys, report }: { keys: Keys; report: Report },
): void {
  const checked: Checked = {
    value,
    ...type,
    refuse: (at, message, cure) =>
      report('refused', [...keys, ...at], message, cure),
  };
  checkVersion(checked);
  checkLabels(checked);
  checkNetwork(checked);
  const isBuiltIn = /^(v1|apps\/|batch\/)/.test(type.apiVersion);
  const path = podPath(checked);
  const pod = valueAt(value, path);
  if (!isBuiltIn || asObjects(pod.containers).length === 0) return;
  checkSelector(checked);
  checkRestart(checked, pod, path);
  checkContainers(checked, pod, path);
}
