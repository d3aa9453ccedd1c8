/** Which images lie on which node; `node.status.images` is where an image that one node lacks can be seen. */
import { NodeName } from './build';

const BOTH: [string, number][] = [
  ['trinodb/trino:436', 1_213],
  ['apache/superset:3.0.2', 985],
  ['apache/dolphinscheduler-worker:3.1.9', 612],
  ['rancher/local-path-provisioner:v0.0.30', 17],
  ['fluent/fluent-bit:2.2.0', 83],
  ['istio/proxyv2:1.20.3', 97],
  ['velero/velero:v1.12.3', 61],
];

const ONLY: Record<NodeName, [string, number][]> = {
  cpu1: [
    ['254carbon/portal-services:1.3.2', 214],
    ['apache/dolphinscheduler-master:3.1.9', 598],
    ['minio/minio:RELEASE.2024-01-16T16-07-38Z', 152],
    ['postgres:15-alpine', 241],
  ],
  'k8s-worker': [
    ['rayproject/ray:latest-gpu', 7_812],
    ['apache/doris:2.0.3-be', 2_940],
  ],
};

/** The entries of `status.images`; sizes in bytes. */
export function nodeImages(node: NodeName) {
  return [...BOTH, ...ONLY[node]].map(([name, megabytes]) => ({
    names: [name],
    sizeBytes: megabytes * 1024 * 1024,
  }));
}
