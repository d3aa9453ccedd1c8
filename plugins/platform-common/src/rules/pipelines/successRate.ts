import { bad, examineRule, good, open } from '../examine';

/** Nearly every run succeeds. */
export const successRate = examineRule({
  id: 'success-rate',
  category: 'pipelines',
  title: 'Ninety-nine of a hundred runs succeed',
  why: 'A pipeline that has to be started again every week costs a person every week.',
  weight: 4,
  level: 'gold',
  appliesTo: { sentence: 'Schedulers of workflows' },
  facts: ['workflows'],
  thresholds: {
    percent: {
      title: 'Percent of runs that succeed, at least',
      value: 99,
      min: 1,
      max: 100,
    },
  },
  expected: ({ percent }) => `${percent} % of the runs that ended`,
  good: 'Nearly every run succeeds.',
  none: 'It has no workflow.',
  remedy: {
    text: 'Look at what fails again and again: it is usually one task and one cause.',
    runbook: 'dolphinscheduler-restarts',
  },
  look: ({ workflows }, { limits: { percent } }) =>
    workflows.map(({ object, runs }) => {
      const rate = runs?.successRate;
      if (!runs || rate === undefined)
        return open(
          object,
          `no run of ${object} ended in the time that was looked at: unmeasured`,
        );
      const seen = `${object}: ${Math.floor(rate * 100)} % of ${
        runs.succeeded + runs.failed
      } runs`;
      return rate * 100 >= percent ? good(object, seen) : bad(object, seen);
    }),
});
