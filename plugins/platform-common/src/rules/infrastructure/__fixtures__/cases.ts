import {
  defects,
  edit,
  lookAlikes,
  main,
  podsOf,
  template,
  unknowables,
} from '../../benchmark/__fixtures__/plant';
import { without } from '../../benchmark/__fixtures__/platform';
import { app, hoursAgo, make } from '../../benchmark/__fixtures__/objects';

/** Cases of infrastructure, written before its rules. */
export const INFRASTRUCTURE = [
  ...defects(
    [
      'nodes-ready',
      'trino',
      'A pod runs on a node that is not ready.',
      p => {
        edit(p, 'Node', 'node-2').status.conditions[0].status =
          'False' as never;
      },
      { also: ['*'] },
    ],
    [
      'nodes-ready',
      'trino',
      'The node of a pod is under disk pressure, so pods will be evicted.',
      p => {
        edit(p, 'Node', 'node-1').status.conditions[2].status = 'True' as never;
      },
      { also: ['*'] },
    ],
    [
      'nodes-enough',
      'coredns',
      'One node is left: nothing survives its loss.',
      p => {
        without(p, 'Node', 'node-2');
        without(p, 'Node', 'node-3');
      },
      { also: ['*'] },
    ],
    [
      'nodes-enough',
      'coredns',
      'Two of three nodes are cordoned.',
      p => {
        edit(p, 'Node', 'node-2').spec.unschedulable = true as never;
        edit(p, 'Node', 'node-3').spec.unschedulable = true as never;
      },
    ],
    [
      'volumes-bound',
      'postgresql',
      'A claim that a pod needs waits for a volume.',
      p => {
        const c = edit(p, 'PersistentVolumeClaim', 'data/data-postgresql-1');
        c.status = { phase: 'Pending' } as never;
      },
    ],
    [
      'volumes-bound',
      'postgresql',
      'The volume behind a claim is lost.',
      p => {
        edit(
          p,
          'PersistentVolumeClaim',
          'data/data-postgresql-0',
        ).status.phase = 'Lost' as never;
      },
    ],
    [
      'volumes-not-filling',
      'postgresql',
      'A volume is nearly full.',
      p => {
        p.volumes[0].used = 0.93;
      },
    ],
    [
      'volumes-not-filling',
      'postgresql',
      'Half full, and full tomorrow at this pace.',
      p => {
        p.volumes[1] = { ...p.volumes[1], used: 0.6, fullInHours: 20 };
      },
    ],
    [
      'quota-headroom',
      'trino',
      'The quota of the namespace is used up: a rollout cannot make a pod.',
      p => {
        edit(p, 'ResourceQuota', 'data/quota').status.used['requests.memory'] =
          '63Gi' as never;
      },
      { also: ['*'] },
    ],
    [
      'requests-and-limits',
      'trino',
      'A container has no limits.',
      p => {
        delete (main(p, 'data/trino').resources as Record<string, unknown>)
          .limits;
      },
    ],
    [
      'requests-and-limits',
      'orders',
      'An init container asks for nothing.',
      p => {
        template(p, 'Deployment', 'data/orders').initContainers = [
          { ...main(p, 'data/orders'), name: 'init', resources: {} },
        ] as never;
      },
    ],
    [
      'image-pinned',
      'trino',
      'The image is the latest, whatever that is.',
      p => {
        main(p, 'data/trino').image = 'example/trino:latest' as never;
      },
      { also: ['trino cluster-policies-hold'] },
    ],
    [
      'image-pinned',
      'orders',
      'No tag means latest.',
      p => {
        main(p, 'data/orders').image = 'example/orders' as never;
      },
    ],
    [
      'image-pullable',
      'trino',
      'A pod waits for an image that cannot be pulled.',
      p => {
        podsOf(p, 'data/trino')[0].status.containerStatuses[0].state = {
          waiting: { reason: 'ImagePullBackOff', message: 'not found' },
        } as never;
      },
      { also: ['trino no-crash-loops'] },
    ],
    [
      'image-pullable',
      'orders',
      'The image is never pulled, and two nodes do not have it.',
      p => {
        main(p, 'data/orders').imagePullPolicy = 'Never' as never;
        edit(p, 'Node', 'node-1').status.images = [
          { names: ['docker.io/example/orders:1.4.2'] },
        ] as never;
      },
    ],
    [
      'pods-scheduled',
      'trino',
      'No node has room for a pod.',
      p => {
        delete (podsOf(p, 'data/trino')[1].spec as Record<string, unknown>)
          .nodeName;
        podsOf(p, 'data/trino')[1].status = {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              message: '0/3 nodes: insufficient memory',
              lastTransitionTime: hoursAgo(1),
            },
          ],
        } as never;
      },
    ],
    [
      'metrics-api-answers',
      'metrics-server',
      'Every autoscaler says that the metrics API gives it nothing.',
      p => {
        edit(
          p,
          'HorizontalPodAutoscaler',
          'data/superset',
        ).status.conditions[0] = {
          type: 'ScalingActive',
          status: 'False',
          reason: 'FailedGetResourceMetric',
        } as never;
      },
      { also: ['superset autoscaler-metrics'] },
    ],
    [
      'kubernetes-supported',
      'coredns',
      'Kubernetes 1.29 has not been mended since February 2025.',
      p => {
        p.version = 'v1.29.4';
      },
    ],
    [
      'kubernetes-supported',
      'coredns',
      'A kubelet is four minor versions behind the API server.',
      p => {
        edit(p, 'Node', 'node-3').status.nodeInfo.kubeletVersion =
          'v1.29.9' as never;
      },
    ],
  ),
  ...lookAlikes(
    [
      'nodes-ready',
      'trino',
      'A node without pods of it is down.',
      p => {
        p.objects.push(
          make('v1', 'Node', 'node-9', {
            spec: {},
            status: { conditions: [{ type: 'Ready', status: 'False' }] },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'nodes-enough',
      'coredns',
      'A control-plane node with a taint beside three workers.',
      p => {
        p.objects.push(
          make('v1', 'Node', 'cp-1', {
            spec: {
              taints: [
                {
                  key: 'node-role.kubernetes.io/control-plane',
                  effect: 'NoSchedule',
                },
              ],
            },
            status: { conditions: [{ type: 'Ready', status: 'True' }] },
          }),
        );
      },
      { says: 'pass' },
    ],
    [
      'volumes-bound',
      'postgresql',
      'A claim that waits for its first consumer, and no pod mounts it.',
      p => {
        p.objects.push(
          make('v1', 'PersistentVolumeClaim', 'data/data-postgresql-7', {
            spec: { storageClassName: 'local' },
            status: { phase: 'Pending' },
          }),
          make('storage.k8s.io/v1', 'StorageClass', 'local', {
            volumeBindingMode: 'WaitForFirstConsumer',
          }),
        );
      },
      { also: ['postgresql backup-covers'] },
    ],
    [
      'volumes-not-filling',
      'postgresql',
      'Eighty percent, and standing still.',
      p => {
        p.volumes[0].used = 0.8;
      },
      { says: 'pass' },
    ],
    [
      'quota-headroom',
      'trino',
      'A quota of zero load balancers forbids them on purpose.',
      p => {
        const q = edit(p, 'ResourceQuota', 'data/quota');
        q.status.hard['services.loadbalancers'] = '0' as never;
        q.status.used['services.loadbalancers'] = '0' as never;
      },
      { says: 'pass' },
    ],
    [
      'requests-and-limits',
      'cloudflared',
      'No CPU limit alone would fail; this one has all four.',
      p => {
        main(p, 'edge/cloudflared').resources.limits.cpu = '2' as never;
      },
      { service: 'cloudflare-tunnel', says: 'pass' },
    ],
    [
      'requests-and-limits',
      'trino',
      'A limit without a request is the request too.',
      p => {
        delete (main(p, 'data/trino').resources as Record<string, unknown>)
          .requests;
      },
      { says: 'pass' },
    ],
    [
      'requests-and-limits',
      'orders',
      'The pod says it for all its containers.',
      p => {
        const { resources } = main(p, 'data/orders');
        template(p, 'Deployment', 'data/orders').resources = resources;
        main(p, 'data/orders').resources = {} as never;
      },
      { says: 'pass' },
    ],
    [
      'image-pinned',
      'trino',
      'A digest without a tag is pinned.',
      p => {
        main(p, 'data/trino').image =
          'example/trino@sha256:0123456789012345678901234567890123456789012345678901234567890123' as never;
      },
      { says: 'pass' },
    ],
    [
      'image-pinned',
      'orders',
      'A registry with a port is no tag, and the tag is there.',
      p => {
        main(p, 'data/orders').image =
          'registry.example.com:5000/orders:2.0' as never;
      },
      { says: 'pass' },
    ],
    [
      'image-pullable',
      'orders',
      'Never pulled, and every node has it.',
      p => {
        main(p, 'data/orders').imagePullPolicy = 'Never' as never;
        for (const n of [1, 2, 3])
          edit(p, 'Node', `node-${n}`).status.images = [
            { names: ['docker.io/example/orders:1.4.2'] },
          ] as never;
      },
      { says: 'pass' },
    ],
    [
      'pods-scheduled',
      'trino',
      'A pod that was made a minute ago is not placed yet.',
      p => {
        delete (podsOf(p, 'data/trino')[1].spec as Record<string, unknown>)
          .nodeName;
        podsOf(p, 'data/trino')[1].status = {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              lastTransitionTime: hoursAgo(0.01),
            },
          ],
        } as never;
      },
    ],
    [
      'metrics-api-answers',
      'metrics-server',
      'One autoscaler asks for a metric that nobody serves, another gets what it asks.',
      p => {
        p.objects.push(
          ...app({ name: 'extra' }),
          make('autoscaling/v2', 'HorizontalPodAutoscaler', 'data/extra', {
            spec: { scaleTargetRef: { kind: 'Deployment', name: 'extra' } },
            status: {
              conditions: [
                {
                  type: 'ScalingActive',
                  status: 'False',
                  reason: 'FailedGetPodsMetric',
                },
              ],
            },
          }),
        );
      },
      { says: 'pass', also: ['extra *'] },
    ],
    [
      'kubernetes-supported',
      'coredns',
      'A kubelet one minor version behind is allowed.',
      p => {
        edit(p, 'Node', 'node-3').status.nodeInfo.kubeletVersion =
          'v1.32.9' as never;
      },
      { says: 'pass' },
    ],
    [
      'kubernetes-supported',
      'coredns',
      'A distribution adds its own suffix to the version.',
      p => {
        p.version = 'v1.32.4+k3s1';
        for (const n of [1, 2, 3])
          edit(p, 'Node', `node-${n}`).status.nodeInfo.kubeletVersion =
            'v1.32.4+k3s1' as never;
      },
      { says: 'pass' },
    ],
    [
      'requests-and-limits',
      'orders',
      'An injected mesh proxy stands in the pods and not in the template.',
      p => {
        for (const pod of podsOf(p, 'data/orders'))
          pod.spec = {
            ...pod.spec,
            containers: [
              ...pod.spec.containers,
              { name: 'istio-proxy', image: 'istio/proxyv2' },
            ],
          } as never;
      },
      { says: 'pass' },
    ],
  ),
  ...unknowables(
    [
      'nodes-ready',
      'trino',
      'Nodes may not be read.',
      p => {
        p.unread.push('nodes');
      },
    ],
    [
      'volumes-not-filling',
      'postgresql',
      'Nobody measures one of the volumes.',
      p => {
        p.volumes.pop();
      },
    ],
    [
      'kubernetes-supported',
      'coredns',
      'A version from after the table.',
      p => {
        p.version = 'v1.99.0';
        for (const n of [1, 2, 3])
          edit(p, 'Node', `node-${n}`).status.nodeInfo.kubeletVersion =
            'v1.99.0' as never;
      },
    ],
    [
      'metrics-api-answers',
      'metrics-server',
      'No autoscaler asks it, and nothing else is seen to.',
      p => {
        without(p, 'HorizontalPodAutoscaler');
      },
    ],
  ),
];
