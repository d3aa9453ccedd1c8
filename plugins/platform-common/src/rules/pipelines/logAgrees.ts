import { bad, examineRule, good, open } from '../examine';

/** A run that is called a success has no task that failed, and none whose log says that it did. */
export const logAgrees = examineRule({
  id: 'log-agrees',
  version: 3,
  category: 'pipelines',
  title: 'Results agree with what happened',
  why: 'A run that says "passed" over a task that failed, or over a log that says otherwise, is worse than one that fails: it is believed.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Schedulers of workflows' },
  facts: ['workflows'],
  expected:
    'no failed task in a run that succeeded, and no log that tells of a failure',
  good: 'No result is contradicted.',
  none: 'It has no workflow whose runs are known.',
  remedy: {
    text: 'Let the task fail its run: no `|| true`, no ignored exit code, and a failure strategy of END.',
  },
  look: ({ workflows }) =>
    workflows.flatMap(({ object, runs, contradicted, said, succeeded }) => {
      if (!runs) return [open(object, `the runs of ${object} cannot be read`)];
      if (!contradicted)
        return [
          open(object, `which tasks of ${object} failed cannot be read whole`),
        ];
      const against = [
        ...contradicted.map(
          ({ run, task }) =>
            `run ${run} is called a success, and its task ${task} failed`,
        ),
        ...(said ?? []).map(
          ({ run, task, line }) =>
            `run ${run} is called a success, and the log of its task ${task} says "${line}"`,
        ),
      ];
      if (against.length > 0)
        return against.map(observed => bad(object, observed));
      if (succeeded && !said)
        return [
          open(
            object,
            `the logs of the last good run of ${object} have not been read whole`,
          ),
        ];
      return [good(object, 'nothing contradicts its results')];
    }),
});
