import { bad, examineRule, good } from '../examine';

/** Somebody has said what it is for. */
export const hasDescription = examineRule({
  id: 'has-description',
  category: 'documentation',
  title: 'It has a description',
  why: 'Without one only those who built it know what it is for.',
  weight: 2,
  level: 'bronze',
  appliesTo: { sentence: 'Every service' },
  facts: ['paper'],
  expected: 'a description',
  good: 'It has a description.',
  none: 'It has no workload.',
  remedy: {
    text: 'Annotate its workload: 254carbon.com/description; kubernetes.io/description and a8r.io/description count too.',
  },
  look: ({ paper: { description, descriptionSaid } }) => [
    descriptionSaid
      ? good([], description)
      : bad([], 'nobody has said what it is for'),
  ],
});
