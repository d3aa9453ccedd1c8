import { judgeContainers } from '../containerRule';
import { ContainerFact } from '../facts/types';
import { defineRule } from '../types';
import { isGuarded } from './isGuarded';

const remedy = {
  text: 'Set allowPrivilegeEscalation: false and take privileged away.',
};

function fault({ guards }: ContainerFact): string | undefined {
  if (guards.privileged) return 'is privileged';
  return guards.escalates ? 'may gain rights' : undefined;
}

/** Containers cannot gain rights. */
export const noPrivilegeEscalation = defineRule({
  id: 'no-privilege-escalation',
  category: 'security',
  title: 'Containers cannot gain rights',
  why: 'A privileged container, or one that may gain rights, is as good as the node itself.',
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
      expected: 'allowPrivilegeEscalation: false, and not privileged',
      good: 'No container can gain rights.',
      none: 'It has no containers.',
      remedy,
    }),
});
