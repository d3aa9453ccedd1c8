import { bad, examineRule, good, open } from '../examine';

/** A step that fails is tried again, after a while. */
export const retriesSet = examineRule({
  id: 'retries-set',
  category: 'pipelines',
  title: 'Steps are tried again',
  why: "The sources are other people's services: most failures are over in a minute.",
  weight: 3,
  level: 'silver',
  appliesTo: {
    sentence: 'Services of the data platform that run pipelines',
    matches: ({ system }) =>
      ['data', 'storage', 'machine-learning'].includes(system),
  },
  facts: ['pipelines'],
  expected: 'at least one retry, after a pause',
  good: 'Every step is tried again.',
  none: 'It runs no pipeline.',
  remedy: {
    text: 'Set two or three retries with a few minutes between; for a CronJob backoffLimit, or restartPolicy: OnFailure.',
  },
  look: ({ pipelines }) =>
    pipelines.flatMap(({ object, steps }) =>
      steps
        .filter(({ disabled }) => !disabled)
        .map(({ name, retries, retryMinutes }) => {
          if (retries === undefined)
            return open(object, `how often ${name} is tried is not written`);
          if (retries < 1)
            return bad(object, `${name} is given up after its first failure`);
          return retryMinutes !== undefined && retryMinutes <= 0
            ? bad(object, `${name} is tried again without a pause`)
            : good(object, `${name}: ${retries} retries`);
        }),
    ),
});
