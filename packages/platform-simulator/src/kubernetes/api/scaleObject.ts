/** The `scale` subresource: how many, without knowing what. */
import { badRequest, notFound } from '../errors';
import { isRecord } from '../identifiers';
import { applyPatch } from '../patch/applyPatch';
import { at, formatLabels, numberAt } from '../printers/read';
import type { JsonObject, KubernetesObject, ResourceType } from '../types';
import {
  isDryRun,
  nameOf,
  storedType,
  thaw,
  type CallContext,
} from './context';
import type { ResourceCall } from './parseRequest';
import { mediaTypeOf, readBody, readObject } from './readBody';
import { json } from './represent';
import { validate } from './validate';

/** As discovery names it; patches of it follow the rules of built-in types. */
const scaleType: ResourceType = {
  group: 'autoscaling',
  version: 'v1',
  kind: 'Scale',
  plural: 'scale',
  singular: 'scale',
  namespaced: true,
};

function toScale(object: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(object, ['spec', 'replicas'], 1) },
    status: {
      replicas: numberAt(object, ['status', 'replicas']),
      selector: formatLabels(at(object, 'spec', 'selector', 'matchLabels')),
    },
  };
}

function store(
  scale: KubernetesObject,
  current: KubernetesObject,
  options: { call: ResourceCall; context: CallContext },
): KubernetesObject {
  const { call, context } = options;
  const replicas = at(scale, 'spec', 'replicas') ?? 0;
  if (typeof replicas !== 'number' || !Number.isInteger(replicas)) {
    throw badRequest('spec.replicas must be a whole number');
  }
  const next = thaw(current);
  const spec: JsonObject = isRecord(next.spec) ? next.spec : {};
  next.spec = { ...spec, replicas };
  next.metadata.resourceVersion = scale.metadata.resourceVersion;
  const type = storedType(call.type, context.store);
  validate(next, { type, store: context.store });
  return context.store.update(type, next, { dryRun: isDryRun(call) });
}

/** Answers get, update and patch of `scale`. */
export async function scaleObject(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const { request } = context;
  const reading = call.verb === 'get';
  const writing =
    call.verb === 'update' ? await readObject(request) : undefined;
  const patch = reading || writing ? undefined : await readBody(request);
  const current = context.store.get(call.type, nameOf(call));
  if (!current) throw notFound(call.type, call.name ?? '');
  if (reading) return json(toScale(current));
  const scale =
    writing ??
    applyPatch(toScale(current), {
      type: scaleType,
      mediaType: mediaTypeOf(request),
      patch: patch ?? {},
    });
  return json(toScale(store(scale, current, { call, context })));
}
