/** The four patch formats, told apart by the content type as the server does. */
import { applyPatch as applyJsonPatch, type Operation } from 'fast-json-patch';
import { ApiError, badRequest, unsupportedMediaType } from '../errors';
import { isRecord } from '../identifiers';
import type {
  JsonObject,
  JsonValue,
  KubernetesObject,
  ResourceType,
} from '../types';
import { customKind } from './listKeys';
import { mergePatch } from './mergePatch';
import { strategicMerge } from './strategicMerge';

/** Content types of patches. */
export const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

function asObject(value: JsonValue): KubernetesObject {
  if (
    isRecord(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isRecord(value.metadata)
  ) {
    const { apiVersion, kind, metadata, ...rest } = value;
    const name = typeof metadata.name === 'string' ? metadata.name : '';
    return { apiVersion, kind, metadata: { ...metadata, name }, ...rest };
  }
  throw badRequest(
    'the patch leaves an object without apiVersion, kind or metadata',
  );
}

function isOperation(value: JsonValue): boolean {
  return (
    isRecord(value) &&
    typeof value.op === 'string' &&
    typeof value.path === 'string'
  );
}

function patchByOperations(target: JsonObject, patch: JsonValue): JsonValue {
  if (!Array.isArray(patch) || !patch.every(isOperation)) {
    throw badRequest(
      'error decoding patch: a JSON patch is an array of operations',
    );
  }
  try {
    const operations = JSON.parse(JSON.stringify(patch)) as Operation[];
    return applyJsonPatch(target, operations, true).newDocument;
  } catch (cause) {
    throw new ApiError({
      code: 422,
      reason: 'Invalid',
      message: `the server rejected our request due to an error in our request: ${
        cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
      }`,
    });
  }
}

/**
 * Applies a patch to an object; the object is not changed.
 *
 * @param options - `mediaType` without parameters, `patch` already parsed
 * @throws ApiError 415 for a format that the type does not support, 400 or 422 for a patch that does not fit
 */
export function applyPatch(
  object: KubernetesObject,
  options: { type: ResourceType; mediaType: string; patch: JsonValue },
): KubernetesObject {
  const { type, mediaType, patch } = options;
  const target: JsonObject = JSON.parse(JSON.stringify(object));
  if (mediaType === patchTypes.json) {
    return asObject(patchByOperations(target, patch));
  }
  if (mediaType === patchTypes.merge) {
    return asObject(mergePatch(target, patch));
  }
  const known = mediaType === patchTypes.strategic && !type.custom;
  if (!known && mediaType !== patchTypes.apply) {
    const accepted = Object.values(patchTypes).filter(
      format => !type.custom || format !== patchTypes.strategic,
    );
    throw unsupportedMediaType(accepted);
  }
  if (!isRecord(patch)) {
    throw badRequest('error decoding patch: the patch is not an object');
  }
  // Lists of custom types are atomic; `metadata` has the same keys everywhere.
  return asObject(
    strategicMerge(target, patch, type.custom ? customKind : type.kind),
  );
}
