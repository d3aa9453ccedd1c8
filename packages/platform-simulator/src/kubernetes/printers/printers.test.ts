import { formatDuration } from './age';
import { podReason } from './podColumns';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('ages', () => {
  it.each([
    [0, '0s'],
    [119 * second, '119s'],
    [5 * minute + 12 * second, '5m12s'],
    [5 * minute, '5m'],
    [90 * minute, '90m'],
    [4 * hour + 5 * minute, '4h5m'],
    [30 * hour, '30h'],
    [3 * day + 4 * hour, '3d4h'],
    [45 * day, '45d'],
    [800 * day, '2y70d'],
  ])('%p ms is %p', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('the status of a pod', () => {
  const pod = (status: object, spec: object = {}) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec,
    status,
  });

  it.each([
    ['its phase', pod({ phase: 'Running' }), 'Running'],
    ['its reason', pod({ phase: 'Failed', reason: 'Evicted' }), 'Evicted'],
    [
      'why a container waits',
      pod({
        phase: 'Running',
        containerStatuses: [
          { state: { waiting: { reason: 'CrashLoopBackOff' } } },
        ],
      }),
      'CrashLoopBackOff',
    ],
    [
      'how a container ended',
      pod({
        phase: 'Running',
        containerStatuses: [
          { state: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
        ],
      }),
      'OOMKilled',
    ],
    [
      'which init container it is at',
      pod(
        {
          phase: 'Pending',
          initContainerStatuses: [
            { state: { terminated: { exitCode: 0 } } },
            { state: { running: {} } },
          ],
        },
        { initContainers: [{}, {}] },
      ),
      'Init:1/2',
    ],
  ])('shows %s', (_what, object, text) => {
    expect(podReason(object)).toBe(text);
  });

  it('shows that it is going', () => {
    const going = pod({ phase: 'Running' });
    expect(
      podReason({
        ...going,
        metadata: { name: 'a', deletionTimestamp: '2025-10-24T06:00:00Z' },
      }),
    ).toBe('Terminating');
  });
});
