/**
 * What other systems tell is somebody else's text: an annotation, an error of a scrape, an address with a password in
 * it. Every text of a reading passes through here before it leaves the door. Expressions, selectors and labels keep
 * what merely has a credential's name (`kube_secret_info{secret="x"}` is a question, not a secret), because taken
 * apart they would be no expressions any more; what looks like a credential goes there too.
 */
import { scrub, scrubLooks } from '../redaction';

const QUESTIONS = new Set([
  'expression',
  'expressions',
  'labels',
  'series',
  'streams',
  'names',
  'matchers',
  'values',
]);

function scrubText(text: string, isQuestion: boolean): string {
  return isQuestion ? scrubLooks(text) : scrub(text);
}

function scrubValue(value: unknown, isQuestion: boolean): unknown {
  if (typeof value === 'string') return scrubText(value, isQuestion);
  if (Array.isArray(value))
    return value.map(item => scrubValue(item, isQuestion));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      scrubValue(inner, isQuestion || QUESTIONS.has(name)),
    ]),
  );
}

/** The same reading without anything that looks like a credential. */
export function scrubReading<T>(reading: T): T {
  return scrubValue(reading, false) as T;
}
