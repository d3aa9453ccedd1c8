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

/**
 * Text that is equal for two values that say the same to people: times of observation and raw answers do
 * not count.
 */
export function digest(value: unknown): string {
  return JSON.stringify(value, (key, inner) =>
    FLEETING.has(key) ? undefined : inner,
  );
}
