/**
 * Versions of one type share their objects, stored in the preferred version; a request for another version gets
 * them converted. Only HorizontalPodAutoscaler has two versions with different fields.
 */
import { isRecord } from '../identifiers';
import { recordsAt } from '../printers/read';
import { apiVersionOf } from '../resourceTypes';
import type { JsonObject, KubernetesObject, ResourceType } from '../types';

function toScalerV1(spec: JsonObject): JsonObject {
  const { metrics: _metrics, behavior: _behavior, ...rest } = spec;
  const cpu = recordsAt(spec, 'metrics').find(
    metric => isRecord(metric.resource) && metric.resource.name === 'cpu',
  );
  const target =
    cpu && isRecord(cpu.resource) && isRecord(cpu.resource.target)
      ? cpu.resource.target.averageUtilization
      : undefined;
  return { ...rest, targetCPUUtilizationPercentage: target };
}

function toScalerV2(spec: JsonObject): JsonObject {
  const { targetCPUUtilizationPercentage: averageUtilization, ...rest } = spec;
  if (averageUtilization === undefined) return rest;
  const target = { type: 'Utilization', averageUtilization };
  return {
    ...rest,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }],
  };
}

/** The object in the version of the type; the same object when it is in that version already. */
export function convertTo(
  object: KubernetesObject,
  type: ResourceType,
): KubernetesObject {
  const apiVersion = apiVersionOf(type);
  if (object.apiVersion === apiVersion) return object;
  const { spec } = object;
  if (type.plural !== 'horizontalpodautoscalers' || !isRecord(spec)) {
    return { ...object, apiVersion };
  }
  return {
    ...object,
    apiVersion,
    spec: type.version === 'v1' ? toScalerV1(spec) : toScalerV2(spec),
  };
}
