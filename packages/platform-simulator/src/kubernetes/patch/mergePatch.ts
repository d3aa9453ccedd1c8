import { isRecord } from '../identifiers';
import type { JsonObject, JsonValue } from '../types';

/** JSON merge patch (RFC 7386): null removes, objects merge, everything else replaces. */
export function mergePatch(
  target: JsonValue | undefined,
  patch: JsonValue,
): JsonValue {
  if (!isRecord(patch)) return patch;
  const merged: JsonObject = isRecord(target) ? { ...target } : {};
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete merged[field];
    else if (value !== undefined) {
      merged[field] = mergePatch(merged[field], value);
    }
  }
  return merged;
}
