import { KubernetesObject } from './objects';
import { asNumber, asObjects, asText } from './readValue';
import { containersOf } from './podTemplate';

/** A port of a Kubernetes Service. */
export interface ServicePort {
  name?: string;
  port: number;
  /** Port of the pod: a number, or the name of a container's port. */
  targetPort: number | string;
  protocol: string;
}

/** The ports of a Kubernetes Service; `targetPort` filled in by Kubernetes' rule (the same as `port`). */
export function readServicePorts(service: KubernetesObject): ServicePort[] {
  return asObjects(service.spec?.ports).flatMap(entry => {
    const port = asNumber(entry.port);
    if (port === undefined) return [];
    const name = asText(entry.name);
    return [
      {
        ...(name ? { name } : {}),
        port,
        targetPort:
          asNumber(entry.targetPort) ?? asText(entry.targetPort) ?? port,
        protocol: asText(entry.protocol) ?? 'TCP',
      },
    ];
  });
}

/** Numbers of a workload's named container ports. */
export function readContainerPorts(
  workload: KubernetesObject,
): { name?: string; port: number }[] {
  return containersOf(workload).flatMap(container =>
    asObjects(container.ports).flatMap(entry => {
      const port = asNumber(entry.containerPort);
      const name = asText(entry.name);
      return port === undefined ? [] : [{ ...(name ? { name } : {}), port }];
    }),
  );
}
