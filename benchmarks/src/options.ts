/** A whole number above zero, of an option. */
export function countOf(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--${option} is '${text}'; give a whole number above 0.`);
  return count;
}

/** Some of a list of names, as an option gives them: `a,b`. */
export function choose<T extends string>(
  what: string,
  names: readonly string[],
  known: readonly T[],
): T[] {
  const unknown = names.find(name => !known.some(one => one === name));
  if (unknown)
    throw new Error(
      `There is no ${what} '${unknown}'; use one of ${known.join(', ')}.`,
    );
  return known.filter(one => names.length === 0 || names.includes(one));
}
