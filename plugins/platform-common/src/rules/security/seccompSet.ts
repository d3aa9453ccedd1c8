import { judgeContainers } from '../containerRule';
import { ContainerFact } from '../facts/types';
import { defineRule } from '../types';
import { isGuarded } from './isGuarded';

const remedy = {
  text: 'Set seccompProfile.type: RuntimeDefault on the pod.',
};

function fault({ guards }: ContainerFact): string | undefined {
  return guards.seccomp ? undefined : 'has no seccomp profile';
}

/** A seccomp profile is set. */
export const seccompSet = defineRule({
  id: 'seccomp-set',
  category: 'security',
  title: 'A seccomp profile is set',
  why: 'Without a profile every call to the kernel is open to whoever takes the process over.',
  weight: 2,
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
      expected: 'seccompProfile: RuntimeDefault',
      good: 'Every container has a seccomp profile.',
      none: 'It has no containers.',
      remedy,
    }),
});
