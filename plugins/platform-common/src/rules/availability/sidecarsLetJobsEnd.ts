import { bad, examineRule, good } from '../examine';

/** No sidecar keeps a Job from ending when its work is done. */
export const sidecarsLetJobsEnd = examineRule({
  id: 'sidecars-let-jobs-end',
  category: 'availability',
  title: 'Sidecars let its Jobs end',
  why: 'A pod whose mesh proxy runs on is never complete: the next run is skipped, and its room is taken.',
  weight: 4,
  level: 'bronze',
  appliesTo: { sentence: 'Services with pods that run to their end' },
  facts: ['endings'],
  expected: 'no container that runs on when the work is done',
  good: 'Nothing keeps its Jobs from ending.',
  none: 'No pod of it runs to an end.',
  remedy: {
    text: 'Set sidecar.istio.io/inject: "false" on the pod template, or make the sidecar an init container with restartPolicy: Always.',
  },
  look: ({ endings }) =>
    endings.map(({ pod, done, holding }) =>
      holding.length > 0
        ? bad(
            pod,
            done
              ? `${pod} is done, and ${holding.join(', ')} keeps it`
              : `${holding.join(', ')} runs on when the work of ${pod} is done`,
          )
        : good(pod, done ? 'ended' : 'at work'),
    ),
});
