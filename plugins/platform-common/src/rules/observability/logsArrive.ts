import { bad, examineRule, good, open } from '../examine';

/** Its logs arrive where logs are kept. */
export const logsArrive = examineRule({
  id: 'logs-arrive',
  category: 'observability',
  title: 'Its logs arrive',
  why: 'The log of a pod goes with the pod; what was not sent away is gone when it is needed.',
  weight: 4,
  level: 'silver',
  appliesTo: { sentence: 'Services with containers that have started' },
  facts: ['containerStates', 'logs'],
  expected: 'a stream of it',
  good: 'Its logs arrive.',
  none: 'No container of it has started.',
  remedy: {
    text: 'Look whether the collector runs on its node and takes its namespace; some programs log into a file instead of to stdout.',
  },
  // What waits for its image has never said a word that could arrive.
  about: states =>
    states.some(
      ({ waiting, restarts, lastEnd }) =>
        waiting === undefined || restarts > 0 || lastEnd !== undefined,
    ),
  look: ({ logs: { own, near, complete } }) => {
    if (own > 0) return [good([], `${own} streams`)];
    if (!complete)
      return [
        open(
          [],
          'no stream of it among those that were read, and there are more',
        ),
      ];
    return near > 0
      ? [bad([], 'no log of it arrives, though others of its namespace do')]
      : [open([], 'no log of its namespace arrives: it may be kept elsewhere')];
  },
});
