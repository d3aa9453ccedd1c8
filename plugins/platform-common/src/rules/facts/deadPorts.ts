import {
  asObjects,
  asText,
  InventoryObject,
  podTemplateOf,
  readServicePorts,
} from '../../kubernetes';
import { FactContext } from './context';

/** Ports of containers that an injector adds when the pod is made. */
const INJECTED = /^(http-envoy|envoy|istio|linkerd|dapr|status-port)/;

function portNames({ object }: InventoryObject): string[] {
  const { containers, initContainers } = podTemplateOf(object).spec;
  return [...asObjects(containers), ...asObjects(initContainers)].flatMap(
    ({ ports }) => asObjects(ports).flatMap(({ name }) => asText(name) ?? []),
  );
}

/**
 * Ports of a Kubernetes Service that lead to a port of the containers by its name, when no container of what it selects has a port of that name:
 * such a port answers nobody, although the pods run. A number leads wherever the process listens, declared or not.
 *
 * @returns `http -> web` for each.
 */
export function deadPortsOf(
  { index }: Pick<FactContext, 'index'>,
  service: InventoryObject,
): readonly string[] {
  const named = readServicePorts(service.object).flatMap(
    ({ name, port, targetPort }) =>
      typeof targetPort === 'string' && !/^\d+$/.test(targetPort)
        ? [{ from: name ?? `${port}`, to: targetPort }]
        : [],
  );
  if (named.length === 0) return [];
  const selected = index.workloadsOfService(service);
  if (selected.length === 0) return [];
  const known = new Set(selected.flatMap(portNames));
  return named
    .filter(({ to }) => !known.has(to) && !INJECTED.test(to))
    .map(({ from, to }) => `${from} -> ${to}`);
}
