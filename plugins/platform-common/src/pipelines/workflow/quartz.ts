/*
 * What can be said of a schedule of Quartz without asking the scheduler: whether it looks like one. Whether it fires is
 * the scheduler's to say, by its preview.
 */
import { isCron, toQuartz } from '../../manifests';

const PART =
  /^(?:\*|\?|[A-Z\d]+(?:-[A-Z\d]+)?|\d*[LW]|L-\d+|[A-Z\d]+#\d)(?:\/\d+)?$/i;

/** True for six or seven fields, seconds first, of which exactly one of the two days is `?`. */
export function isQuartz(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  if (fields.length < 6 || fields.length > 7) return false;
  if ([fields[3], fields[5]].filter(field => field === '?').length !== 1) {
    return false;
  }
  return fields.every((field, at) =>
    field
      .split(',')
      .every(part => PART.test(part) && (part !== '?' || at === 3 || at === 5)),
  );
}

/** A schedule of five fields, or one of Quartz, for Quartz; or one sentence each for what is wrong and what to do. */
export function readCrontab(
  text: string,
): { crontab: string } | { problem: string; cure: string } {
  const told = text.trim();
  if (isQuartz(told)) return { crontab: told };
  if (!isCron(told)) {
    return {
      problem: `'${told.slice(0, 60)}' is no schedule.`,
      cure: 'Write five numeric fields such as "30 6 * * *", or six or seven of Quartz such as "0 30 6 * * ? *".',
    };
  }
  try {
    return { crontab: toQuartz(told) };
  } catch {
    return {
      problem: `'${told}' names a day of the month and a weekday, which Quartz cannot say.`,
      cure: "Use '*' for one of them, or make two workflows.",
    };
  }
}
