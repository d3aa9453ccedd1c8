import { Remedy } from '.';

export default { title: 'Readiness/Remedy', component: Remedy };

export const WithRunbookAndTemplate = {
  render: () => (
    <p>
      <Remedy
        remedy={{
          text: 'Give it a disruption budget.',
          runbook: 'platform-health-check',
          template: 'service-manifests',
        }}
      />
    </p>
  ),
};
export const InWords = {
  render: () => (
    <p>
      <Remedy remedy={{ text: 'Give it a second replica.' }} />
    </p>
  ),
};
