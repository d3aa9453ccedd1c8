import { EventTable } from '.';

export default { title: 'Platform/EventTable', component: EventTable };

const pod = 'Pod data-platform/trino-worker-6b7f9c-x2x7q';

export const Some = {
  render: () => (
    <EventTable
      events={[
        {
          type: 'Warning',
          reason: 'BackOff',
          message: 'Back-off restarting failed container trino',
          object: pod,
          count: 104,
          lastSeen: '2025-10-24T17:25:00.000Z',
        },
        {
          type: 'Normal',
          reason: 'Pulled',
          message: 'Container image is already present on the machine',
          object: pod,
          count: 9,
          lastSeen: '2025-10-24T17:24:00.000Z',
        },
        {
          type: 'Normal',
          reason: 'ScalingReplicaSet',
          message: 'Scaled up replica set trino-worker-6b7f9c to 2',
          object: 'Deployment data-platform/trino-worker',
          count: 1,
        },
      ]}
    />
  ),
};
export const None = { render: () => <EventTable events={[]} /> };
