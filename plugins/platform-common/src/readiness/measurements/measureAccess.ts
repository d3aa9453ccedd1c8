/** What the platform looks like from outside. */
import { notGiven } from '../../rules';
import { deriveOrExplain, shareOf } from './observeEverywhere';
import { Measurement } from './types';

/** Figures about external access. */
export const ACCESS_MEASUREMENTS: readonly Measurement[] = [
  {
    id: 'external-access-share',
    title: 'External addresses that answer',
    unit: 'percent',
    measure: ({ knowledge, now }) => {
      const answers = knowledge?.externalAnswers;
      if (!answers) return notGiven('externalAnswers', now);
      return deriveOrExplain(answers, now, all => {
        const asked = all.filter(
          ({ status, reason }) => status !== undefined || reason !== undefined,
        );
        if (asked.length === 0) return 'No external address was asked.';
        const good = asked.filter(
          ({ status }) => status !== undefined && status < 500,
        ).length;
        return shareOf({ good, of: asked.length }, 'external addresses answer');
      });
    },
  },
];
