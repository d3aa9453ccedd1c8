/** The log streams that Fluent Bit would have shipped: one for each container that has run. */
import type { KubernetesObject, ServiceCall } from '../types';

/** Labels of a stream. */
export type Stream = Record<string, string>;

interface PodShape {
  spec?: { containers?: { name: string }[]; nodeName?: string };
  status?: { phase?: string };
}

function streamsOf(pod: KubernetesObject): Stream[] {
  const { spec = {}, status = {} } = pod as PodShape;
  const { namespace = '', name, labels = {} } = pod.metadata;
  if (!spec.nodeName || status.phase === 'Pending') return [];
  const app = labels.app ?? labels['app.kubernetes.io/name'] ?? name;
  return (spec.containers ?? []).map(container => ({
    app,
    namespace,
    pod: name,
    container: container.name,
    node: spec.nodeName ?? '',
    job: 'fluent-bit',
  }));
}

/** Every stream; none without a Fluent Bit that ships them. */
export function listStreams({ state }: Pick<ServiceCall, 'state'>): Stream[] {
  const shipper = state.readyPods('victoria-metrics', 'fluent-bit');
  if (!shipper.exists || shipper.ready === 0) return [];
  return (state.list?.('Pod') ?? []).flatMap(streamsOf);
}
