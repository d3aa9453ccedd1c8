import { drift } from '../../__fixtures__/platform';
import { DriftView } from '.';

export default { title: 'Platform/DriftView', component: DriftView };

const nothing = { ...drift, items: [] };

export const Differs = {
  render: () => <DriftView drift={drift} label="Objects" />,
};
export const Same = {
  render: () => <DriftView drift={nothing} label="Objects" />,
};
export const NotConfigured = {
  render: () => (
    <DriftView
      drift={{ ...nothing, state: 'not-configured' }}
      label="Objects"
    />
  ),
};
export const Unknown = {
  render: () => (
    <DriftView
      drift={{
        ...nothing,
        state: 'unknown',
        reason: 'The repository does not answer.',
      }}
      label="Objects"
    />
  ),
};
