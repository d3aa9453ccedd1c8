import { timeOf } from './calendar';

/** A number in [0, 1) that depends on the text alone (FNV-1a with a final mix). */
export function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
}

/**
 * The value of a series on a date: slow waves around a level, and a little noise. A function of name and date only, so
 * that pages, runs and processes agree.
 *
 * @param level - the middle; `swing` is the part of it by which the waves move, default 0.2
 */
export function valueOn(
  name: string,
  date: string,
  level: number,
  swing = 0.2,
): number {
  const day = timeOf(`${date}-01-01`.slice(0, 10)) / 86_400_000;
  const phase = chance(name) * 2 * Math.PI;
  const wave =
    0.6 * Math.sin(day / 190 + phase) + 0.3 * Math.sin(day / 41 + 2 * phase);
  const noise = chance(`${name}|${date}`) - 0.5;
  return level * (1 + swing * (wave + 0.1 * noise));
}
