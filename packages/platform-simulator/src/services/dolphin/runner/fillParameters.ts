/** The scheduler's own placeholders: `${system.biz.date}`, `$[yyyy-MM-dd-1]`, and parameters by name. */

const DAY_MS = 86_400_000;
const UNITS: readonly [pattern: RegExp, part: (date: Date) => string][] = [
  [/yyyy/g, date => String(date.getUTCFullYear())],
  [/MM/g, date => String(date.getUTCMonth() + 1).padStart(2, '0')],
  [/dd/g, date => String(date.getUTCDate()).padStart(2, '0')],
  [/HH/g, date => String(date.getUTCHours()).padStart(2, '0')],
  [/mm/g, date => String(date.getUTCMinutes()).padStart(2, '0')],
  [/ss/g, date => String(date.getUTCSeconds()).padStart(2, '0')],
];

function format(pattern: string, time: number): string {
  const date = new Date(time);
  return UNITS.reduce(
    (text, [unit, part]) => text.replace(unit, part(date)),
    pattern,
  );
}

/**
 * Fills in the placeholders of a text; what is unknown stays.
 *
 * @param options.time - When the run was due, milliseconds.
 */
export function fillParameters(
  text: string,
  options: { time: number; values: Readonly<Record<string, string>> },
): string {
  const { time, values } = options;
  const own: Record<string, string> = {
    'system.biz.date': format('yyyyMMdd', time - DAY_MS),
    'system.biz.curdate': format('yyyyMMdd', time),
    'system.datetime': format('yyyyMMddHHmmss', time),
    ...values,
  };
  return text
    .replace(/\$\{([\w.]+)\}/g, (all, name) => own[name] ?? all)
    .replace(/\$\[([^\]]*?)(?:([+-])(\d+))?\]/g, (_, pattern, sign, days) => {
      const shift = days ? Number(`${sign}${days}`) * DAY_MS : 0;
      return format(pattern, time + shift);
    });
}
