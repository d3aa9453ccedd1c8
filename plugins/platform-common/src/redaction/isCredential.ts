/** Which values the names beside them give away as credentials. */
import { JsonObject, JsonValue } from '../kubernetes';
import { isSecretName } from './isHarmless';
import { isMark } from './mark';
import { isHeldElsewhere } from './scrub';

/** Nothing, only references to other variables (`$(DB_PASSWORD)`), or a switch. There is no secret to hide in it. */
const HOLDS_NOTHING =
  /^(?:(?:\$\([A-Za-z_][\w.-]*\))*|\d|true|false|yes|no|on|off|enabled|disabled|none|null)$/i;

/** Whether there is anything in a text that a name could give away as a credential. */
function holdsSomething(text: string): boolean {
  return !HOLDS_NOTHING.test(text) && !isHeldElsewhere(text) && !isMark(text);
}

/** The name that sits beside the value of a credential, as in environment variables: `{ name, value }`. */
export function secretNameBeside({
  name,
  value,
}: JsonObject): string | undefined {
  const isSecret =
    typeof name === 'string' &&
    typeof value === 'string' &&
    isSecretName(name) &&
    holdsSomething(value);
  return isSecret ? name : undefined;
}

/** A flag whose value is the next argument: `--password`. */
const SECRET_FLAG = /^--?[\w.-]+$/;

/** Whether an argument is the value of the flag before it, and a credential. */
export function isOfFlag(
  flag: JsonValue | undefined,
  value: JsonValue,
): boolean {
  return (
    typeof flag === 'string' &&
    typeof value === 'string' &&
    SECRET_FLAG.test(flag) &&
    isSecretName(flag) &&
    !value.startsWith('-') &&
    holdsSomething(value)
  );
}

/** Whether it is a text or number under the name of a credential, and not a reference to one. */
export function isCredential(
  value: JsonValue | undefined,
  name: string,
): boolean {
  if (typeof value === 'number') return isSecretName(name);
  return (
    typeof value === 'string' && isSecretName(name) && holdsSomething(value)
  );
}
