/** Ages as kubectl writes them: two units while they matter (`3d4h`, `5m12s`), one when they do not (`45d`). */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

function pair(
  amount: number,
  options: { unit: number; name: string; below: number; belowName: string },
): string {
  const whole = Math.floor(amount / options.unit);
  const rest = Math.floor((amount % options.unit) / options.below);
  return rest === 0
    ? `${whole}${options.name}`
    : `${whole}${options.name}${rest}${options.belowName}`;
}

/** A duration in milliseconds, as `duration.HumanDuration` of apimachinery writes it. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 2 * minute) return `${Math.floor(ms / second)}s`;
  if (ms < 10 * minute) {
    return pair(ms, { unit: minute, name: 'm', below: second, belowName: 's' });
  }
  if (ms < 3 * hour) return `${Math.floor(ms / minute)}m`;
  if (ms < 8 * hour) {
    return pair(ms, { unit: hour, name: 'h', below: minute, belowName: 'm' });
  }
  if (ms < 2 * day) return `${Math.floor(ms / hour)}h`;
  if (ms < 8 * day) {
    return pair(ms, { unit: day, name: 'd', below: hour, belowName: 'h' });
  }
  if (ms < 2 * 365 * day) return `${Math.floor(ms / day)}d`;
  if (ms < 8 * 365 * day) {
    return pair(ms, {
      unit: 365 * day,
      name: 'y',
      below: day,
      belowName: 'd',
    });
  }
  return `${Math.floor(ms / (365 * day))}y`;
}

/** The time since an RFC 3339 moment, or `<unknown>`. */
export function formatAge(since: string | undefined, now: number): string {
  if (!since) return '<unknown>';
  const then = Date.parse(since);
  return Number.isNaN(then) ? '<invalid>' : formatDuration(now - then);
}
