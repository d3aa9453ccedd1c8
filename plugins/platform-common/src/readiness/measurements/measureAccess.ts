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
        const addresses = all
          .filter(({ challenge }) => !challenge)
          .map(answer => readExternalAnswer(answer));
        const count = (which: string) =>
          addresses.filter(({ sight }) => sight === which).length;
        const open = count('open');
        if (open === addresses.length) {
          const [first] = all.filter(({ reason }) => reason !== undefined);
          return first
            ? `Of no external address it is known: ${
                // What the address said may be a sentence of its own.
                readExternalAnswer(first).said.replace(/\.$/, '')
              }.`
            : 'No external address was asked.';
        }
        return shareOf(
          { good: count('good'), open, of: addresses.length },
          'external addresses answer',
        );
      });
    },
  },
];
