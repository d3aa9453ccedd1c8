import { Suggest } from '.';

export default { title: 'Suggest', component: Suggest };

const field = {
  label: 'Object',
  onText: () => {},
  onChoose: () => {},
  suggestions: [
    {
      id: 'a',
      label: 'Deployment data-platform/trino',
      note: 'in the cluster',
    },
    { id: 'b', label: 'Service data-platform/trino', note: 'in the cluster' },
  ],
};

export const Open = {
  render: () => (
    <Suggest {...field} text="trino" alwaysOpen status="2 objects" />
  ),
};
export const Nothing = {
  render: () => (
    <Suggest
      {...field}
      text="x"
      suggestions={[]}
      status="Nothing is called so"
    />
  ),
};
