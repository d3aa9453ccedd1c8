import { judgeContainers } from '../containerRule';
import { ContainerFact } from '../facts/types';
import { defineRule } from '../types';
import { isGuarded } from './isGuarded';

const remedy = {
  text: 'Set runAsNonRoot: true and a runAsUser above 0, and give it the files that it needs.',
};

function fault({ guards }: ContainerFact): string | undefined {
  return guards.runAsNonRoot ? undefined : 'may run as root';
}

/** Containers do not run as root. */
export const runAsNonRoot = defineRule({
  id: 'run-as-non-root',
  category: 'security',
  title: 'Containers do not run as root',
  why: 'A process that leaves its container as root is root on the node.',
  weight: 4,
  level: 'silver',
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
      expected: 'runAsNonRoot: true, or a user that is not 0',
      good: 'Every container runs as somebody else than root.',
      none: 'It has no containers.',
      remedy,
    }),
});
