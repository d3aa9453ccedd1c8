/**
 * Autoscalers as manifests write them. Whether metrics arrive only a cluster tells; that they cannot, a manifest may: an autoscaler that takes a
 * share of what a container asks for scales nothing when the container asks for nothing.
 */
import {
  asNumber,
  asObject,
  asObjects,
  asText,
  InventoryObject,
  JsonObject,
} from '../../kubernetes';
import { lastKnown, Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import { FactContext, nameOf, nameOfObject } from '../facts/context';
import { kindState, resourceOf } from '../facts/readKinds';
import { AutoscalerFact, extractAutoscalers } from '../facts/scaling';
import { bearerOf, near } from '../facts/strays';
import { ContainerFact } from '../facts/types';
import { whyElsewhere } from './whyElsewhere';
import { writtenContainers } from './writtenWorkloads';

/** `Deployment data/trino` as namespace and name. */
function placeOf(target: string): { namespace: string; name: string } {
  const [, path = ''] = target.split(' ');
  const [namespace = '', name = ''] = path.split('/');
  return { namespace, name };
}

/** The autoscaler, with a target that is not written here left open where something else may bring it. */
export function unlessElsewhere(
  context: FactContext,
  fact: AutoscalerFact,
): AutoscalerFact {
  if (fact.targetIs !== 'missing') return fact;
  const { namespace, name } = placeOf(fact.target);
  return whyElsewhere(context, namespace, [name]) === undefined
    ? fact
    : { ...fact, targetIs: 'unknown' };
}

/** What an object of KEDA scales, as the autoscaler that KEDA will make of it. */
export function scaledObjectFact(
  context: FactContext,
  { cluster, object }: InventoryObject,
): AutoscalerFact {
  const { scaleTargetRef, minReplicaCount } = object.spec ?? {};
  const target = asObject(scaleTargetRef);
  const kind = asText(target.kind) ?? 'Deployment';
  const apiVersion = asText(target.apiVersion) ?? 'apps/v1';
  const name = asText(target.name) ?? '';
  const namespace = object.metadata.namespace ?? '';
  const isListed = kindState(context, resourceOf(apiVersion, kind))?.ok;
  const absent = isListed ? 'missing' : 'unknown';
  return {
    object: nameOfObject(object),
    target: nameOf({ kind, namespace, name }),
    targetIs: context.index.has({ cluster, kind, namespace, name })
      ? 'found'
      : absent,
    min: asNumber(minReplicaCount) ?? 0,
  };
}

/** Objects of KEDA that scale the service, or bear its name and scale nothing. */
function scaledObjects(context: FactContext): AutoscalerFact[] {
  const { workloads } = context.service;
  return near(context, 'ScaledObject').flatMap(entry => {
    const fact = scaledObjectFact(context, entry);
    const isOwn = workloads.some(
      one =>
        nameOf(one) === fact.target ||
        (fact.targetIs !== 'found' &&
          one.namespace === entry.object.metadata.namespace &&
          one.name === bearerOf(context, entry)),
    );
    return isOwn ? [fact] : [];
  });
}

interface Share {
  resource: string;
  /** Of one container only. */
  container?: string;
}

function shareOf(metric: JsonObject): Share[] {
  const told = asObject(metric.containerResource ?? metric.resource);
  const isShare =
    asObject(told.target).type === 'Utilization' ||
    told.targetAverageUtilization !== undefined;
  const resource = asText(told.name);
  const container = asText(told.container);
  return isShare && resource
    ? [{ resource, ...(container ? { container } : {}) }]
    : [];
}

/** Requests that an autoscaler takes shares of; without any metric it is a share of the processor time. */
function sharesOf({ object }: InventoryObject): Share[] {
  const { metrics } = object.spec ?? {};
  return metrics === undefined
    ? [{ resource: 'cpu' }]
    : asObjects(metrics).flatMap(shareOf);
}

/** Why an autoscaler gets no metric, whatever runs; `undefined` when it may. */
function whyNoMetric(
  context: FactContext,
  { object, target }: AutoscalerFact,
  containers: readonly ContainerFact[],
): string | undefined {
  const entry = near(context, 'HorizontalPodAutoscaler').find(
    one => nameOfObject(one.object) === object,
  );
  const own = containers.filter(one => one.object === target && !one.init);
  for (const { resource, container } of entry ? sharesOf(entry) : []) {
    const lacking = own.find(
      one =>
        (container === undefined || one.container === container) &&
        !one.requests.includes(resource),
    );
    if (lacking)
      return `it scales by a share of the ${resource} that is asked for, and container ${lacking.container} of ${target} asks for none`;
  }
  return undefined;
}

/** The autoscalers; whether a target that is not written here exists is then not known. */
export function writtenAutoscalers(
  context: FactContext,
): Observation<readonly AutoscalerFact[]> {
  const containers = lastKnown(writtenContainers(context))?.value.containers;
  return mapObservation(extractAutoscalers(context), facts =>
    [...facts, ...scaledObjects(context)].map(fact => {
      const known = unlessElsewhere(context, fact);
      const message = whyNoMetric(context, fact, containers ?? []);
      return message === undefined
        ? known
        : {
            ...known,
            scaling: 'False',
            reason: 'FailedGetResourceMetric',
            message,
          };
    }),
  );
}
