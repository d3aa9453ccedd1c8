/** The runs that schedules have made, counted back from now; the same hour always has the same outcome. */
import { share } from '../metrics/types';
import { codeOf, WORKFLOWS } from './workflows';

const HOUR = 3_600_000;
const DAYS = 30;

/** A run as the server keeps it. */
export interface Run {
  id: number;
  index: number;
  name: string;
  code: number;
  state: 'SUCCESS' | 'FAILURE' | 'RUNNING_EXECUTION';
  scheduled: number;
  started: number;
  ended?: number;
}

/** `yyyy-MM-dd HH:mm:ss`, the only notation of time that the server has. */
export function dateTime(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

function runAt(index: number, scheduled: number, now: number): Run {
  const { name, minutes, failing } = WORKFLOWS[index];
  const chance = share(name, String(scheduled));
  const started = scheduled + 2_000;
  const end = started + Math.floor(minutes * 60_000 * (0.8 + chance * 0.4));
  const stamp = new Date(started).toISOString().replace(/\D/g, '');
  const ended = end <= now ? { ended: end } : {};
  const outcome =
    share('fails', name, String(scheduled)) < failing ? 'FAILURE' : 'SUCCESS';
  return {
    id: (Math.floor(scheduled / HOUR) % 1_000_000) * 16 + index,
    index,
    name: `${name}-1-${stamp}`,
    code: codeOf(index),
    state: end <= now ? outcome : 'RUNNING_EXECUTION',
    scheduled,
    started,
    ...ended,
  };
}

/** Every run of the last thirty days, newest first. */
export function listRuns(now: number): Run[] {
  const thisHour = Math.floor(now / HOUR) * HOUR;
  const runs: Run[] = [];
  for (let back = 0; back < DAYS * 24; back += 1) {
    const scheduled = thisHour - back * HOUR;
    const hour = new Date(scheduled).getUTCHours();
    WORKFLOWS.forEach(({ hours, online, scheduleOnline }, index) => {
      if (
        online &&
        scheduleOnline &&
        hours.includes(hour) &&
        scheduled + 2_000 <= now
      ) {
        runs.push(runAt(index, scheduled, now));
      }
    });
  }
  return runs;
}
