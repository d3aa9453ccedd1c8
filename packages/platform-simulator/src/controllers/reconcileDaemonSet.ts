/** DaemonSets: one pod on each node that the template's selector allows, replaced one at a time. */
import { at, textAt } from '../kubernetes/printers/read';
import { readLabelSelector } from '../kubernetes/selectors';
import type { KubernetesObject } from '../kubernetes/types';
import {
  isReady,
  livePods,
  recordAt,
  types,
  writeStatus,
  type ControllerContext,
} from './context';
import { createPod } from './createPod';

function eligibleNodes(
  set: KubernetesObject,
  { store }: ControllerContext,
): string[] {
  const wanted = recordAt(set, 'spec', 'template', 'spec', 'nodeSelector');
  const matches = readLabelSelector({
    matchLabels: Object.fromEntries(
      Object.entries(wanted).map(([name, value]) => [name, String(value)]),
    ),
  });
  return store
    .list(types.node)
    .filter(node => matches(node.metadata.labels ?? {}))
    .map(node => node.metadata.name);
}

/** Moves a DaemonSet one step towards what it asks for. */
export function reconcileDaemonSet(
  set: KubernetesObject,
  context: ControllerContext,
): void {
  const { store, revisions } = context;
  const revision = revisions.current(set);
  const nodes = eligibleNodes(set, context);
  const before = livePods(set, context);
  const outdated = before.filter(pod => revisions.ofPod(pod, set) !== revision);
  const rolling =
    textAt(set, ['spec', 'updateStrategy', 'type'], '') !== 'OnDelete';
  const othersServe = before
    .filter(pod => !outdated.includes(pod))
    .every(isReady);
  if (rolling && othersServe && outdated.length > 0) {
    store.delete(types.pod, outdated[0].metadata);
  }
  const placed = new Set(
    livePods(set, context).map(pod => at(pod, 'spec', 'nodeName')),
  );
  const labels = { 'controller-revision-hash': revision };
  // A pod without a node stands for a node as well: it waits to be scheduled.
  const waiting = placed.has(undefined);
  for (const node of waiting ? [] : nodes) {
    if (!placed.has(node)) createPod(set, { node, labels }, context);
  }
  const pods = livePods(set, context);
  const ready = pods.filter(isReady).length;
  writeStatus(
    set,
    {
      observedGeneration: set.metadata.generation,
      desiredNumberScheduled: nodes.length,
      currentNumberScheduled: pods.length,
      updatedNumberScheduled:
        pods.filter(pod => revisions.ofPod(pod, set) === revision).length ||
        undefined,
      numberReady: ready,
      numberAvailable: ready || undefined,
      numberUnavailable: Math.max(0, nodes.length - ready) || undefined,
      numberMisscheduled: 0,
    },
    context,
  );
}
