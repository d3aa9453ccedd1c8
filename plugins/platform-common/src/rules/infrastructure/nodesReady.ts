import { bad, examineRule, good, open } from '../examine';

/** The nodes that the service runs on are ready and under no pressure. */
export const nodesReady = examineRule({
  id: 'nodes-ready',
  category: 'infrastructure',
  title: 'The nodes it runs on are ready',
  why: 'A node that is not ready, or short of memory, disk or processes, evicts what runs on it.',
  weight: 5,
  level: 'bronze',
  appliesTo: { sentence: 'Services with pods on nodes' },
  facts: ['podPlaces', 'nodes'],
  expected: 'ready, and under no pressure',
  good: 'Every node that it runs on is ready.',
  none: 'No pod of it is on a node.',
  remedy: {
    text: 'Look at the conditions of the node, free what it is short of, or drain it and put it right.',
    runbook: 'platform-health-check',
  },
  about: places => places.some(({ node }) => node !== undefined),
  look: ({ podPlaces, nodes }) => {
    const used = new Set(podPlaces.flatMap(({ node }) => node ?? []));
    return [...used].map(name => {
      const node = nodes.find(one => one.name === name);
      if (!node) return open(`Node ${name}`, `node ${name} is not known`);
      if (!node.ready) return bad(node.object, `${name} is not ready`);
      return node.pressures.length > 0
        ? bad(node.object, `${name} has ${node.pressures.join(' and ')}`)
        : good(node.object, `${name} is ready`);
    });
  },
});
