/**
 * The scheduler and the kubelets: what happens to a pod after it is made.
 *
 * Only pods that are made while the simulator runs are followed; the seeded ones are as the world says. A pod is scheduled at the next
 * tick, starts a few seconds later, and then serves, crashes again and again with growing pauses, waits
 * for an image that nobody has, or finds no node, as its workload's behaviour says.
 */
import { formatTime } from '../kubernetes/identifiers';
import { at, recordsAt, textAt } from '../kubernetes/printers/read';
import type { JsonObject, KubernetesObject } from '../kubernetes/types';
import {
  controllerOf,
  recordAt,
  recordEvent,
  types,
  type ControllerContext,
  type PodBehaviour,
} from './context';
import { crashing, ended, running, unschedulable, waiting } from './podStatus';

const second = 1000;
const longestBackOff = 300 * second;

interface Followed {
  behaviour: PodBehaviour;
  stage: 'new' | 'starting' | 'working' | 'settled';
  /** When the next stage begins. */
  due: number;
  restarts: number;
}

/** Follows new pods through their lives. */
export class PodLifecycle {
  readonly #followed = new Map<string, Followed>();

  /** Forgets every pod; what is there stays as it is. */
  clear(): void {
    this.#followed.clear();
  }

  /** Begins to follow a pod that has just been made, by whomever. */
  follow(pod: KubernetesObject, context: ControllerContext): void {
    const untouched =
      textAt(pod, ['status', 'phase'], 'Pending') === 'Pending' &&
      at(pod, 'status', 'conditions') === undefined &&
      at(pod, 'status', 'containerStatuses') === undefined;
    if (!untouched) return;
    this.#followed.set(pod.metadata.uid ?? '', {
      behaviour: context.behaviours(topOwner(pod, context)),
      stage: 'new',
      due: context.clock.now(),
      restarts: 0,
    });
  }

  /** Stops following a pod that is gone. */
  forget(pod: KubernetesObject): void {
    this.#followed.delete(pod.metadata.uid ?? '');
  }

  /** Moves every followed pod on whose time has come. */
  advance(context: ControllerContext): void {
    if (this.#followed.size === 0) return;
    const now = context.clock.now();
    const due = new Map(
      [...this.#followed].filter(([, followed]) => followed.due <= now),
    );
    if (due.size === 0) return;
    for (const pod of context.store.list(types.pod)) {
      const followed = due.get(pod.metadata.uid ?? '');
      if (followed) step(pod, followed, context);
      if (followed?.stage === 'settled') this.forget(pod);
    }
  }
}

function topOwner(
  pod: KubernetesObject,
  { store }: ControllerContext,
): KubernetesObject {
  let current = pod;
  for (;;) {
    const owner = controllerOf(current);
    const type = store.types.find(
      candidate => owner && candidate.kind === owner.kind && !candidate.custom,
    );
    const found =
      owner && type
        ? store.get(type, {
            name: owner.name,
            namespace: pod.metadata.namespace,
          })
        : undefined;
    if (!found) return current;
    current = found;
  }
}

function report(
  pod: KubernetesObject,
  status: JsonObject,
  { store }: ControllerContext,
  node?: string,
): KubernetesObject {
  const draft = structuredClone(pod);
  draft.status = { ...recordAt(pod, 'status'), ...status };
  if (node) draft.spec = { ...recordAt(pod, 'spec'), nodeName: node };
  return store.update(types.pod, draft);
}

function chooseNode(
  pod: KubernetesObject,
  { store, random }: ControllerContext,
): string | undefined {
  const given = textAt(pod, ['spec', 'nodeName'], '');
  if (given !== '') return given;
  const open = store
    .list(types.node)
    .filter(node => at(node, 'spec', 'unschedulable') !== true);
  return open[Math.floor(random() * open.length)]?.metadata.name;
}

function schedule(
  pod: KubernetesObject,
  followed: Followed,
  context: ControllerContext,
): void {
  const now = context.clock.now();
  const nodes = context.store.list(types.node).length;
  const node =
    followed.behaviour === 'pending' ? undefined : chooseNode(pod, context);
  if (!node) {
    followed.stage = 'settled';
    report(pod, unschedulable({ now, nodes }), context);
    recordEvent(
      pod,
      {
        type: 'Warning',
        reason: 'FailedScheduling',
        message: `0/${nodes} nodes are available: ${nodes} Insufficient memory.`,
      },
      context,
    );
    return;
  }
  const { namespace, name } = pod.metadata;
  recordEvent(
    pod,
    {
      reason: 'Scheduled',
      message: `Successfully assigned ${namespace}/${name} to ${node}`,
    },
    context,
  );
  const status = waiting(pod, { now, reason: 'ContainerCreating' });
  report(pod, status, context, node);
  followed.stage = 'starting';
  followed.due = now + (1 + 2 * context.random()) * second;
}

function failToPull(
  pod: KubernetesObject,
  followed: Followed,
  context: ControllerContext,
): void {
  const [container] = recordsAt(pod, 'spec', 'containers');
  const image = textAt(container, ['image'], '');
  const message = `Back-off pulling image "${image}"`;
  const now = context.clock.now();
  report(
    pod,
    waiting(pod, { now, reason: 'ImagePullBackOff', message }),
    context,
  );
  recordEvent(pod, { type: 'Warning', reason: 'Failed', message }, context);
  followed.stage = 'settled';
}

function crash(
  pod: KubernetesObject,
  followed: Followed,
  context: ControllerContext,
): void {
  const now = context.clock.now();
  if (textAt(pod, ['spec', 'restartPolicy'], 'Always') !== 'Always') {
    report(pod, ended(pod, { now, exitCode: 1 }), context);
    followed.stage = 'settled';
    return;
  }
  const { restarts } = followed;
  const backOff = Math.min(10 * second * 2 ** restarts, longestBackOff);
  report(pod, crashing(pod, { now, restarts, backOff }), context);
  recordEvent(
    pod,
    {
      type: 'Warning',
      reason: 'BackOff',
      message: `Back-off restarting failed container in pod ${pod.metadata.name}`,
    },
    context,
  );
  followed.restarts += 1;
  followed.due = now + backOff;
}

function start(
  pod: KubernetesObject,
  followed: Followed,
  context: ControllerContext,
): void {
  const now = context.clock.now();
  report(pod, running(pod, now), context);
  recordEvent(
    pod,
    { reason: 'Started', message: `Started at ${formatTime(now)}` },
    context,
  );
  const works = controllerOf(pod)?.kind === 'Job';
  followed.stage = works ? 'working' : 'settled';
  followed.due = now + (3 + 5 * context.random()) * second;
}

function step(
  pod: KubernetesObject,
  followed: Followed,
  context: ControllerContext,
): void {
  if (followed.stage === 'new') {
    schedule(pod, followed, context);
  } else if (followed.stage === 'working') {
    const now = context.clock.now();
    report(pod, ended(pod, { now, exitCode: 0 }), context);
    followed.stage = 'settled';
  } else if (followed.behaviour === 'imagePull') {
    failToPull(pod, followed, context);
  } else if (followed.behaviour === 'crash') {
    crash(pod, followed, context);
  } else {
    start(pod, followed, context);
  }
}
