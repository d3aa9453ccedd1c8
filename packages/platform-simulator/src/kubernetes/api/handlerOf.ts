/** Which handler answers which call: the routing table of the API server. */
import { methodNotAllowed, noSuchPath } from '../errors';
import type { CallHandler } from './context';
import type { ResourceCall, Verb } from './parseRequest';
import { proxyService } from './proxyService';
import { readLog } from './readLog';
import { readMetrics } from './readMetrics';
import { getObject, listObjects } from './readObjects';
import { createReview } from './reviewAccess';
import { scaleObject } from './scaleObject';
import { watchObjects } from './watchObjects';
import {
  createObject,
  deleteObject,
  deleteObjects,
  patchObject,
  updateObject,
} from './writeObjects';

const byVerb: Record<Verb, CallHandler> = {
  get: getObject,
  list: listObjects,
  watch: watchObjects,
  create: createObject,
  update: updateObject,
  patch: patchObject,
  delete: deleteObject,
  deletecollection: deleteObjects,
};

const reviewGroups = new Set(['authorization.k8s.io', 'authentication.k8s.io']);

const statusVerbs: readonly Verb[] = ['get', 'update', 'patch'];

function subresourceHandler(call: ResourceCall): CallHandler {
  const { subresource, type, verb } = call;
  if (!type.subresources?.some(known => known === subresource)) {
    throw noSuchPath();
  }
  if (subresource === 'proxy') return proxyService;
  if (subresource === 'log') {
    if (verb !== 'get') throw methodNotAllowed();
    return readLog;
  }
  if (!statusVerbs.includes(verb)) throw methodNotAllowed();
  return subresource === 'scale' ? scaleObject : byVerb[verb];
}

/**
 * The handler of a call.
 *
 * @throws ApiError 404 for a subresource that the type does not have, 405 for a verb that it does not have
 */
export function handlerOf(call: ResourceCall): CallHandler {
  if (reviewGroups.has(call.type.group)) return createReview;
  if (call.type.group === 'metrics.k8s.io') return readMetrics;
  if (call.subresource !== undefined) return subresourceHandler(call);
  const named = call.name !== undefined;
  const needsName = call.verb === 'update' || call.verb === 'patch';
  if (named !== needsName && (needsName || call.verb === 'create')) {
    throw methodNotAllowed();
  }
  const namespaceMissing = call.type.namespaced && call.namespace === undefined;
  if (namespaceMissing && (named || call.verb === 'create')) {
    throw methodNotAllowed();
  }
  return byVerb[call.verb];
}
