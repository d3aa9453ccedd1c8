import { bad, examineRule, good, open } from '../examine';

/** Files that a step refers to are there. */
export const filesExist = examineRule({
  id: 'files-exist',
  category: 'pipelines',
  title: 'Files that steps refer to exist',
  why: 'A step that runs a file which was moved fails at its next run, usually at night.',
  weight: 4,
  level: 'bronze',
  appliesTo: { sentence: 'Services that run pipelines with files' },
  facts: ['pipelines'],
  expected: 'a file that is there',
  good: 'Every file is there.',
  none: 'Its pipelines refer to no file that can be looked up.',
  remedy: { text: 'Bring the file back, or correct its path.' },
  look: ({ pipelines }) =>
    pipelines.flatMap(({ object, steps, knownFiles }) =>
      steps.flatMap(({ name, files = [] }) =>
        files.map(file => {
          if (!knownFiles)
            return open(object, `whether ${file} exists is not known`);
          return knownFiles.includes(file)
            ? good(object, file)
            : bad(object, `${name} refers to ${file}, which does not exist`);
        }),
      ),
    ),
});
