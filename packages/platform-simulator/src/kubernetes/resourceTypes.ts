/**
 * All types that the simulated API server serves, and the ways to find one.
 *
 * An object finds its type by `apiVersion` and `kind`, a path by group, version and plural. Versions of one type
 * share their objects (`autoscaling/v1` and `v2`), so storage is keyed by {@link storageKey}.
 */
import { builtInTypes } from './builtInTypes';
import { platformTypes } from './platformTypes';
import type { ResourceType, TypeKey } from './types';

/** Every served type, built-in ones first. */
export const resourceTypes: readonly ResourceType[] = [
  ...builtInTypes,
  ...platformTypes,
];

/** `v1`, or `apps/v1`: the `apiVersion` that objects of this type carry. */
export function apiVersionOf(type: { group: string; version: string }): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`;
}

/** The key under which all versions of a type keep their objects. */
export function storageKey(type: TypeKey): string {
  return `${type.group}/${type.plural}`;
}

/**
 * The type of an object, or undefined when it is not served.
 *
 * @param reference - `apiVersion` and `kind`, as an object carries them
 * @param types - where to look; default: all
 */
export function findType(
  reference: { apiVersion: string; kind: string },
  types: readonly ResourceType[] = resourceTypes,
): ResourceType | undefined {
  return types.find(
    type =>
      type.kind === reference.kind &&
      apiVersionOf(type) === reference.apiVersion,
  );
}

/**
 * The type of an object.
 *
 * @throws Error when no such type is served
 */
export function typeOf(reference: {
  apiVersion: string;
  kind: string;
}): ResourceType {
  const found = findType(reference);
  if (!found) {
    throw new Error(
      `The simulator serves no ${reference.apiVersion} ${reference.kind}; add it to builtInTypes or platformTypes.`,
    );
  }
  return found;
}
