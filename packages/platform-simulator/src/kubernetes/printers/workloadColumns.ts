/** The columns of workloads, after the printers of the real server. */
import type { KubernetesObject, PrinterColumn } from '../types';
import { formatAge, formatDuration } from './age';
import {
  age,
  computed,
  containersAndImages,
  count,
  since,
  text,
  wide,
} from './columns';
import { at, conditionOf, formatLabels, numberAt, textAt } from './read';

function readyOf(object: KubernetesObject): string {
  return `${numberAt(object, ['status', 'readyReplicas'])}/${numberAt(
    object,
    ['spec', 'replicas'],
    1,
  )}`;
}

const selector = wide(
  computed('Selector', object =>
    formatLabels(at(object, 'spec', 'selector', 'matchLabels')),
  ),
);

function jobStatus(job: KubernetesObject): string {
  if (conditionOf(job, 'Complete') === 'True') return 'Complete';
  if (conditionOf(job, 'Failed') === 'True') return 'Failed';
  return at(job, 'spec', 'suspend') === true ? 'Suspended' : 'Running';
}

function jobDuration(job: KubernetesObject, now: number): string {
  const started = textAt(job, ['status', 'startTime'], '');
  if (started === '') return '';
  const ended = textAt(job, ['status', 'completionTime'], '');
  return ended === ''
    ? formatAge(started, now)
    : formatDuration(Date.parse(ended) - Date.parse(started));
}

/** Columns by storage key. */
export const workloadColumns: Record<string, PrinterColumn[]> = {
  'apps/deployments': [
    computed('Ready', readyOf),
    count('Up-to-date', 'status.updatedReplicas'),
    count('Available', 'status.availableReplicas'),
    age,
    ...containersAndImages,
    selector,
  ],
  'apps/replicasets': [
    count('Desired', 'spec.replicas'),
    count('Current', 'status.replicas'),
    count('Ready', 'status.readyReplicas'),
    age,
    ...containersAndImages,
    selector,
  ],
  'apps/statefulsets': [
    computed('Ready', readyOf),
    age,
    ...containersAndImages,
  ],
  'apps/daemonsets': [
    count('Desired', 'status.desiredNumberScheduled'),
    count('Current', 'status.currentNumberScheduled'),
    count('Ready', 'status.numberReady'),
    count('Up-to-date', 'status.updatedNumberScheduled'),
    count('Available', 'status.numberAvailable'),
    computed('Node Selector', object =>
      formatLabels(at(object, 'spec', 'template', 'spec', 'nodeSelector')),
    ),
    age,
    ...containersAndImages,
    selector,
  ],
  'batch/jobs': [
    computed('Status', jobStatus),
    computed(
      'Completions',
      job =>
        `${numberAt(job, ['status', 'succeeded'])}/${numberAt(
          job,
          ['spec', 'completions'],
          1,
        )}`,
    ),
    computed('Duration', jobDuration),
    age,
    ...containersAndImages,
  ],
  'batch/cronjobs': [
    text('Schedule', 'spec.schedule'),
    text('Timezone', 'spec.timeZone'),
    computed('Suspend', job =>
      at(job, 'spec', 'suspend') === true ? 'True' : 'False',
    ),
    computed('Active', job => {
      const active = at(job, 'status', 'active');
      return Array.isArray(active) ? active.length : 0;
    }),
    since('Last Schedule', 'status.lastScheduleTime'),
    age,
  ],
  'autoscaling/horizontalpodautoscalers': [
    computed(
      'Reference',
      scaler =>
        `${textAt(scaler, ['spec', 'scaleTargetRef', 'kind'])}/${textAt(
          scaler,
          ['spec', 'scaleTargetRef', 'name'],
        )}`,
    ),
    count('MinPods', 'spec.minReplicas', 1),
    count('MaxPods', 'spec.maxReplicas'),
    count('Replicas', 'status.currentReplicas'),
    age,
  ],
  'policy/poddisruptionbudgets': [
    text('Min Available', 'spec.minAvailable', 'N/A'),
    text('Max Unavailable', 'spec.maxUnavailable', 'N/A'),
    count('Allowed Disruptions', 'status.disruptionsAllowed'),
    age,
  ],
};
