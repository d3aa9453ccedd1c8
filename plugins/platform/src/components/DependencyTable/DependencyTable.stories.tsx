import { graph } from '../../__fixtures__/platform';
import { DependencyTable } from '.';

export default {
  title: 'Platform/DependencyTable',
  component: DependencyTable,
};

export const Some = { render: () => <DependencyTable graph={graph} /> };
export const None = {
  render: () => <DependencyTable graph={{ ...graph, edges: [] }} />,
};
