import { bad, examineRule, good } from '../examine';

/** A controller answers for the class of every Ingress. */
export const ingressClass = examineRule({
  id: 'ingress-class',
  category: 'access',
  title: 'The classes of its Ingresses exist',
  why: 'An Ingress of a class that nobody serves is never read: it looks declared and does nothing.',
  weight: 4,
  level: 'bronze',
  appliesTo: { sentence: 'Services that an Ingress leads to' },
  facts: ['classedRoutes'],
  expected: 'a class that exists',
  good: 'Every class exists.',
  none: 'No Ingress with a class leads to it.',
  remedy: {
    text: 'Write the name of an IngressClass that exists, or install its controller.',
  },
  look: ({ classedRoutes }) =>
    classedRoutes.flatMap(({ object, className, classFound }) => {
      if (classFound === undefined) return [];
      return [
        classFound
          ? good(object, `class ${className ?? 'by default'}`)
          : bad(
              object,
              className
                ? `${object} has class ${className}, which does not exist`
                : `${object} has no class, and none is the default`,
            ),
      ];
    }),
});
