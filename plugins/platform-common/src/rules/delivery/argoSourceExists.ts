import { bad, examineRule, good, open } from '../examine';

/** What Argo CD deploys is in the repository. */
export const argoSourceExists = examineRule({
  id: 'argo-source-exists',
  version: 2,
  category: 'delivery',
  title: 'What Argo CD deploys exists in the repository',
  why: 'An application whose folder is gone keeps running what it had, and takes no change any more.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services that Argo CD deploys' },
  facts: ['applicationSources'],
  expected: 'a folder or chart that is there',
  good: 'Every source exists.',
  none: 'Argo CD does not deploy it.',
  remedy: {
    text: 'Correct the path of the application, or bring the folder back.',
  },
  look: ({ applicationSources }) =>
    applicationSources.map(({ object, path, found, unsure }) => {
      if (unsure) return open(object, unsure);
      if (found === 'yes') return good(object, `${path} is there`);
      return found === 'no'
        ? bad(object, `${path} is not in the repository`)
        : open(object, `${path} lies where nobody reads`);
    }),
});
