import { judgeContainers } from '../containerRule';
import { ContainerFact } from '../facts/types';
import { defineRule } from '../types';
import { isGuarded } from './isGuarded';

const remedy = {
  text: 'Set readOnlyRootFilesystem: true, and mount an emptyDir where it has to write: /tmp, a cache.',
};

function fault({ guards }: ContainerFact): string | undefined {
  return guards.readOnlyRoot ? undefined : 'can write over its own program';
}

/** The root file system is read-only. */
export const readOnlyRoot = defineRule({
  id: 'read-only-root',
  category: 'security',
  title: 'The root file system is read-only',
  why: 'What cannot write over its own program cannot be made to run another. The cluster policy refuses such pods.',
  weight: 3,
  level: 'gold',
  appliesTo: {
    sentence:
      'Services with containers that the cluster does not bring with it',
    matches: isGuarded,
  },
  facts: ['containers'],
  remedy,
  judge: ({ containers }) =>
    judgeContainers(containers, {
      fault,
      expected: 'readOnlyRootFilesystem: true',
      good: 'No container can write over its program.',
      none: 'It has no containers.',
      remedy,
    }),
});
