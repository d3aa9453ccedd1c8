import { TimeField } from '.';

export default { title: 'TimeField', component: TimeField };

export const Filled = {
  render: () => (
    <TimeField
      label="Until (UTC)"
      value="2025-10-24T17:26"
      onChange={() => {}}
    />
  ),
};
export const Empty = {
  render: () => (
    <TimeField
      label="From (UTC); empty means now"
      value=""
      onChange={() => {}}
    />
  ),
};
