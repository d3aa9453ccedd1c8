import { bad, examineRule, good, open } from '../examine';

/** Whoever asks for the use of pods is told. */
export const metricsApiAnswers = examineRule({
  id: 'metrics-api-answers',
  category: 'infrastructure',
  title: 'The metrics API answers',
  why: 'Without it no autoscaler scales, and nobody sees what pods use.',
  weight: 5,
  level: 'silver',
  appliesTo: {
    sentence: 'The service that serves the metrics API',
    matches: ({ profileId }) => profileId === 'metrics-server',
  },
  facts: ['clusterAutoscalers'],
  expected: 'an autoscaler that gets resource metrics',
  good: 'Autoscalers get what they ask for.',
  none: 'It is not known.',
  remedy: {
    text: 'Look at its log: most often it cannot reach the kubelets, or does not trust their certificates.',
  },
  look: ({ clusterAutoscalers }) => {
    const telling = clusterAutoscalers.filter(
      ({ reason = '' }) => !/ScalingDisabled/.test(reason),
    );
    const fed = telling.filter(({ scaling }) => scaling === 'True');
    const starved = telling.filter(({ reason = '' }) =>
      /FailedGetResourceMetric|FailedGetContainerResourceMetric/.test(reason),
    );
    if (fed.length > 0)
      return [
        good(
          fed.map(({ object }) => object),
          `${fed.length} autoscalers get metrics`,
        ),
      ];
    if (starved.length > 0)
      return [
        bad(
          starved.map(({ object }) => object),
          `${starved.length} autoscalers get no resource metrics, and none gets any`,
        ),
      ];
    return [
      open(
        [],
        'no autoscaler asks it for anything, so whether it answers is not seen',
      ),
    ];
  },
});
