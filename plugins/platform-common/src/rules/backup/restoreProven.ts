import { bad, examineRule, good } from '../examine';

/** A restore of its data has been proved lately. */
export const restoreProven = examineRule({
  id: 'restore-proven',
  category: 'backup',
  title: 'A restore has been proved',
  why: 'A backup is a hope until something has been restored from it.',
  weight: 8,
  level: 'gold',
  appliesTo: { sentence: 'Services that keep data in persistent volumes' },
  facts: ['dataVolumes', 'restores'],
  acceptsEvidence: true,
  thresholds: {
    days: {
      title: 'Days since the last restore, at most',
      value: 90,
      min: 1,
      max: 1_000,
    },
  },
  expected: ({ days }) =>
    `a complete restore of its namespace within ${days} days`,
  good: 'A restore has been proved.',
  none: 'It keeps no data in persistent volumes.',
  remedy: {
    text: 'Restore the newest backup into a namespace of its own, look at the data, and keep the Restore object as proof.',
  },
  about: volumes => volumes.length > 0,
  look: ({ restores }, { clock, limits: { days } }) => {
    const done = restores.filter(({ phase }) => phase === 'Completed');
    const recent = done.find(({ at = '' }) => {
      const ended = Date.parse(at);
      return !Number.isNaN(ended) && !clock.isPast(ended + days * 86_400_000);
    });
    if (recent)
      return [good(recent.object, `${recent.object} completed ${recent.at}`)];
    if (done.length > 0)
      return [
        bad(
          done[0].object,
          `the last restore, ${done[0].object}, is older than ${days} days`,
        ),
      ];
    return [
      bad(
        restores.map(({ object }) => object),
        restores.length > 0
          ? `no restore of it completed (last: ${restores[0].phase})`
          : 'nothing of it has ever been restored',
      ),
    ];
  },
});
