import { bad, examineRule, good, open } from '../examine';

/** The last restore took no longer than the outage that is allowed. */
export const restoreInTime = examineRule({
  id: 'restore-in-time',
  category: 'backup',
  title: 'Its last restore was fast enough',
  why: 'The platform promises to be back within four hours; the last restore says whether that is true.',
  weight: 4,
  level: 'gold',
  appliesTo: { sentence: 'Services whose data has been restored once' },
  facts: ['dataVolumes', 'restores'],
  acceptsEvidence: true,
  thresholds: {
    hours: {
      title: 'Hours that a restore may take, at most (RTO)',
      value: 4,
      min: 0.1,
      max: 1_000,
    },
  },
  expected: ({ hours }) => `at most ${hours} hours`,
  good: 'Its last restore was fast enough.',
  none: 'It keeps no data, or nothing of it has been restored.',
  remedy: {
    text: 'Restore from snapshots instead of files, in parallel, or the important volumes first.',
  },
  about: volumes => volumes.length > 0,
  look: ({ restores }, { limits: { hours } }) => {
    const last = restores.find(({ phase }) => phase === 'Completed');
    if (!last) return [];
    if (last.hours === undefined)
      return [open(last.object, `how long ${last.object} took is not said`)];
    const seen = `${last.object} took ${last.hours.toFixed(1)} hours`;
    return [
      last.hours > hours ? bad(last.object, seen) : good(last.object, seen),
    ];
  },
});
