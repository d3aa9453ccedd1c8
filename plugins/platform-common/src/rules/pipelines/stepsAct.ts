import { doesNothing } from './doesNothing';
import { bad, examineRule, good, open } from '../examine';

/** Every step does something. */
export const stepsAct = examineRule({
  id: 'steps-act',
  category: 'pipelines',
  title: 'Every step does something',
  why: 'A step that is one comment, or says "passed" without looking, is green for ever.',
  weight: 5,
  level: 'bronze',
  appliesTo: { sentence: 'Services that run pipelines' },
  facts: ['pipelines'],
  expected: 'a script that acts',
  good: 'Every step does something.',
  none: 'It runs no pipeline.',
  remedy: {
    text: 'Write the step, or take it out; a check has to be able to fail.',
  },
  look: ({ pipelines }) =>
    pipelines.flatMap(({ object, steps, ownImage }) =>
      steps
        .filter(({ disabled }) => !disabled)
        .map(({ name, script }) => {
          if (script === undefined)
            return ownImage
              ? good(object, `${name} runs what its image runs`)
              : open(object, `what ${name} does, the definition does not hold`);
          return doesNothing(script)
            ? bad(object, `${name} does nothing`)
            : good(object, `${name} acts`);
        }),
    ),
});
