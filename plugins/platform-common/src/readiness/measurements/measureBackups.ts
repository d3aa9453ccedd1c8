/** What backups really hold, how old they are, and how long a restore takes. */
import { asText, asTime, InventoryObject } from '../../kubernetes';
import { Observation } from '../../model';
import { FactValues, notTaken, readObjectName } from '../../rules';
import { combineObservations } from '../../telemetry';
import {
  deriveOrExplain,
  exactly,
  objectsOf,
  observeEverywhere,
  observeFacts,
  ServiceFact,
  shareOf,
} from './observeEverywhere';
import { Measurement, MeasuredValue, MeasurementInputs } from './types';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back backups are counted, and restores. */
const BACKUP_DAYS = 7;
const RESTORE_DAYS = 90;
const MONTH_DAYS = 30;

type Volume = FactValues['dataVolumes'][number];
type Schedule = FactValues['backupSchedules'][number];

const GOOD = 'Completed';
const BAD = ['PartiallyFailed', 'Failed', 'FailedValidation'];

const phaseOf = ({ object }: InventoryObject) => asText(object.status?.phase);
const endOf = ({ object }: InventoryObject) =>
  asTime(object.status?.completionTimestamp) ??
  asTime(object.metadata.creationTimestamp);

function measureSuccess(
  backups: readonly InventoryObject[],
  now: number,
): MeasuredValue | string {
  const recent = backups.filter(
    backup => now - (endOf(backup) ?? 0) <= BACKUP_DAYS * DAY_MS,
  );
  const good = recent.filter(backup => phaseOf(backup) === GOOD).length;
  const bad = recent.filter(backup =>
    BAD.includes(phaseOf(backup) ?? ''),
  ).length;
  return good + bad === 0
    ? `No backup ended in the last ${BACKUP_DAYS} days.`
    : shareOf(
        { good, of: good + bad },
        `backups of the last ${BACKUP_DAYS} days are complete`,
      );
}

/** Hours of work that a loss of this volume takes now; since it was made when no backup holds it. */
function lossOf(
  volume: Volume,
  schedules: readonly Schedule[],
  createdAt: number | undefined,
  now: number,
): { hours: number; words: string } | undefined {
  const newest = schedules
    .filter(schedule => notTaken(schedule, volume) === undefined)
    .flatMap(({ lastSuccessAt }) => asTime(lastSuccessAt) ?? [])
    .sort((a, b) => b - a)[0];
  const since = newest ?? createdAt;
  if (since === undefined) return undefined;
  const hours = Math.ceil(((now - since) / HOUR_MS) * 10) / 10;
  const words = newest
    ? `${volume.object} was last backed up ${hours} hours ago`
    : `${volume.object} has never been backed up and is ${hours} hours old`;
  return { hours, words };
}

type Kept = readonly ServiceFact<'dataVolumes'>[];
type Scheduled = readonly ServiceFact<'backupSchedules'>[];

function measureLoss(
  inputs: MeasurementInputs,
  kept: Kept,
  scheduled: Scheduled,
): MeasuredValue | string {
  const schedules = new Map(
    scheduled.map(({ service, fact }) => [service.id, fact]),
  );
  const volumes = kept.flatMap(({ service, fact }) =>
    fact.map(volume => ({ service, volume })),
  );
  if (volumes.length === 0) return 'No service keeps data in a volume.';
  const losses = volumes.map(({ service, volume }) => {
    const { kind = '', name = '' } = readObjectName(volume.object) ?? {};
    const { namespace } = volume;
    const { cluster } = service;
    const claim = inputs.index.get({ cluster, kind, namespace, name });
    const createdAt = asTime(claim?.object.metadata.creationTimestamp);
    const own = schedules.get(service.id) ?? [];
    return lossOf(volume, own, createdAt, inputs.now);
  });
  const known = losses.flatMap(loss => loss ?? []);
  if (known.length < losses.length)
    return 'Of a volume that no backup holds it is not known since when it exists.';
  const worst = known.reduce((a, b) => (b.hours > a.hours ? b : a));
  return exactly(
    worst.hours,
    `of ${known.length} volumes, ${worst.words}, which is the longest`,
  );
}

/** Restores that completed, with how many hours each took. */
function restoresOf(inputs: MeasurementInputs, days: number) {
  return objectsOf(inputs, 'Restore', 'velero.io')
    .filter(
      restore =>
        phaseOf(restore) === GOOD &&
        inputs.now - (endOf(restore) ?? 0) <= days * DAY_MS,
    )
    .map(({ object }) => {
      const from = asTime(object.status?.startTimestamp);
      const to = asTime(object.status?.completionTimestamp);
      return from === undefined || to === undefined
        ? undefined
        : (to - from) / HOUR_MS;
    });
}

function observeRestores<T>(
  inputs: MeasurementInputs,
  build: () => T,
): Observation<T> {
  return observeEverywhere(inputs, ['velero.io/restores'], build);
}

/** Figures about backups and restores. */
export const BACKUP_MEASUREMENTS: readonly Measurement[] = [
  {
    id: 'backup-success-share',
    title: 'Backups that are complete',
    unit: 'percent',
    measure: inputs =>
      deriveOrExplain(
        observeEverywhere(inputs, ['velero.io/backups'], () =>
          objectsOf(inputs, 'Backup', 'velero.io'),
        ),
        inputs.now,
        backups => measureSuccess(backups, inputs.now),
      ),
  },
  {
    id: 'data-loss-hours',
    title: 'What a loss of a volume would take now',
    unit: 'hours',
    measure: inputs =>
      deriveOrExplain(
        combineObservations(
          {
            kept: observeFacts(inputs, 'dataVolumes', facts => facts),
            scheduled: observeFacts(inputs, 'backupSchedules', facts => facts),
          },
          both => both,
        ),
        inputs.now,
        ({ kept, scheduled }) => measureLoss(inputs, kept, scheduled),
      ),
  },
  {
    id: 'restore-hours',
    title: 'How long a restore takes',
    unit: 'hours',
    measure: inputs =>
      deriveOrExplain(
        observeRestores(inputs, () => restoresOf(inputs, RESTORE_DAYS)),
        inputs.now,
        hours => {
          const told = hours.flatMap(one => one ?? []);
          if (told.length === 0)
            return `No restore has completed in the last ${RESTORE_DAYS} days, so how long one takes is not known.`;
          const longest = Math.ceil(Math.max(...told) * 100) / 100;
          return exactly(
            longest,
            `the longest of ${told.length} restores in ${RESTORE_DAYS} days`,
          );
        },
      ),
  },
  {
    id: 'restores-a-month',
    title: 'Restores that were done',
    unit: 'per-month',
    measure: inputs =>
      deriveOrExplain(
        observeRestores(inputs, () => restoresOf(inputs, MONTH_DAYS).length),
        inputs.now,
        count =>
          exactly(
            count,
            `${count} restores completed in the last ${MONTH_DAYS} days`,
          ),
      ),
  },
];
