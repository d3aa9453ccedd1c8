import { bad, examineRule, good, open } from '../examine';

/** Argo CD calls it healthy. */
export const argoHealthy = examineRule({
  id: 'argo-healthy',
  version: 2,
  category: 'delivery',
  title: 'Argo CD calls it healthy',
  why: 'Argo CD sees every object of an application, those too that this portal does not read.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services that Argo CD deploys' },
  facts: ['applications'],
  expected: 'Healthy',
  good: 'Argo CD calls it healthy.',
  none: 'Argo CD does not deploy it.',
  remedy: {
    text: 'Open the application in Argo CD: the object that is not healthy is marked.',
  },
  look: ({ applications }) =>
    applications.map(({ object, name, health, unsure }) => {
      if (unsure) return open(object, unsure);
      if (health === 'Unknown')
        return open(object, `Argo CD does not know how ${name} is`);
      return /^(Degraded|Missing)$/.test(health)
        ? bad(object, `${name} is ${health}`)
        : good(object, `${name} is ${health}`);
    }),
});
