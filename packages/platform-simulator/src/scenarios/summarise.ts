/** Counts over a store, for people and tests that want to know where the platform stands. */
import type { PlatformSummary } from '../control';
import type { ObjectStore } from '../kubernetes/ObjectStore';
import type { Clock, KubernetesObject } from '../kubernetes/types';
import { timestamp } from '../platform/build';
import { isPodRunning, ofKind } from '../platform/derive/read';
import type { ScenarioName } from './scenarios';

/** Counts what is in the store now. */
export function summarise(
  store: ObjectStore,
  clock: Clock,
  scenario: ScenarioName,
): PlatformSummary {
  const seen = new Set<string>();
  const objects = store.types.flatMap(type => {
    const key = `${type.group}/${type.plural}`;
    if (seen.has(key)) {
      return [];
    }
    seen.add(key);
    return store.list(type);
  });
  const pods = ofKind(objects, 'Pod');
  const nodes = ofKind(objects, 'Node');
  const applications = ofKind(objects, 'Application');
  const counts: Record<string, number> = {};
  for (const { kind } of objects) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return {
    scenario,
    now: timestamp(clock.now()),
    resourceVersion: String(store.currentVersion),
    nodes: { total: nodes.length, ready: nodes.filter(isNodeReady).length },
    pods: { total: pods.length, running: pods.filter(isPodRunning).length },
    applications: {
      total: applications.length,
      synced: applications.filter(isSynced).length,
    },
    objects: counts,
  };
}

function isNodeReady({ status }: KubernetesObject): boolean {
  const { conditions } = status as {
    conditions: { type: string; status: string }[];
  };
  return conditions.some(it => it.type === 'Ready' && it.status === 'True');
}

function isSynced({ status }: KubernetesObject): boolean {
  return (status as { sync: { status: string } }).sync.status === 'Synced';
}
