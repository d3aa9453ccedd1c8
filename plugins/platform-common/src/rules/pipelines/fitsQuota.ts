import { bad, examineRule, good, open } from '../examine';

/** What it asks of a source is within what the source allows. */
export const fitsQuota = examineRule({
  id: 'fits-quota',
  category: 'pipelines',
  title: 'It stays within the quotas of its sources',
  why: 'A source that is asked too often answers 429, and some lock the key for a day.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Schedulers of workflows' },
  facts: ['pipelines'],
  expected: 'no more requests a day than the source allows',
  good: 'Every pipeline stays within its quota.',
  none: 'No workflow of it is defined.',
  remedy: {
    text: 'Ask for ranges instead of days, keep what does not change, or run less often.',
  },
  look: ({ pipelines }) =>
    pipelines.flatMap(({ object, quota, ownImage }) => {
      if (ownImage) return [];
      if (!quota)
        return [
          open(
            object,
            `what ${object} asks of its source, and what that allows, is not written`,
          ),
        ];
      const seen = `${quota.requestsPerDay} of ${quota.allowedPerDay} requests a day to ${quota.source}`;
      return [
        quota.requestsPerDay > quota.allowedPerDay
          ? bad(object, seen)
          : good(object, seen),
      ];
    }),
});
