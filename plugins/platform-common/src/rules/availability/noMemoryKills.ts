import { bad, examineRule, good, open } from '../examine';

const DAY = 24 * 60 * 60 * 1000;

/** No container was killed for its memory within a day. */
export const noMemoryKills = examineRule({
  id: 'no-memory-kills',
  category: 'availability',
  title: 'No container is killed for its memory',
  why: 'A container that reaches its limit is ended in the midst of its work, and will be again.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Services with pods' },
  facts: ['containerStates'],
  expected: 'no end for lack of memory within a day',
  good: 'No container ran out of memory within a day.',
  none: 'No pod of it runs at present.',
  remedy: {
    text: 'Raise its memory limit to what it needs at its peak, or lower what it takes: heap, cache, parallel work.',
    runbook: 'trino-worker-out-of-memory',
  },
  look: ({ containerStates }, { clock }) =>
    containerStates.map(({ pod, container, lastEnd, lastEndAt }) => {
      if (lastEnd !== 'OOMKilled')
        return good(pod, `${container} has memory enough`);
      const at = Date.parse(lastEndAt ?? '');
      if (Number.isNaN(at))
        return open(
          pod,
          `${container} was killed for its memory; when is not said`,
        );
      return clock.isPast(at + DAY)
        ? good(pod, `${container}: the last time is more than a day ago`)
        : bad(
            pod,
            `${container} was killed for its memory, at ${lastEndAt} last`,
          );
    }),
});
