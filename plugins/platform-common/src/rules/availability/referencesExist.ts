import { bad, examineRule, good, open } from '../examine';

/** The ConfigMaps, claims and accounts that its pods name exist, with the keys that they take. */
export const referencesExist = examineRule({
  id: 'references-exist',
  version: 2,
  category: 'availability',
  title: 'What its pods refer to exists',
  why: 'A pod that names a ConfigMap, a key of one, or a claim that is not there runs until its next restart, and then never again.',
  weight: 5,
  level: 'bronze',
  appliesTo: {
    sentence: 'Services whose pods name ConfigMaps, volume claims or accounts',
  },
  facts: ['references'],
  expected: 'there, or optional',
  good: 'Everything that its pods name is there.',
  none: 'Its pods name no ConfigMap and no claim.',
  remedy: {
    text: 'Create what is missing, or correct the name; mark it optional when it may be missing.',
  },
  look: ({ references }) =>
    references.flatMap(one => {
      const { kind, object, workload, optional, found, missingKeys } = one;
      if (missingKeys)
        return [
          bad(
            [object, workload],
            `${workload} takes ${missingKeys.join(
              ', ',
            )} out of ${object}, which does not have it`,
          ),
        ];
      if (kind === 'Secret') return [];
      if (found === undefined)
        return [
          optional
            ? good(object, 'optional')
            : open(
                [object, workload],
                `whether ${object} exists is not known: it may be made elsewhere`,
              ),
        ];
      return [
        found || optional
          ? good(object, found ? 'there' : 'optional')
          : bad(
              [object, workload],
              `${workload} names ${object}, which does not exist`,
            ),
      ];
    }),
});
