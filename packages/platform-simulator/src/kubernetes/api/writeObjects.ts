/** create, update, patch and delete, with rehearsals (`dryRun=All`) that check everything and store nothing. */
import { alreadyExists, notFound } from '../errors';
import { isRecord } from '../identifiers';
import type { Propagation } from '../ObjectStore';
import { applyPatch, patchTypes } from '../patch/applyPatch';
import type { JsonValue, KubernetesObject, ResourceType } from '../types';
import { applyDefaults } from './applyDefaults';
import {
  isDryRun,
  nameOf,
  storedType,
  thaw,
  type CallContext,
} from './context';
import { convertTo } from './convert';
import type { ResourceCall } from './parseRequest';
import { mediaTypeOf, readBody, readObject } from './readBody';
import { json, representObject } from './represent';
import { bindToPath, validate } from './validate';

function answer(
  object: KubernetesObject,
  options: { call: ResourceCall; context: CallContext; status?: number },
): Response {
  const { call, context, status } = options;
  const { type, query } = call;
  const now = context.clock.now();
  const shown = convertTo(object, type);
  const { form } = context;
  return json(representObject(shown, { type, form, now, query }), status);
}

function hasStatus(type: ResourceType): boolean {
  return type.subresources?.includes('status') ?? false;
}

function insert(
  draft: KubernetesObject,
  call: ResourceCall,
  context: CallContext,
): KubernetesObject {
  const { store } = context;
  const type = storedType(call.type, store);
  const stored = thaw(convertTo(draft, type));
  // Status is reported by controllers, never asked for.
  if (hasStatus(type)) delete stored.status;
  applyDefaults(type, stored);
  validate(stored, { type, store });
  return store.create(type, stored, { dryRun: isDryRun(call) });
}

/** Answers a create. */
export async function createObject(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const draft = await readObject(context.request, call.type);
  bindToPath(draft, call);
  return answer(insert(draft, call, context), { call, context, status: 201 });
}

function replace(
  draft: KubernetesObject,
  current: KubernetesObject,
  options: { call: ResourceCall; context: CallContext },
): KubernetesObject {
  const { call, context } = options;
  const { store } = context;
  const type = storedType(call.type, store);
  const wanted = thaw(convertTo(draft, type));
  const onlyStatus = call.subresource === 'status';
  const next = onlyStatus
    ? {
        ...thaw(current),
        status: wanted.status,
        metadata: {
          ...current.metadata,
          resourceVersion: wanted.metadata.resourceVersion,
        },
      }
    : wanted;
  if (!onlyStatus && hasStatus(type)) {
    if (current.status === undefined) delete next.status;
    else next.status = structuredClone(current.status);
  }
  applyDefaults(type, next);
  validate(next, { type, store });
  return store.update(type, next, { dryRun: isDryRun(call) });
}

/** Answers an update, of the object or of its status. */
export async function updateObject(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const draft = await readObject(context.request, call.type);
  bindToPath(draft, call);
  const current = context.store.get(call.type, nameOf(call));
  if (!current) throw notFound(call.type, call.name ?? '');
  const stored = replace(draft, current, { call, context });
  return answer(stored, { call, context });
}

function patchedVersion(patch: JsonValue | undefined): string | undefined {
  const metadata = isRecord(patch) ? patch.metadata : undefined;
  return isRecord(metadata) && typeof metadata.resourceVersion === 'string'
    ? metadata.resourceVersion
    : undefined;
}

/** An applied configuration for something that is not there yet creates it. */
function createByApply(
  patch: JsonValue | undefined,
  call: ResourceCall,
  context: CallContext,
): Response {
  const { type } = call;
  if (!isRecord(patch)) throw notFound(type, call.name ?? '');
  const bare: KubernetesObject = {
    apiVersion: String(patch.apiVersion),
    kind: String(patch.kind),
    metadata: { name: call.name ?? '' },
  };
  const draft = applyPatch(bare, { type, mediaType: patchTypes.apply, patch });
  bindToPath(draft, call);
  return answer(insert(draft, call, context), { call, context, status: 201 });
}

/** Answers a patch, of the object or of its status. */
export async function patchObject(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const mediaType = mediaTypeOf(context.request);
  const patch = await readBody(context.request);
  const current = context.store.get(call.type, nameOf(call));
  if (!current && mediaType === patchTypes.apply && !call.subresource) {
    return createByApply(patch, call, context);
  }
  if (!current) throw notFound(call.type, call.name ?? '');
  const patched = applyPatch(convertTo(current, call.type), {
    type: call.type,
    mediaType,
    patch: patch ?? {},
  });
  bindToPath(patched, call);
  patched.metadata.resourceVersion =
    patchedVersion(patch) ?? current.metadata.resourceVersion;
  const stored = replace(patched, current, { call, context });
  return answer(stored, { call, context });
}

interface DeleteOptions {
  propagation: Propagation;
  dryRun: boolean;
  uid?: string;
}

async function readDeleteOptions(
  call: ResourceCall,
  request: Request,
): Promise<DeleteOptions> {
  const readable = mediaTypeOf(request).includes('json');
  const body = readable ? await readBody(request) : undefined;
  const options = isRecord(body) ? body : {};
  const asked =
    options.propagationPolicy ?? call.query.get('propagationPolicy');
  const orphan = asked === 'Orphan' || options.orphanDependents === true;
  const dryRun =
    Array.isArray(options.dryRun) && options.dryRun.includes('All');
  const { preconditions } = options;
  const uid = isRecord(preconditions) ? preconditions.uid : undefined;
  return {
    propagation: orphan ? 'Orphan' : 'Background',
    dryRun: dryRun || isDryRun(call),
    uid: typeof uid === 'string' ? uid : undefined,
  };
}

/** Answers the delete of one object. */
export async function deleteObject(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const { store } = context;
  const { type } = call;
  const options = await readDeleteOptions(call, context.request);
  const object = store.get(type, nameOf(call));
  if (!object) throw notFound(type, call.name ?? '');
  if (options.uid && options.uid !== object.metadata.uid) {
    throw alreadyExists(type, object.metadata.name);
  }
  const last = options.dryRun
    ? object
    : store.delete(type, nameOf(call), options.propagation);
  const { name, uid } = last.metadata;
  // As the real server: an object that lives on until its finalizers are done, or a pod, is answered itself.
  if (last.metadata.finalizers?.length || type.plural === 'pods') {
    return answer(last, { call, context });
  }
  return json({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name, group: type.group, kind: type.plural, uid },
  });
}

/** Answers the delete of everything that a selector selects. */
export async function deleteObjects(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const { store } = context;
  const { type, namespace, query } = call;
  const options = await readDeleteOptions(call, context.request);
  const selected = store.list(type, {
    namespace,
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: query.get('fieldSelector') ?? undefined,
  });
  for (const { metadata } of options.dryRun ? [] : selected) {
    if (store.get(type, metadata)) {
      store.delete(type, metadata, options.propagation);
    }
  }
  return json({
    kind: `${type.kind}List`,
    apiVersion: 'v1',
    metadata: { resourceVersion: String(store.currentVersion) },
    items: selected,
  });
}
