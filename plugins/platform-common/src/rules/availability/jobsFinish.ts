import { bad, examineRule, good, open } from '../examine';

const LONGEST = 24 * 60 * 60 * 1000;

/** Jobs of the service come to a good end. */
export const jobsFinish = examineRule({
  id: 'jobs-finish',
  category: 'availability',
  title: 'Its Jobs finish',
  why: 'A Job that failed has left its work undone; one that never ends holds its room for ever.',
  weight: 5,
  level: 'bronze',
  appliesTo: { sentence: 'Services with Jobs' },
  facts: ['jobs'],
  expected: 'a good end, within a day unless it says otherwise',
  good: 'Its newest Jobs ended well.',
  none: 'It has no Job that is meant to run.',
  remedy: {
    text: 'Read the log of its last pod, mend the cause, and run it again.',
  },
  look: ({ jobs }, { clock }) =>
    jobs.flatMap(({ object, state, startedAt, reason, deadline }) => {
      if (state === 'suspended') return [];
      if (state === 'succeeded') return [good(object, 'ended well')];
      if (state === 'failed')
        return [bad(object, `${object} failed${reason ? `: ${reason}` : ''}`)];
      const started = Date.parse(startedAt ?? '');
      if (Number.isNaN(started))
        return [open(object, `whether ${object} runs is not said`)];
      const most =
        deadline === undefined ? LONGEST : Math.max(LONGEST, deadline * 1000);
      return [
        clock.isPast(started + most)
          ? bad(
              object,
              `${object} has been running for ${clock.wholeSince(
                started,
                3_600_000,
              )} hours`,
            )
          : good(object, 'under way'),
      ];
    }),
});
