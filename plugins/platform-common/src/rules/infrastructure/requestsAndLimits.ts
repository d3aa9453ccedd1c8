import { judgeContainers } from '../containerRule';
import { ContainerFact } from '../facts/types';
import { defineRule } from '../types';

const remedy = {
  text: 'Set requests to what the container usually takes and limits to what it may take at most, for CPU and memory, init containers too.',
};

function fault({ requests, limits }: ContainerFact): string | undefined {
  const missing = [
    ...['cpu', 'memory']
      .filter(name => !requests.includes(name))
      .map(name => `${name} request`),
    ...['cpu', 'memory']
      .filter(name => !limits.includes(name))
      .map(name => `${name} limit`),
  ];
  return missing.length ? `no ${missing.join(', no ')}` : undefined;
}

/** every container says what it takes, and at most. */
export const requestsAndLimits = defineRule({
  id: 'requests-and-limits',
  category: 'infrastructure',
  title: 'Requests and limits are set',
  why: 'Without requests the scheduler places pods blindly; without limits one container can starve its whole node. The cluster policy refuses such pods.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Services with containers' },
  facts: ['containers'],
  remedy,
  judge: ({ containers }) =>
    judgeContainers(containers, {
      fault,
      expected: 'CPU and memory requests and limits',
      good: 'Every container has requests and limits.',
      none: 'It has no containers.',
      remedy,
    }),
});
