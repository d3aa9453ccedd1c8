import { judgeContainers } from '../containerRule';
import { ContainerFact } from '../facts/types';
import { defineRule } from '../types';
import { isGuarded } from './isGuarded';

const remedy = {
  text: 'Drop ALL and add back the one that it needs, most often none.',
};

function fault({ guards }: ContainerFact): string | undefined {
  return guards.dropsAll ? undefined : 'keeps capabilities';
}

/** Capabilities are dropped. */
export const capabilitiesDropped = defineRule({
  id: 'capabilities-dropped',
  category: 'security',
  title: 'Capabilities are dropped',
  why: 'The default capabilities let a process change files of others and forge packets.',
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
      expected: 'capabilities.drop: [ALL]',
      good: 'Every container has dropped its capabilities.',
      none: 'It has no containers.',
      remedy,
    }),
});
