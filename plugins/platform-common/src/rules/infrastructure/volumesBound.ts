import { bad, examineRule, good, open } from '../examine';

/** Every claim that a pod mounts has its volume. */
export const volumesBound = examineRule({
  id: 'volumes-bound',
  category: 'infrastructure',
  title: 'Volumes are bound',
  why: 'A pod whose claim has no volume never starts; a claim whose volume is lost has lost its data.',
  weight: 6,
  level: 'bronze',
  appliesTo: { sentence: 'Services with volume claims' },
  facts: ['volumeClaims'],
  expected: 'bound',
  good: 'Every claim is bound.',
  none: 'It claims no volume that a pod mounts.',
  remedy: {
    text: 'Read the events of the claim: the storage class may be missing, full, or tied to another zone; restore a lost volume from its backup.',
  },
  look: ({ volumeClaims }) =>
    volumeClaims.flatMap(({ object, name, phase, mounted }) => {
      if (phase === 'Lost')
        return [bad(object, `the volume of ${name} is lost`)];
      if (!mounted && phase !== 'Bound') return [];
      if (phase === undefined)
        return [open(object, `${name} does not say whether it is bound`)];
      return [
        phase === 'Bound'
          ? good(object, `${name} is bound`)
          : bad(object, `${name} is ${phase.toLowerCase()}`),
      ];
    }),
});
