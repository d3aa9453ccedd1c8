/** Takes credentials out of values, wherever they stand. What nothing has to be taken from stays the same thing. */
import { JsonObject, JsonValue } from '../kubernetes';
import { isCredential, isOfFlag, secretNameBeside } from './isCredential';
import { isClean, isHarmless, isSecretName } from './isHarmless';
import { kindOfName, markAt } from './mark';
import { namesAnother } from './namesAnother';
import { scrubAt } from './scrub';

/** What is known on the way to a value. */
export interface Walk {
  /**
   * The names and numbers that lead there, from the outside in. All values of an object share this list, each writes its own step at its own depth:
   * what is behind belongs to others. A list of its own for each would be rubbish, because hardly any place is ever told.
   */
  readonly steps: (string | number)[];
  /** Whether nobody else has the values: then an object that something went from takes its place in what holds it. */
  readonly isOwned: boolean;
}

/** `spec.containers[0].env[2].value`: as many steps as it is deep, and its own. */
function pathOf({ steps }: Walk, depth: number, name: string | number): string {
  let path = '';
  for (let at = 0; at <= depth; at += 1) {
    const step = at < depth ? steps[at] : name;
    if (typeof step === 'number') path += `[${step}]`;
    else path += at === 0 ? step : `.${step}`;
  }
  return path;
}

/** A container may write anything into its last words; the character 0 is what no PostgreSQL text can hold. */
function trimText(
  text: string,
  walk: Walk,
  depth: number,
  name: string | number,
): string {
  if (isClean(text)) return text;
  return scrubAt(text.replaceAll('\0', ''), () => pathOf(walk, depth, name));
}

/** Whether what is left of a value may take its place. A text may not: what it said before tells what stands beside it. */
function mayReplace({ isOwned }: Walk, clean: JsonValue): boolean {
  return isOwned && typeof clean === 'object';
}

/** The list itself when nothing of it has to go, which is what most lists are; a copy otherwise, or what {@link mayReplace} lets be of it. */
function trimList(values: JsonValue[], walk: Walk, depth: number): JsonValue[] {
  let copy: JsonValue[] | undefined;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    const flag = index > 0 && values[index - 1];
    const clean =
      typeof flag === 'string' && isOfFlag(flag, value)
        ? markAt(pathOf(walk, depth, index), kindOfName(flag))
        : trimValue(value ?? null, walk, depth, index);
    if (clean === value) continue;
    if (!mayReplace(walk, clean)) copy ??= [...values];
    (copy ?? values)[index] = clean;
  }
  return copy ?? values;
}

/** What is left of a field of an object: its own name, or the one beside it, may give it away. */
function trimField(
  name: string,
  value: JsonValue | undefined,
  values: JsonObject,
  walk: Walk,
  depth: number,
): JsonValue {
  if (typeof value !== 'string' && typeof value !== 'number')
    return trimValue(value ?? null, walk, depth, name);
  const secret = name === 'value' ? secretNameBeside(values) : undefined;
  if (secret !== undefined)
    return markAt(pathOf(walk, depth, name), kindOfName(secret));
  return isSecretName(name) && namesAnother(name, value, values)
    ? value
    : trimEntry(value, walk, depth, name);
}

/** The object itself when nothing of it has to go; a copy otherwise, or what {@link mayReplace} lets be of it. */
export function trimEntries(
  values: JsonObject,
  walk: Walk,
  depth: number,
): JsonObject {
  let copy: JsonObject | undefined;
  for (const name in values) {
    if (isHarmless(name, values[name])) continue;
    const value = values[name];
    const clean = trimField(name, value, values, walk, depth);
    if (clean === value || !Object.hasOwn(values, name)) continue;
    if (!mayReplace(walk, clean)) copy ??= { ...values };
    (copy ?? values)[name] = clean;
  }
  return copy ?? values;
}

/** What stands under a name of its own, with nothing beside it that says what it is. */
export function trimEntry(
  value: JsonValue,
  walk: Walk,
  depth: number,
  name: string,
): JsonValue {
  return isCredential(value, name)
    ? markAt(pathOf(walk, depth, name), kindOfName(name))
    : trimValue(value, walk, depth, name);
}

function trimValue(
  value: JsonValue,
  walk: Walk,
  depth: number,
  name: string | number,
): JsonValue {
  if (typeof value === 'string') return trimText(value, walk, depth, name);
  if (typeof value !== 'object' || value === null) return value;
  walk.steps[depth] = name;
  return Array.isArray(value)
    ? trimList(value, walk, depth + 1)
    : trimEntries(value, walk, depth + 1);
}
