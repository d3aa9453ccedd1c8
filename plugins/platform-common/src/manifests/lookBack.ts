const HOURS_AFTER_SILENCE = 14 * 24;

/**
 * The range, in PromQL, in which the newest number of a pipeline is looked for: two weeks longer than silence may last (`freshnessHours`), so that a
 * pipeline that went silent is known by its last number and not by none.
 */
export function lookBack(freshnessHours: number): string {
  return `[${freshnessHours + HOURS_AFTER_SILENCE}h]`;
}
