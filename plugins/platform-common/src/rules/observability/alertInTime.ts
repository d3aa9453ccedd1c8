import { bad, examineRule, good } from '../examine';

/** Critical alerts fire within the time to detect. */
export const alertInTime = examineRule({
  id: 'alert-in-time',
  category: 'observability',
  title: 'Its critical alerts fire in time',
  why: 'The platform promises to notice within five minutes; an alert that waits longer cannot keep that.',
  weight: 2,
  level: 'gold',
  appliesTo: { sentence: 'Services with a critical alert' },
  facts: ['alerts'],
  acceptsEvidence: true,
  thresholds: {
    minutes: {
      title: 'Minutes until a critical alert fires, at most',
      value: 5,
      min: 0,
      max: 1_440,
    },
  },
  expected: ({ minutes }) => `at most ${minutes} minutes before it fires`,
  good: 'Every critical alert fires in time.',
  none: 'No critical alert is about it.',
  remedy: { text: 'Shorten `for`, or lower the severity if it can wait.' },
  look: ({ alerts }, { limits: { minutes } }) =>
    alerts
      .filter(
        ({ severity, loaded }) => severity === 'critical' && loaded !== false,
      )
      .map(({ object, forSeconds = 0 }) =>
        forSeconds > minutes * 60
          ? bad(
              object,
              `${object} waits ${Math.round(forSeconds / 60)} minutes`,
            )
          : good(object, `waits ${forSeconds} s`),
      ),
});
