import { ExemptionNotice, ManualNotice, Proof } from '.';
import { exemption, services } from '../../__testUtils__/report';

export default { title: 'Readiness/Proof', component: Proof };

const [evidence] = services[0].verdicts[0].evidence;

export const WithObjectAndPlace = {
  render: () => (
    <ul>
      <Proof
        evidence={{
          ...evidence,
          places: [
            {
              object: evidence.objects[0],
              source: 'platform-manifests',
              file: 'trino/worker.yaml',
              line: 12,
            },
          ],
        }}
      />
    </ul>
  ),
};
export const WithoutObject = {
  render: () => (
    <ul>
      <Proof
        evidence={{
          ...evidence,
          objects: ['the pipeline eia-daily'],
          observedAt: undefined,
        }}
      />
    </ul>
  ),
};
export const SetAside = {
  render: () => <ExemptionNotice exemption={exemption} />,
};
export const ProvedByPeople = {
  render: () => (
    <ManualNotice
      manual={{
        id: 'm1',
        author: 'user:default/operator',
        proof: 'protocol on paper, folder 12',
        observedAt: '2025-10-20T10:00:00.000Z',
        until: '2026-01-20T10:00:00.000Z',
      }}
    />
  ),
};
