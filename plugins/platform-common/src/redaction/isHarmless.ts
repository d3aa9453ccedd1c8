/** Whether there is anything to look for in a text or a field: nearly always there is not, and that is found out fast. */
import { JsonValue } from '../kubernetes';
import { RecentTexts } from './RecentTexts';
import { PLAIN_SIGNS, scrub, SECRET_NAME } from './scrub';

/** A text up to this long is one thing wherever JSON says it (V8 sees to that), and is recalled faster than it is looked at. */
const SHORT = 10;

/**
 * What is in every text that {@link scrub} would look into, or that may not be stored: PostgreSQL takes no character 0. It is found out faster
 * that a longer text is without all of this than that it was seen before.
 */
const ANY_SIGN = new RegExp(
  `[\\0@]|pass|pwd|secret|token|credential|authorization|cookie|key|${PLAIN_SIGNS}`,
  'i',
);
const NAME_ONLY = new RegExp(`${SECRET_NAME}$`, 'i');

/** Which of the texts, short or with a sign, that were seen lately are clean, and which of the names are of credentials. */
const cleanTexts = new RecentTexts<boolean>();
const secretNames = new RecentTexts<boolean>();

function isUnchanged(text: string): boolean {
  return !text.includes('\0') && scrub(text) === text;
}

/** Whether nothing in a text looks like a credential, and it may be stored. */
export function isClean(text: string): boolean {
  if (text.length > SHORT && !ANY_SIGN.test(text)) return true;
  return cleanTexts.recall(text, isUnchanged);
}

function looksSecret(name: string): boolean {
  return NAME_ONLY.test(name);
}

/** Whether a value of this name is a credential. */
export function isSecretName(name: string): boolean {
  return secretNames.recall(name, looksSecret);
}

/** Whether a field is no object, and nothing can have to go from it. A `value` may be that of a name beside it. */
export function isHarmless(
  name: string,
  value: JsonValue | undefined,
): boolean {
  switch (typeof value) {
    case 'string':
      return name !== 'value' && !isSecretName(name) && isClean(value);
    case 'number':
      return !isSecretName(name);
    default:
      return typeof value === 'boolean';
  }
}
