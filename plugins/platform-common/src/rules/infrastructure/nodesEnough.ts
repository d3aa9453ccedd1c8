import { standsForCluster } from './standsForCluster';
import { bad, examineRule, good } from '../examine';

/** The cluster survives the loss of one node. */
export const nodesEnough = examineRule({
  id: 'nodes-enough',
  category: 'infrastructure',
  title: 'There are nodes enough to lose one',
  why: 'With one node that takes pods, its loss is the loss of everything, and no update of it is possible without an outage.',
  weight: 5,
  level: 'silver',
  appliesTo: {
    sentence:
      'The service that stands for its cluster: its control plane, or its DNS',
    matches: standsForCluster,
  },
  facts: ['nodes'],
  thresholds: {
    nodes: {
      title: 'Nodes that take pods, at least',
      value: 2,
      min: 1,
      max: 1_000,
    },
  },
  expected: ({ nodes }) => `at least ${nodes} ready nodes that take pods`,
  good: 'There are nodes enough to lose one.',
  none: 'No node is known.',
  remedy: {
    text: 'Add worker nodes, or uncordon those that wait; three are the least for software that votes.',
  },
  look: ({ nodes }, { limits }) => {
    const able = nodes.filter(({ ready, schedulable }) => ready && schedulable);
    const objects = nodes.map(({ object }) => object);
    const seen = `${able.length} of ${nodes.length} nodes take pods`;
    if (nodes.length === 0) return [];
    return [
      able.length >= limits.nodes ? good(objects, seen) : bad(objects, seen),
    ];
  },
});
