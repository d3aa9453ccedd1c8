import { bad, examineRule, good, open } from '../examine';

/** What people need has more than one replica, unless it cannot have. */
export const replicasEnough = examineRule({
  id: 'replicas-enough',
  category: 'availability',
  title: 'What people need has more than one replica',
  why: 'With one replica every restart is an outage, however short.',
  weight: 5,
  level: 'gold',
  appliesTo: {
    sentence:
      'Services that are critical or reached from outside, and can have several replicas',
  },
  facts: ['standing', 'workloads'],
  also: ['autoscalers'],
  expected: 'at least 2 replicas',
  good: 'It has replicas to spare.',
  none: 'Nobody reaches it from outside or calls it critical, or there can be only one of it.',
  remedy: {
    text: 'Set two replicas or more with a disruption budget, or say why there can be only one: annotation 254carbon.com/single-replica.',
  },
  about: ({ external, critical }) => external || critical,
  look: ({ standing, workloads }, { also }) => {
    const single = new Set(standing.singles.map(({ object }) => object));
    return workloads
      .filter(
        ({ kind, object, runs, offBecause }) =>
          kind === 'Deployment' &&
          runs === 'long' &&
          !offBecause &&
          !single.has(object) &&
          (standing.critical || standing.reached.includes(object)),
      )
      .map(({ object, name, desired }) => {
        const least = also.autoscalers?.find(
          ({ target }) => target === object,
        )?.min;
        if (desired === undefined)
          return open(
            object,
            `how many replicas ${name} should have is not known`,
          );
        return Math.min(desired, least ?? desired) >= 2 || desired === 0
          ? good(object, `${desired} replicas`)
          : bad(
              object,
              `${name} ${
                least === 1 && desired > 1
                  ? 'may be scaled down to 1 replica'
                  : 'has 1 replica'
              }`,
            );
      });
  },
});
