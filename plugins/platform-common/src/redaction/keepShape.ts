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

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string';
}

/** The values of a map that are texts; the map itself when all are, nothing when none is. */
export function onlyTexts(map: JsonValue | undefined): JsonObject | undefined {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) {
    return undefined;
  }
  const values = Object.values(map);
  if (values.length > 0 && values.every(isText)) return map;
  const texts = Object.entries(map).filter(([, value]) => isText(value));
  return texts.length === 0 ? undefined : Object.fromEntries(texts);
}

function isOwner(owner: JsonValue): boolean {
  const { kind, name } = asObject(owner);
  return typeof kind === 'string' && typeof name === 'string';
}

/** The entries of a list that name an owner; the list itself when all do, nothing when none does. */
export function onlyOwners(
  list: JsonValue | undefined,
): JsonValue[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const owners = list.filter(isOwner);
  if (owners.length === list.length && list.length > 0) return list;
  return owners.length > 0 ? owners : undefined;
}
