/** Pods, as `kubectl get pods` counts them: what waits for a reason is not running, whatever its phase says. */
import { asObject, asObjects, asText, InventoryObject } from '../../kubernetes';
import { Observation } from '../../model';
import {
  deriveOrExplain,
  exactly,
  observeEverywhere,
  shareOf,
} from './observeEverywhere';
import { Measurement, MeasuredValue, MeasurementInputs } from './types';

interface PodCount {
  running: number;
  /** Ended well: a Job's pod that is done is neither running nor ill. */
  completed: number;
  crashLooping: number;
  all: number;
}

/** Why containers of a pod wait. */
function waitingReasons({ object }: InventoryObject): string[] {
  const { status = {} } = object;
  return [
    ...asObjects(status.containerStatuses),
    ...asObjects(status.initContainerStatuses),
  ].flatMap(
    container =>
      asText(asObject(asObject(container.state).waiting).reason) ?? [],
  );
}

function countPods(pods: readonly InventoryObject[]): PodCount {
  const count = { running: 0, completed: 0, crashLooping: 0, all: pods.length };
  for (const pod of pods) {
    const phase = asText(pod.object.status?.phase);
    const waiting = waitingReasons(pod);
    if (waiting.includes('CrashLoopBackOff')) count.crashLooping += 1;
    if (phase === 'Succeeded') count.completed += 1;
    else if (phase === 'Running' && waiting.length === 0) count.running += 1;
  }
  return count;
}

function observePods(
  inputs: MeasurementInputs,
  derive: (count: PodCount) => MeasuredValue | string,
): Observation<MeasuredValue> {
  const counted = observeEverywhere(inputs, ['pods'], () =>
    countPods(inputs.index.byKind('Pod')),
  );
  return deriveOrExplain(counted, inputs.now, derive);
}

const NO_PODS = 'There is no pod to count.';

/** Figures about pods. */
export const POD_MEASUREMENTS: readonly Measurement[] = [
  {
    id: 'pods-running-share',
    title: 'Pods that run, of those that should',
    unit: 'percent',
    measure: inputs =>
      observePods(inputs, ({ running, completed, all }) =>
        all === completed
          ? NO_PODS
          : shareOf(
              { good: running, of: all - completed },
              'pods run; completed ones are left out',
            ),
      ),
  },
  {
    id: 'pods-running',
    title: 'Pods that run',
    unit: 'count',
    measure: inputs =>
      observePods(inputs, ({ running, all }) =>
        exactly(running, `${running} of ${all} pods run`),
      ),
  },
  {
    id: 'pods-unhealthy',
    title: 'Pods that neither run nor have completed',
    unit: 'count',
    measure: inputs =>
      observePods(inputs, ({ running, completed, all }) =>
        exactly(
          all - running - completed,
          `${all} pods, ${running} run and ${completed} have completed`,
        ),
      ),
  },
  {
    id: 'pods-crash-looping',
    title: 'Pods in CrashLoopBackOff',
    unit: 'count',
    measure: inputs =>
      observePods(inputs, ({ crashLooping, all }) =>
        exactly(crashLooping, `${crashLooping} of ${all} pods`),
      ),
  },
];
