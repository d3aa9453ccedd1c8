import { graph } from '../../__fixtures__/platform';
import { DependencyGraph } from '.';

export default {
  title: 'Platform/DependencyGraph',
  component: DependencyGraph,
};

export const Some = { render: () => <DependencyGraph graph={graph} /> };
export const Alone = {
  render: () => (
    <DependencyGraph graph={{ nodes: graph.nodes.slice(0, 1), edges: [] }} />
  ),
};
