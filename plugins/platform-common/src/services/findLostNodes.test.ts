import { minutesAgo, pod, seen } from '../__fixtures__/objects';
import { indexObjects, KubernetesObject } from '../kubernetes';
import { LostNodeSchema } from '../model';
import { findLostNodes } from './findLostNodes';

function node(name: string, condition?: object): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: `uid-${name}` },
    status: {
      conditions: condition ? [{ type: 'Ready', ...condition }] : [],
    },
  } as KubernetesObject;
}

const silent = {
  status: 'Unknown',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
  lastTransitionTime: '2026-01-15T11:53:00Z',
};

describe('findLostNodes', () => {
  it('names a node that fell silent, since when, why, and how many pods are on it', () => {
    const index = indexObjects([
      seen(node('node-1', silent)),
      seen(node('node-2', { status: 'True' })),
      seen(pod('a')),
      seen(pod('b')),
      seen(pod('ended', { phase: 'Succeeded' })),
    ]);
    const lost = findLostNodes(index, 'demo');
    expect(lost).toEqual([
      {
        name: 'node-1',
        since: minutesAgo(7),
        reason: 'Kubelet stopped posting node status',
        pods: 2,
      },
    ]);
    expect(LostNodeSchema.array().parse(lost)).toEqual(lost);
  });

  it('is empty where every node is ready, and for a cluster of which nothing is known', () => {
    const index = indexObjects([seen(node('node-1', { status: 'True' }))]);
    expect(findLostNodes(index, 'demo')).toEqual([]);
    expect(findLostNodes(index, 'other')).toEqual([]);
  });

  it('leaves the nodes and pods of another cluster to that cluster', () => {
    const index = indexObjects([
      seen(node('node-1', { status: 'False', reason: 'KubeletNotReady' })),
      seen(pod('a'), 'other'),
    ]);
    expect(findLostNodes(index, 'demo')).toEqual([
      { name: 'node-1', reason: 'KubeletNotReady', pods: 0 },
    ]);
    expect(findLostNodes(index, 'other')).toEqual([]);
  });

  it('does not take a node for ready that has not said so', () => {
    const index = indexObjects([seen(node('node-3'))]);
    expect(findLostNodes(index, 'demo')).toMatchObject([
      { name: 'node-3', reason: 'it does not say whether it is ready' },
    ]);
  });
});
