import { bad, examineRule, good, open } from '../examine';

/** Every autoscaler of the service gets the numbers that it scales by. */
export const autoscalerMetrics = examineRule({
  id: 'autoscaler-metrics',
  category: 'availability',
  title: 'Its autoscalers get their metrics',
  why: 'An autoscaler without metrics keeps the replicas that it has, whatever the load.',
  weight: 4,
  level: 'silver',
  appliesTo: { sentence: 'Services with an autoscaler' },
  facts: ['autoscalers'],
  expected: 'metrics that arrive',
  good: 'Every autoscaler gets its metrics.',
  none: 'No autoscaler is about it, or scaling is switched off.',
  remedy: {
    text: 'Serve the metric that it asks for, and set requests on every container when it scales by a share of them.',
  },
  look: ({ autoscalers }) =>
    autoscalers.flatMap(
      ({ object, targetIs, scaling, reason = '', message }) => {
        if (targetIs === 'missing' || reason === 'ScalingDisabled') return [];
        if (scaling === 'True') return [good(object, 'gets its metrics')];
        return [
          scaling === 'False'
            ? bad(object, `${object}: ${message ?? reason}`)
            : open(object, `${object} has not said whether it gets metrics`),
        ];
      },
    ),
});
