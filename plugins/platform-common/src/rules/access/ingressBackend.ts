import { bad, examineRule, good, open } from '../examine';

/** Every path from outside leads to a Service and a port that are there. */
export const ingressBackend = examineRule({
  id: 'ingress-backend',
  category: 'access',
  title: 'Its addresses lead to a Service and port',
  why: 'A path that leads nowhere answers 503 to whoever follows the link.',
  weight: 6,
  level: 'bronze',
  appliesTo: { sentence: 'Services that an Ingress leads to' },
  facts: ['routes'],
  expected: 'a Service with that port',
  good: 'Every path leads somewhere.',
  none: 'No Ingress leads to it.',
  remedy: {
    text: 'Correct the name or port of the backend, or take the path away.',
  },
  look: ({ routes }) =>
    routes.flatMap(({ object, host, path, backend, port, leads }) => {
      const place = `${host}${path}`;
      if (leads === 'elsewhere') return [];
      if (leads === 'unseen')
        return [
          open(
            object,
            `whether ${backend} of ${place} exists is not known: it may be made elsewhere`,
          ),
        ];
      if (leads === 'no-service')
        return [
          bad(object, `${place} leads to ${backend}, which does not exist`),
        ];
      return [
        leads === 'no-port'
          ? bad(
              [object, backend],
              `${place} leads to port ${port}, which ${backend} does not have`,
            )
          : good(object, `${place} leads to ${backend}`),
      ];
    }),
});
