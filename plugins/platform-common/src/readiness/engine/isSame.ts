/**
 * Whether two values say the same. Things of the inventory are compared by identity, for the inventory keeps that of whatever did not
 * change; and an age that moved a little is no news.
 */

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isOfInventory(value: object): boolean {
  return 'cluster' in value && 'object' in value && 'source' in value;
}

function isSameAge(one: string, other: string, step: number): boolean {
  return Math.abs(Date.parse(one) - Date.parse(other)) < step;
}

/**
 * Makes the comparison.
 *
 * @param ageStepMs - By how much a time of observation (`observedAt`) has to move until it is another one; with 0 every one is.
 */
export function createIsSame(
  ageStepMs: number,
): (one: unknown, other: unknown) => boolean {
  function areSameLists(one: unknown[], other: unknown[]): boolean {
    return (
      one.length === other.length &&
      one.every((item, at) => isSame(item, other[at]))
    );
  }

  function areSameMaps(
    one: ReadonlyMap<unknown, unknown>,
    other: ReadonlyMap<unknown, unknown>,
  ): boolean {
    return areSameLists([...one.entries()].flat(), [...other.entries()].flat());
  }

  function areSameFields(one: object, other: object): boolean {
    const [own, its] = [Object.entries(one), Object.entries(other)];
    const values = new Map(its);
    return (
      own.length === its.length &&
      own.every(([key, value]) => {
        const theirs = values.get(key);
        return key === 'observedAt' &&
          typeof value === 'string' &&
          typeof theirs === 'string'
          ? value === theirs || isSameAge(value, theirs, ageStepMs)
          : values.has(key) && isSame(value, theirs);
      })
    );
  }

  function areSameObjects(one: object, other: object): boolean {
    if (Array.isArray(one))
      return Array.isArray(other) && areSameLists(one, other);
    if (one instanceof Map)
      return other instanceof Map && areSameMaps(one, other);
    if (one instanceof Set)
      return other instanceof Set && areSameLists([...one], [...other]);
    return (
      isPlain(one) &&
      isPlain(other) &&
      !isOfInventory(one) &&
      areSameFields(one, other)
    );
  }

  function isSame(one: unknown, other: unknown): boolean {
    if (Object.is(one, other)) return true;
    if (typeof one !== 'object' || typeof other !== 'object') return false;
    return one !== null && other !== null && areSameObjects(one, other);
  }

  return isSame;
}
