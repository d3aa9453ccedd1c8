/** A series with its newest value. */
export interface Series {
  /** With `__name__`. */
  labels: Record<string, string>;
  value: number;
}

/** Text that is made from others, as a number from 0 to 1 that is always the same. */
export function share(...parts: readonly string[]): number {
  // By index: runs of a month are thousands of texts for each answer.
  const text = parts.join('/');
  let hash = 2166136261;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  }
  return (hash >>> 0) / 0x1_0000_0000;
}

/** A counter that grows by `perMinute` and began at a moment of its own. */
export function counter(
  now: number,
  perMinute: number,
  ...parts: readonly string[]
): number {
  const age = 1_000 + Math.floor(share(...parts) * 9_000);
  return Math.floor(((now / 60_000) % 10_000) + age) * perMinute;
}
