/** What the platform looks like from outside. */
import { notGiven, readExternalAnswer } from '../../rules';
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
        const known = all
          .filter(({ challenge }) => !challenge)
          .map(answer => readExternalAnswer(answer))
          .filter(({ sight }) => sight !== 'open');
        if (known.length === 0) {
          const [first] = all.filter(({ reason }) => reason !== undefined);
          return first
            ? `Of no external address it is known: ${
                // What the address said may be a sentence of its own.
                readExternalAnswer(first).said.replace(/\.$/, '')
              }.`
            : 'No external address was asked.';
        }
        const good = known.filter(({ sight }) => sight === 'good').length;
        return shareOf({ good, of: known.length }, 'external addresses answer');
      });
    },
  },
];
