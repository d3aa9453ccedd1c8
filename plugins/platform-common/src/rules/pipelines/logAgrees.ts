import { bad, examineRule, good, open } from '../examine';

/** A run that is called a success has no task that failed. */
export const logAgrees = examineRule({
  id: 'log-agrees',
  version: 2,
  category: 'pipelines',
  title: 'Results agree with what happened',
  why: 'A run that says "passed" over a task that failed is worse than one that fails: it is believed.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Schedulers of workflows' },
  facts: ['workflows'],
  expected: 'no failed task in a run that succeeded',
  good: 'No result is contradicted.',
  none: 'It has no workflow whose runs are known.',
  remedy: {
    text: 'Let the task fail its run: no `|| true`, no ignored exit code, and a failure strategy of END.',
  },
  look: ({ workflows }) =>
    workflows.flatMap(({ object, runs, contradicted }) => {
      if (!runs) return [open(object, `the runs of ${object} cannot be read`)];
      if (!contradicted)
        return [
          open(object, `which tasks of ${object} failed cannot be read whole`),
        ];
      return contradicted.length > 0
        ? contradicted.map(({ run, task }) =>
            bad(
              object,
              `run ${run} is called a success, and its task ${task} failed`,
            ),
          )
        : [good(object, 'nothing contradicts its results')];
    }),
});
