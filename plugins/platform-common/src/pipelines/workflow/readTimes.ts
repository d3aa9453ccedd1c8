import { asText, JsonObject, JsonValue } from '../../kubernetes';
import { ProblemList } from './ProblemList';
import { readCrontab } from './quartz';
import { WorkflowTimes } from './types';

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** A bound of a schedule, `yyyy-MM-dd HH:mm:ss`; what is none is named. */
function readBound(
  told: JsonValue | undefined,
  at: string,
  list: ProblemList,
): string | undefined {
  const text = asText(told)?.trim().replace('T', ' ').slice(0, 19);
  if (!text) return undefined;
  const time = text.length === 10 ? `${text} 00:00:00` : text;
  if (
    TIME.test(time) &&
    Number.isFinite(Date.parse(`${time.replace(' ', 'T')}Z`))
  ) {
    return time;
  }
  list.error(at, `'${told}' is no time.`, 'Write it as 2026-01-01 00:00:00.');
  return undefined;
}

/** Where in a file the parts of a schedule stand. */
interface TimeNames {
  crontab: string;
  zone: string;
  from: string;
  to: string;
}

type Times = Pick<WorkflowTimes, 'crontab'> & Partial<WorkflowTimes>;

const WARNINGS = ['NONE', 'SUCCESS', 'FAILURE', 'ALL'] as const;

/** The schedule of a file, by the names that its form has; `null` when it has none, or one that cannot work (which is named). */
export function readTimes(
  told: JsonObject,
  names: TimeNames,
  list: ProblemList,
): Times | null {
  const cron = asText(told[names.crontab])?.trim();
  if (!cron) return null;
  const read = readCrontab(cron);
  if ('problem' in read) {
    list.error(names.crontab, read.problem, read.cure);
    return null;
  }
  const zone = asText(told[names.zone]) ?? 'UTC';
  if (!isZone(zone)) {
    list.error(
      names.zone,
      `There is no time zone '${zone}'.`,
      'Use a name such as UTC or America/New_York.',
    );
  }
  const startTime = readBound(told[names.from], names.from, list);
  const endTime = readBound(told[names.to], names.to, list);
  if (startTime && endTime && startTime >= endTime) {
    list.error(
      names.to,
      'The schedule ends before it begins.',
      'Correct one of the two times.',
    );
  }
  const warning = asText(told.warningType ?? told.scheduleWarningType);
  const warningType = WARNINGS.find(one => one === warning);
  return {
    crontab: read.crontab,
    timezoneId: zone,
    ...(startTime ? { startTime } : {}),
    ...(endTime ? { endTime } : {}),
    ...(warningType ? { warningType } : {}),
    ...(asText(told.tenantCode) ? { tenantCode: String(told.tenantCode) } : {}),
    ...(told.failureStrategy === 'END'
      ? { failureStrategy: 'END' as const }
      : {}),
  };
}
