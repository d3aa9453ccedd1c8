/**
 * Fields that change with every look and say nothing new. Sentences hold ages ("for 14 min"); what they
 * say of the state is in the fields beside them.
 */
const FLEETING = new Set([
  'observedAt',
  'durationMs',
  'proof',
  'summary',
  'statement',
]);

/** What values in use say; they never change, others take their place. */
const digests = new WeakMap<object, string>();

/**
 * Text that is equal for two values that say the same to people: times of observation and raw answers do
 * not count. Of one and the same value it is made once, so a value must not change afterwards.
 */
export function digest(value: object): string {
  const known = digests.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value, (key, inner) =>
    FLEETING.has(key) ? undefined : inner,
  );
  digests.set(value, text);
  return text;
}
