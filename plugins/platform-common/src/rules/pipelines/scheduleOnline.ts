import { bad, examineRule, good, open } from '../examine';

/** A workflow with a schedule runs by itself. */
export const scheduleOnline = examineRule({
  id: 'schedule-online',
  category: 'pipelines',
  title: 'Workflows with a schedule run by themselves',
  why: 'A schedule that is offline or over looks like one that has nothing to do.',
  weight: 3,
  level: 'bronze',
  appliesTo: { sentence: 'Schedulers of workflows' },
  facts: ['workflows'],
  expected: 'online, and not past its end',
  good: 'Every schedule is in force.',
  none: 'It has no workflow with a schedule.',
  remedy: {
    text: 'Release the workflow and bring its schedule online, or delete the schedule.',
    runbook: 'dolphinscheduler-restarts',
  },
  look: ({ workflows }) =>
    workflows.flatMap(({ object, schedule, state, over }) => {
      if (schedule === 'none') return [];
      if (schedule === 'unknown')
        return [open(object, `the schedule of ${object} cannot be read`)];
      if (over)
        return [bad(object, `the schedule of ${object} is past its end`)];
      return [
        schedule === 'online' && state !== 'offline'
          ? good(object, 'online')
          : bad(
              object,
              `${object} does not run by itself: ${
                state === 'offline' ? 'it' : 'its schedule'
              } is offline`,
            ),
      ];
    }),
});
