import { bad, examineRule, good } from '../examine';

/** No two Ingresses claim one host and path for different Services. */
export const hostUnique = examineRule({
  id: 'host-unique',
  category: 'access',
  title: 'Its addresses are its own',
  why: 'When two Ingresses claim one address, the controller picks one, and maybe another after its restart.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services that an Ingress leads to' },
  facts: ['routes'],
  expected: 'one Ingress for each host and path',
  good: 'Nobody else claims its addresses.',
  none: 'No Ingress leads to it.',
  remedy: {
    text: 'Take the path away from one of the two, or give it a path of its own.',
  },
  look: ({ routes }) =>
    routes.flatMap(({ object, host, path, rival, leads }) => {
      if (leads === 'elsewhere') return [];
      return [
        rival
          ? bad([object, rival], `${host}${path} is claimed by ${rival} too`)
          : good(object, `${host}${path} is its own`),
      ];
    }),
});
