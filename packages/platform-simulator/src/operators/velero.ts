/**
 * Velero: takes the backups and restores that somebody asks for, runs its schedules, and looks whether its bucket can be reached.
 *
 * The bucket lies in the platform's own MinIO. So while MinIO is down the location is unavailable and every backup fails,
 * which is what the design of the platform comes to.
 */
import { isDue } from '../controllers/fireCronJobs';
import { formatTime } from '../kubernetes/identifiers';
import type { KubernetesObject } from '../kubernetes/types';
import { isPodRunning } from '../platform/derive/read';
import { OperatorContext, mergeStatus, statusOf } from './context';

const velero = (plural: string) => ({ group: 'velero.io', plural });
const BACKUPS = velero('backups');
const RESTORES = velero('restores');
const SCHEDULES = velero('schedules');
const LOCATIONS = velero('backupstoragelocations');
const PODS = { group: '', plural: 'pods' };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long a backup or a restore takes here. */
const WORK = 5_000;

function isStoreUp({ store }: OperatorContext): boolean {
  return store
    .list(PODS, { namespace: 'data-platform', labelSelector: 'app=minio' })
    .some(isPodRunning);
}

/** Velero's work of this moment. */
export function runVelero(context: OperatorContext): void {
  validateLocations(context);
  startDueSchedules(context);
  for (const type of [BACKUPS, RESTORES]) {
    for (const work of context.store.list(type)) {
      advance(context, type, work);
    }
  }
}

function validateLocations(context: OperatorContext): void {
  const now = context.clock.now();
  const phase = isStoreUp(context) ? 'Available' : 'Unavailable';
  for (const location of context.store.list(LOCATIONS)) {
    const { lastValidationTime, phase: before } = statusOf(location);
    const age = now - Date.parse(String(lastValidationTime));
    if (!(age < MINUTE) || before !== phase) {
      mergeStatus(context, LOCATIONS, location, {
        phase,
        lastValidationTime: formatTime(now),
        lastSyncedTime: formatTime(now),
      });
    }
  }
}

function startDueSchedules(context: OperatorContext): void {
  const { store, clock } = context;
  const now = clock.now();
  for (const schedule of store.list(SCHEDULES)) {
    const { schedule: cron, template } = schedule.spec as {
      schedule: string;
      template: object;
    };
    const last = Date.parse(String(statusOf(schedule).lastBackup));
    if (isDue(cron, now) && !(now - last < MINUTE)) {
      const stamp = formatTime(now).replace(/[^0-9]/g, '');
      store.create(BACKUPS, {
        apiVersion: 'velero.io/v1',
        kind: 'Backup',
        metadata: {
          name: `${schedule.metadata.name}-${stamp}`,
          namespace: schedule.metadata.namespace,
          labels: { 'velero.io/schedule-name': schedule.metadata.name },
        },
        spec: structuredClone(template),
      });
      mergeStatus(context, SCHEDULES, schedule, {
        lastBackup: formatTime(now),
      });
    }
  }
}

function advance(
  context: OperatorContext,
  type: typeof BACKUPS,
  work: KubernetesObject,
): void {
  const now = context.clock.now();
  const { phase, startTimestamp } = statusOf(work);
  if (phase === undefined || phase === 'New') {
    mergeStatus(context, type, work, {
      phase: 'InProgress',
      startTimestamp: formatTime(now),
    });
    return;
  }
  const since = now - Date.parse(String(startTimestamp));
  if (phase !== 'InProgress' || since < WORK) {
    return;
  }
  const done = isStoreUp(context);
  mergeStatus(context, type, work, {
    phase: done ? 'Completed' : 'Failed',
    completionTimestamp: formatTime(now),
    ...(type === BACKUPS ? { expiration: formatTime(now + 30 * DAY) } : {}),
    ...(done
      ? { progress: progressOf(type) }
      : { failureReason: 'unable to reach the object store' }),
  });
}

function progressOf(type: typeof BACKUPS) {
  return type === BACKUPS
    ? { itemsBackedUp: 1184, totalItems: 1184 }
    : { itemsRestored: 1184, totalItems: 1184 };
}
