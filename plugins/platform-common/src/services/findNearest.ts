/** Edits that turn one text into the other, at most `limit`; more count as `limit + 1`. */
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + change));
    }
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return row[other.length];
}

function score(name: string, wanted: string, limit: number): number {
  if (name === wanted) return 0;
  const shorter = name.length < wanted.length ? name : wanted;
  const longer = shorter === name ? wanted : name;
  if (shorter.length >= 3 && `-${longer}-`.includes(`-${shorter}-`)) return 1;
  const distance = editDistance(name, wanted, limit);
  return distance > limit ? Infinity : 1 + distance;
}

/** The names that look most like the wanted one, nearest first, at most `most`; never the wanted one itself. */
export function findNearest(
  wanted: string,
  names: Iterable<string>,
  most = 5,
): string[] {
  const lower = wanted.toLowerCase();
  const limit = Math.max(1, Math.min(4, Math.ceil(lower.length / 3)));
  const scored = new Map<string, { name: string; value: number }>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (name === wanted || scored.has(key)) continue;
    const value = score(key, lower, limit);
    if (value < Infinity) scored.set(key, { name, value });
  }
  return [...scored]
    .sort(([a, x], [b, y]) => x.value - y.value || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([, { name }]) => name);
}
