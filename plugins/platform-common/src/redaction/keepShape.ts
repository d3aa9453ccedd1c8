/** What is left of a value when only what the API promises is let in: one object that breaks the promise must harm no other. */
import { asObject, JsonObject, JsonValue } from '../kubernetes';

/** Whether a name can be that of a field. To write to this one would be to change what an object is made of. */
export function isField(name: string): boolean {
  return name !== '__proto__';
}

/** A copy of an object without some of its fields. */
export function without(
  values: JsonObject,
  names: ReadonlySet<string>,
): JsonObject {
  const kept: JsonObject = {};
  for (const name of Object.keys(values))
    if (!names.has(name) && isField(name)) kept[name] = values[name];
  return kept;
}

/** The values of a map that are texts; the map itself when all are, nothing when none is. */
export function onlyTexts(map: JsonValue | undefined): JsonObject | undefined {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) {
    return undefined;
  }
  const names = Object.keys(map);
  const texts = names.filter(name => typeof map[name] === 'string');
  if (texts.length === 0) return undefined;
  return texts.length === names.length
    ? map
    : Object.fromEntries(texts.map(name => [name, map[name]]));
}

function isOwner(owner: JsonValue): boolean {
  const { kind, name } = asObject(owner);
  return typeof kind === 'string' && typeof name === 'string';
}

/** The entries of a list that name an owner. */
export function onlyOwners(list: JsonValue | undefined): JsonValue[] {
  return Array.isArray(list) ? list.filter(isOwner) : [];
}
