import { WorkflowTimes } from '@254carbon/backstage-plugin-platform-common';
import { DolphinError } from './DolphinError';
import { DolphinScheduleView } from './shapes';
import { Work } from './work';

const KEYS = [
  'crontab',
  'timezoneId',
  'startTime',
  'endTime',
  'failureStrategy',
  'warningType',
] as const;

function isSame(found: DolphinScheduleView, times: WorkflowTimes): boolean {
  return KEYS.every(key => found[key] === times[key]);
}

/**
 * When the schedule would fire, as the server reads it; nothing is written.
 *
 * @throws DolphinError when it cannot make sense of it, or it never fires.
 */
export async function previewTimes({
  client,
  projectCode,
  workflow: { schedule },
}: Work): Promise<string[]> {
  if (!schedule) return [];
  const nextRuns = await client.previewSchedule(projectCode, schedule);
  if (nextRuns.length > 0) return nextRuns;
  throw new DolphinError(
    `The schedule '${schedule.crontab}' never fires; choose another one.`,
  );
}

async function switchOff(work: Work, found: DolphinScheduleView | undefined) {
  if (found?.releaseState !== 'ONLINE') return;
  work.changed = true;
  await work.client.switchSchedule(work.projectCode, found.id, 'offline');
}

/** Makes the schedule what it is to be, and switches it on; without one, switches off what there is. Gives its id. */
export async function ensureSchedule(
  work: Work,
  code: number,
): Promise<number | undefined> {
  const { client, projectCode, workflow, log } = work;
  const times = workflow.schedule;
  let found = await client.findSchedule(projectCode, code);
  if (!times) {
    await switchOff(work, found);
    return undefined;
  }
  if (!found || !isSame(found, times)) {
    work.changed = true;
    log(`Writing the schedule ${times.crontab} (${times.timezoneId})`);
    await switchOff(work, found);
    await client.saveSchedule(projectCode, { code, id: found?.id, times });
    found = await client.findSchedule(projectCode, code);
  }
  if (found && found.releaseState !== 'ONLINE') {
    work.changed = true;
    log('Switching the schedule on');
    await client.switchSchedule(projectCode, found.id, 'online');
  }
  return found?.id;
}
