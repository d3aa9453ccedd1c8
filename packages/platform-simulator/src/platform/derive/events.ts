/** Events, as kubelets, the scheduler and the controllers leave them beside what went wrong. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, HOUR, MINUTE, makeObject } from '../build';
import { ofKind, podSpec, podStatus } from './read';

interface EventParts {
  about: KubernetesObject;
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  component: string;
  count: number;
  /** Milliseconds since it was first and last seen. */
  first: number;
  last: number;
}

/** The events of the last hours. */
export function deriveEvents(
  context: BuildContext,
  objects: readonly KubernetesObject[],
): KubernetesObject[] {
  return [
    ...ofKind(objects, 'Pod').flatMap(podEvents),
    ...ofKind(objects, 'Challenge').map(challengeEvent),
    ...ofKind(objects, 'CronJob').flatMap(cronJobEvents),
    ...ofKind(objects, 'HorizontalPodAutoscaler').flatMap(autoscalerEvents),
  ].map(parts => makeEvent(context, parts));
}

function makeEvent(context: BuildContext, parts: EventParts): KubernetesObject {
  const { about } = parts;
  const { name, namespace = 'default', uid } = about.metadata;
  const id = context.uid('event', namespace, name, parts.reason).slice(0, 8);
  return makeObject(context, {
    apiVersion: 'v1',
    kind: 'Event',
    name: `${name}.${id}`,
    namespace,
    age: parts.first,
    body: {
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        name,
        namespace,
        uid,
      },
      type: parts.type,
      reason: parts.reason,
      message: parts.message,
      count: parts.count,
      firstTimestamp: context.ago(parts.first),
      lastTimestamp: context.ago(parts.last),
      source: { component: parts.component },
      reportingComponent: parts.component,
      reportingInstance: '',
    },
  });
}

function podEvents(pod: KubernetesObject): EventParts[] {
  const status = podStatus(pod);
  const base = {
    about: pod,
    type: 'Warning' as const,
    first: 19 * HOUR,
    last: 3 * MINUTE,
  };
  const unscheduled = status.conditions?.find(
    condition =>
      condition.type === 'PodScheduled' && condition.status === 'False',
  );
  if (unscheduled) {
    return [
      {
        ...base,
        reason: 'FailedScheduling',
        message: unscheduled.message ?? '',
        component: 'default-scheduler',
        count: 870,
      },
    ];
  }
  const waiting = status.containerStatuses?.find(it => it.state.waiting);
  if (!waiting?.state.waiting) {
    return [];
  }
  const { reason, message = '' } = waiting.state.waiting;
  if (reason === 'CrashLoopBackOff') {
    return [
      {
        ...base,
        reason: 'BackOff',
        message: `Back-off restarting failed container ${waiting.name} in pod ${pod.metadata.name}`,
        component: 'kubelet',
        count: waiting.restartCount * 4,
      },
    ];
  }
  const image = podSpec(pod).containers[0].image;
  const why = message.split('ErrImagePull: ')[1] ?? message;
  return [
    {
      ...base,
      reason: 'Failed',
      message: `Failed to pull image "${image}": ${why}`,
      component: 'kubelet',
      count: 61,
    },
    {
      ...base,
      type: 'Normal',
      reason: 'BackOff',
      message: `Back-off pulling image "${image}"`,
      component: 'kubelet',
      count: 912,
    },
  ];
}

function challengeEvent(challenge: KubernetesObject): EventParts {
  const { reason } = challenge.status as { reason: string };
  return {
    about: challenge,
    type: 'Warning',
    reason: 'Presented',
    message: reason,
    component: 'cert-manager-challenges',
    count: 288,
    first: 40 * HOUR,
    last: 8 * MINUTE,
  };
}

function cronJobEvents(cronJob: KubernetesObject): EventParts[] {
  const { lastScheduleTime } = cronJob.status as { lastScheduleTime: string };
  const { suspend } = cronJob.spec as { suspend: boolean };
  const created = cronJob.metadata.creationTimestamp ?? lastScheduleTime;
  const since = Date.parse(lastScheduleTime) - Date.parse(created);
  const stuck = !suspend && since < 8 * 24 * HOUR;
  return stuck
    ? [
        {
          about: cronJob,
          type: 'Warning',
          reason: 'TooManyMissedTimes',
          message:
            'too many missed start times: > 100. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
          component: 'cronjob-controller',
          count: 1440,
          first: 48 * HOUR,
          last: MINUTE,
        },
      ]
    : [];
}

function autoscalerEvents(scaler: KubernetesObject): EventParts[] {
  const { conditions } = scaler.status as {
    conditions: { status: string; reason: string; message: string }[];
  };
  const lost = conditions.find(({ reason }) => reason === 'FailedGetScale');
  return lost
    ? [
        {
          about: scaler,
          type: 'Warning',
          reason: lost.reason,
          message: lost.message,
          component: 'horizontal-pod-autoscaler',
          count: 20160,
          first: 48 * HOUR,
          last: MINUTE,
        },
      ]
    : [];
}
