import { ServiceEvent } from '../contracts/platformServices';
import {
  asNumber,
  asObject,
  asText,
  asTime,
  InventoryObject,
  KubernetesIndex,
} from '../kubernetes';
import { ServiceGroup } from './types';

function lastSeenOf({ object }: InventoryObject): number | undefined {
  return (
    asTime(object.lastTimestamp) ??
    asTime(asObject(object.series).lastObservedTime) ??
    asTime(object.deprecatedLastTimestamp) ??
    asTime(object.eventTime) ??
    asTime(object.metadata.creationTimestamp)
  );
}

function readEvent(event: InventoryObject): ServiceEvent {
  const { object } = event;
  const about = asObject(object.involvedObject ?? object.regarding);
  const seen = lastSeenOf(event);
  const count =
    asNumber(object.count) ??
    asNumber(asObject(object.series).count) ??
    asNumber(object.deprecatedCount) ??
    1;
  return {
    type: asText(object.type) ?? 'Normal',
    reason: asText(object.reason) ?? '',
    message: asText(object.message) ?? asText(object.note) ?? '',
    object: `${asText(about.kind)} ${asText(about.namespace) ?? ''}/${asText(
      about.name,
    )}`,
    count: Math.max(1, Math.round(count)),
    ...(seen === undefined ? {} : { lastSeen: new Date(seen).toISOString() }),
  };
}

/** Everything of a group that Kubernetes may have events about. */
function subjectsOf(
  index: KubernetesIndex,
  group: ServiceGroup,
): Set<InventoryObject> {
  const subjects = new Set<InventoryObject>([
    ...group.services,
    ...group.ingresses,
    ...group.customResources,
    ...group.autoscalers,
    ...group.claims,
  ]);
  for (const { entry, pods } of group.workloads) {
    subjects.add(entry);
    for (const pod of pods) {
      subjects.add(pod);
      for (const owner of index.ownersOf(pod)) subjects.add(owner);
    }
    for (const owned of index.ownedBy(entry)) subjects.add(owned);
  }
  return subjects;
}

/** Kubernetes events about a service's objects, newest first. */
export function listEvents(
  index: KubernetesIndex,
  group: ServiceGroup,
): ServiceEvent[] {
  const events = [...subjectsOf(index, group)]
    .filter(({ object }) => object.kind !== 'Node')
    .flatMap(subject => index.eventsOf(subject));
  return [...new Set(events)]
    .map(readEvent)
    .sort((a, b) => (b.lastSeen ?? '').localeCompare(a.lastSeen ?? ''));
}
