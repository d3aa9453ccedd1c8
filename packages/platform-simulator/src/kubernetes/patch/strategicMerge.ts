/**
 * Strategic merge patch: a merge patch that knows which lists are maps in disguise, so that changing one container's
 * image does not throw the others away. With the directives that kubectl writes: `$patch: delete|replace|merge`,
 * `$deleteFromPrimitiveList/...`, `$setElementOrder/...`, `$retainKeys`. Server-side apply merges the same way
 * without directives, so it uses this too.
 */
import { isRecord } from '../identifiers';
import type { JsonObject, JsonValue } from '../types';
import { isSet, listKeys } from './listKeys';

interface Place {
  kind: string;
  path: readonly string[];
}

const deletePrefix = '$deleteFromPrimitiveList/';
const orderPrefix = '$setElementOrder/';

function below(place: Place, field: string): Place {
  return { kind: place.kind, path: [...place.path, field] };
}

function sameElement(
  left: JsonValue,
  right: JsonObject,
  keys: readonly string[],
): boolean {
  if (!isRecord(left)) return false;
  const [first, ...others] = keys;
  if (left[first] !== right[first]) return false;
  // A second key such as a port's protocol counts only where both sides name it.
  return others.every(
    key =>
      left[key] === undefined ||
      right[key] === undefined ||
      left[key] === right[key],
  );
}

function mergeElements(
  target: JsonValue[],
  patch: JsonValue[],
  options: { keys: readonly string[]; place: Place },
): JsonValue[] {
  const { keys, place } = options;
  const replaces = patch.some(
    element => isRecord(element) && element.$patch === 'replace',
  );
  const merged = replaces ? [] : [...target];
  for (const element of patch) {
    if (!isRecord(element)) continue;
    const { $patch: directive, ...wanted } = element;
    if (directive === 'replace' && Object.keys(wanted).length === 0) continue;
    const index = merged.findIndex(other => sameElement(other, wanted, keys));
    if (directive === 'delete') {
      if (index >= 0) merged.splice(index, 1);
    } else if (index < 0) {
      merged.push(mergeObjects({}, wanted, place));
    } else {
      const existing = merged[index];
      merged[index] = mergeObjects(
        isRecord(existing) ? existing : {},
        wanted,
        place,
      );
    }
  }
  return merged;
}

function orderList(
  list: JsonValue[],
  order: JsonValue[],
  keys: readonly string[] | undefined,
): JsonValue[] {
  const positionOf = (element: JsonValue): number =>
    order.findIndex(entry =>
      keys && isRecord(entry)
        ? sameElement(element, entry, keys)
        : entry === element,
    );
  const ranked = list.map((element, index) => ({
    element,
    index,
    position: positionOf(element),
  }));
  // What the order does not name stays where it was, behind what it names.
  ranked.sort((a, b) => {
    if (a.position >= 0 && b.position >= 0) return a.position - b.position;
    if (a.position < 0 && b.position < 0) return a.index - b.index;
    return a.position >= 0 ? -1 : 1;
  });
  return ranked.map(({ element }) => element);
}

function mergeLists(
  target: JsonValue | undefined,
  patch: JsonValue[],
  place: Place,
): JsonValue[] {
  const existing = Array.isArray(target) ? target : [];
  const keys = listKeys(place.kind, place.path);
  if (keys && patch.every(isRecord)) {
    return mergeElements(existing, patch, { keys, place });
  }
  if (isSet(place.path)) return [...new Set([...existing, ...patch])];
  return patch;
}

function applyDirectives(
  merged: JsonObject,
  directives: [string, JsonValue | undefined][],
  place: Place,
): void {
  for (const [directive, value] of directives) {
    if (!Array.isArray(value)) continue;
    const field = directive.slice(directive.indexOf('/') + 1);
    const list = merged[field];
    if (directive === '$retainKeys') {
      for (const key of Object.keys(merged)) {
        if (!value.includes(key)) delete merged[key];
      }
    } else if (directive.startsWith(deletePrefix) && Array.isArray(list)) {
      merged[field] = list.filter(element => !value.includes(element));
    } else if (directive.startsWith(orderPrefix) && Array.isArray(list)) {
      const keys = listKeys(place.kind, below(place, field).path);
      merged[field] = orderList(list, value, keys);
    }
  }
}

function mergeValue(
  target: JsonValue | undefined,
  patch: JsonValue,
  place: Place,
): JsonValue {
  if (Array.isArray(patch)) return mergeLists(target, patch, place);
  if (!isRecord(patch)) return patch;
  return mergeObjects(isRecord(target) ? target : {}, patch, place);
}

function mergeObjects(
  target: JsonObject,
  patch: JsonObject,
  place: Place,
): JsonObject {
  const { $patch: directive, ...wanted } = patch;
  if (directive === 'delete') return {};
  const merged: JsonObject = directive === 'replace' ? {} : { ...target };
  const directives: [string, JsonValue | undefined][] = [];
  for (const [field, value] of Object.entries(wanted)) {
    if (field.startsWith('$')) directives.push([field, value]);
    else if (value === null) delete merged[field];
    else if (isRecord(value) && value.$patch === 'delete') delete merged[field];
    else if (value !== undefined) {
      merged[field] = mergeValue(merged[field], value, below(place, field));
    }
  }
  applyDirectives(merged, directives, place);
  return merged;
}

/**
 * Merges a strategic patch, or an applied configuration, into an object.
 *
 * @param kind - decides about lists whose name has two meanings
 */
export function strategicMerge(
  target: JsonObject,
  patch: JsonObject,
  kind: string,
): JsonObject {
  return mergeObjects(target, patch, { kind, path: [] });
}
