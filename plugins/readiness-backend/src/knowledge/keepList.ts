/**
 * The same array for as long as its items are the same ones: what is derived from a list is kept by the list's identity, and
 * is made anew only when something in it is new.
 *
 * @param isSame - Whether two items say the same; identity unless given.
 * @returns a function that takes the list as it is now.
 */
export function keepList<T>(
  isSame: (a: T, b: T) => boolean = (a, b) => a === b,
): (items: readonly T[]) => readonly T[] {
  let kept: readonly T[] = [];
  return items => {
    const isKept =
      items.length === kept.length &&
      items.every((item, i) => isSame(item, kept[i]));
    if (!isKept) kept = items;
    return kept;
  };
}
