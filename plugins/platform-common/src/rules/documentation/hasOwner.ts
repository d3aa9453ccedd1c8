import { bad, examineRule, good } from '../examine';

/** Somebody owns it. */
export const hasOwner = examineRule({
  id: 'has-owner',
  category: 'documentation',
  title: 'It has an owner',
  why: 'What everybody owns, nobody mends.',
  weight: 3,
  level: 'bronze',
  appliesTo: { sentence: 'Every service' },
  facts: ['paper'],
  expected: 'an owner that somebody declared',
  good: 'It has an owner.',
  none: 'It has no workload.',
  remedy: {
    text: 'Annotate its workload or namespace: 254carbon.com/owner: data-engineering. Annotations and labels that are called owner or team count too, such as a8r.io/owner.',
  },
  look: ({ paper: { owner, ownerSaid } }) => [
    ownerSaid
      ? good([], owner)
      : bad([], `nobody has said whose it is; it falls to ${owner}`),
  ],
});
