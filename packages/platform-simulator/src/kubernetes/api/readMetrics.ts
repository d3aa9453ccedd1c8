/**
 * metrics.k8s.io, as metrics-server would report it. Stored `PodMetrics` and `NodeMetrics` win; for what has none, usage is
 * computed from requests and swings slowly with the clock, so that a running pod always uses something and two readings
 * differ. A pod that does not run has no metrics.
 */
import { createHash } from 'node:crypto';
import { methodNotAllowed, notFound } from '../errors';
import { formatTime } from '../identifiers';
import { parseQuantity } from '../parseQuantity';
import { recordsAt, textAt } from '../printers/read';
import { parseFieldSelector, parseLabelSelector } from '../selectors';
import type { JsonObject, KubernetesObject } from '../types';
import type { CallContext } from './context';
import type { ResourceCall } from './parseRequest';
import { json, representList, representObject } from './represent';

const pods = { group: '', plural: 'pods' };
const nodes = { group: '', plural: 'nodes' };
const swingPeriod = 20 * 60 * 1000;

/** Between 0.35 and 0.85, different for each name, moving with the clock. */
function share(name: string, now: number): number {
  const phase = createHash('sha256').update(name).digest()[0] / 255;
  const angle = 2 * Math.PI * (now / swingPeriod + phase);
  return 0.6 + 0.25 * Math.sin(angle);
}

function usage(cores: number, bytes: number): JsonObject {
  return {
    cpu: `${Math.max(1, Math.round(cores * 1e9))}n`,
    memory: `${Math.max(1, Math.round(bytes / 1024))}Ki`,
  };
}

function containerUsage(
  pod: KubernetesObject,
  container: JsonObject,
  now: number,
): JsonObject {
  const read = (resource: string, fallback: string) =>
    parseQuantity(
      textAt(container, ['resources', 'requests', resource], fallback),
    );
  const part = share(`${pod.metadata.name}/${container.name}`, now);
  return {
    name: container.name,
    usage: usage(read('cpu', '50m') * part, read('memory', '64Mi') * part),
  };
}

function podMetrics(pod: KubernetesObject, now: number): KubernetesObject {
  const { name, namespace, labels } = pod.metadata;
  return {
    kind: 'PodMetrics',
    apiVersion: 'metrics.k8s.io/v1beta1',
    metadata: { name, namespace, labels, creationTimestamp: formatTime(now) },
    timestamp: formatTime(now),
    window: '15s',
    containers: recordsAt(pod, 'spec', 'containers').map(container =>
      containerUsage(pod, container, now),
    ),
  };
}

function nodeMetrics(
  node: KubernetesObject,
  options: { now: number; pods: KubernetesObject[] },
): KubernetesObject {
  const { now } = options;
  // What the system itself takes.
  let cores = 0.2;
  let bytes = 1.5 * 1024 ** 3;
  for (const metrics of options.pods) {
    for (const container of recordsAt(metrics, 'containers')) {
      cores += parseQuantity(textAt(container, ['usage', 'cpu'], '0'));
      bytes += parseQuantity(textAt(container, ['usage', 'memory'], '0'));
    }
  }
  const { name, labels } = node.metadata;
  return {
    kind: 'NodeMetrics',
    apiVersion: 'metrics.k8s.io/v1beta1',
    metadata: { name, labels, creationTimestamp: formatTime(now) },
    timestamp: formatTime(now),
    window: '20s',
    usage: usage(cores, bytes),
  };
}

function readAll(call: ResourceCall, context: CallContext): KubernetesObject[] {
  const { store, clock } = context;
  const now = clock.now();
  const stored = (object: KubernetesObject) =>
    store.get(call.type, object.metadata);
  const running = store.list(pods, { fieldSelector: 'status.phase=Running' });
  if (call.type.kind === 'PodMetrics') {
    return running.map(pod => stored(pod) ?? podMetrics(pod, now));
  }
  return store.list(nodes).map(node => {
    const local = running.filter(
      pod => textAt(pod, ['spec', 'nodeName'], '') === node.metadata.name,
    );
    return (
      stored(node) ??
      nodeMetrics(node, {
        now,
        pods: local.map(pod => podMetrics(pod, now)),
      })
    );
  });
}

/** Answers get and list of metrics. */
export async function readMetrics(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const { clock, form, store } = context;
  const { type, namespace, name, query } = call;
  if (call.verb !== 'list' && call.verb !== 'get') throw methodNotAllowed();
  const shown = { type, form, now: clock.now(), query };
  const byLabel = parseLabelSelector(query.get('labelSelector') ?? '');
  const byField = parseFieldSelector(query.get('fieldSelector') ?? '');
  const empty = context.fault().kind === 'empty';
  const found = (empty ? [] : readAll(call, context)).filter(
    object =>
      (!namespace || object.metadata.namespace === namespace) &&
      byLabel(object) &&
      byField(object),
  );
  if (call.verb === 'list') {
    const metadata = { resourceVersion: String(store.currentVersion) };
    return json(representList(found, { ...shown, metadata }));
  }
  const object = found.find(candidate => candidate.metadata.name === name);
  if (!object) throw notFound(type, name ?? '');
  return json(representObject(object, shown));
}
