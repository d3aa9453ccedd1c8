import { bad, examineRule, good, open } from '../examine';

/** The last run of every workflow succeeded. */
export const lastRunGood = examineRule({
  id: 'last-run-good',
  category: 'pipelines',
  title: 'The last runs succeeded',
  why: 'The data of today are missing until somebody looks.',
  weight: 5,
  level: 'bronze',
  appliesTo: { sentence: 'Schedulers of workflows' },
  facts: ['workflows'],
  expected: 'a last run that succeeded',
  good: 'Every last run succeeded.',
  none: 'It has no workflow.',
  remedy: {
    text: 'Open the run: the first task that failed has the log; mend it and recover from there.',
    runbook: 'dolphinscheduler-restarts',
  },
  look: ({ workflows }) =>
    workflows.map(({ object, lastEnded, runs }) => {
      if (!runs) return open(object, `the runs of ${object} cannot be read`);
      if (!lastEnded)
        return open(
          object,
          `${object} has not ended a run in the time that was looked at`,
        );
      return lastEnded.outcome === 'succeeded'
        ? good(object, `run ${lastEnded.id} succeeded`)
        : bad(object, `the last run of ${object} failed`);
    }),
});
