import { ChangeParts, ChangeTable } from '.';
import { change, noChange } from '../../__testUtils__/history';

export default { title: 'Readiness/ChangeParts', component: ChangeParts };

export const Biggest = {
  render: () => <ChangeParts change={change} most={1} />,
};
export const Nothing = {
  render: () => <ChangeParts change={noChange} most={5} />,
};
export const AllParts = { render: () => <ChangeTable change={change} /> };
