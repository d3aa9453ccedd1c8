import { Source } from '../model';

/**
 * A question that the door should ask: where, what, how long to wait. Planned purely from objects and
 * profiles; `platform-node` resolves the address through the cluster's route and asks.
 */
export interface ProbeTarget {
  serviceId: string;
  cluster: string;
  namespace: string;
  /** Name of the Kubernetes Service. */
  serviceName: string;
  port: number;
  protocol: 'http' | 'tcp';
  scheme: 'http' | 'https';
  /** Path for HTTP, starting with `/`. */
  path: string;
  /** Bytes to send for TCP, latin1. */
  send: string;
  timeoutMs: number;
}

/** The source of an answer to a probe target. */
export function probeSource(target: ProbeTarget): Source {
  const address = `${target.serviceName}.${target.namespace}:${target.port}`;
  const detail =
    target.protocol === 'http'
      ? `GET ${target.scheme}://${address}${target.path}`
      : `TCP ${address}`;
  return { kind: 'probe', name: target.cluster, detail };
}
