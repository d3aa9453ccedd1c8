/** What runs to its end: Jobs, CronJobs, and the pods that do not end although their work is done. */
import {
  annotationOf,
  asNumber,
  asObject,
  asObjects,
  asText,
  asTime,
  findCondition,
  InventoryObject,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  nameOf,
  nameOfObject,
  podsOf,
  workloadResources,
  workloadsOf,
} from './context';
import { observeFact } from './readKinds';
import { runsOf } from './workloads';

/** A Job of the service; of the Jobs of one CronJob, the newest. */
export interface JobFact {
  object: string;
  state: 'succeeded' | 'failed' | 'running' | 'suspended' | 'unknown';
  startedAt?: string;
  reason?: string;
  /** Seconds that it may run at most; absent when it does not say. */
  deadline?: number;
}

/** A CronJob of the service. */
export interface CronJobFact {
  object: string;
  schedule: string;
  suspended: boolean;
  createdAt?: string;
  lastSuccessAt?: string;
}

/** A pod that runs to its end. */
export interface EndingFact {
  pod: string;
  /** The containers that do the work have ended. */
  done: boolean;
  /** Containers that still run although the work is done; while it is not, those of which it is known that they will. */
  holding: readonly string[];
}

/** Names of containers, and of images, that serve others and end only when they are told to. */
export const SIDECARS =
  /^(istio-proxy|linkerd-proxy|vault-agent|envoy|cloudsql-proxy|cloud-sql-proxy|fluent-?bit|filebeat|datadog-agent|dapr(d)?)$/;

function stateOf({ object }: InventoryObject): JobFact['state'] {
  const { spec = {}, status = {} } = object;
  const is = (type: string) => findCondition(object, type)?.status === 'True';
  if (is('Complete') || is('SuccessCriteriaMet')) return 'succeeded';
  if (is('Failed') || is('FailureTarget')) return 'failed';
  if (spec.suspend === true || is('Suspended')) return 'suspended';
  if ((asNumber(status.active) ?? 0) > 0) return 'running';
  return (asNumber(status.succeeded) ?? 0) > 0 ? 'succeeded' : 'unknown';
}

function createdAt({ object }: InventoryObject): number {
  return (
    asTime(object.status?.startTime) ??
    asTime(object.metadata.creationTimestamp) ??
    0
  );
}

/** The Jobs that a workload stands for: itself, or the newest of those that a CronJob made. */
function jobsOf(
  context: FactContext,
  entry: InventoryObject,
): InventoryObject[] {
  if (entry.object.kind === 'Job') return [entry];
  if (entry.object.kind !== 'CronJob') return [];
  const made = context.index
    .ownedBy(entry)
    .filter(({ object }) => object.kind === 'Job');
  return made.length > 0
    ? [
        made.reduce((newest, one) =>
          createdAt(one) > createdAt(newest) ? one : newest,
        ),
      ]
    : [];
}

function jobFact(entry: InventoryObject): JobFact {
  const { object } = entry;
  const startedAt = asText(object.status?.startTime);
  const reason = findCondition(object, 'Failed')?.reason;
  const deadline = asNumber(object.spec?.activeDeadlineSeconds);
  return {
    object: nameOfObject(object),
    state: stateOf(entry),
    ...(asTime(startedAt) === undefined ? {} : { startedAt }),
    ...(reason ? { reason } : {}),
    ...(deadline === undefined ? {} : { deadline }),
  };
}

/** The Jobs of the service; of a CronJob's, the newest. Hooks of a chart are its deployer's affair. */
export function extractJobs(
  context: FactContext,
): Observation<readonly JobFact[]> {
  return observeFact(
    context,
    ['batch/jobs', ...workloadResources(context)],
    () => {
      const entries = workloadsOf(context).flatMap(({ entry }) => entry ?? []);
      const covered = new Set(
        entries
          .filter(({ object }) => object.kind === 'CronJob')
          .map(({ object }) => object.metadata.uid),
      );
      return entries
        .filter(
          ({ object }) =>
            annotationOf(object, 'helm.sh/hook') === undefined &&
            !(object.metadata.ownerReferences ?? []).some(({ uid }) =>
              covered.has(uid),
            ),
        )
        .flatMap(entry => jobsOf(context, entry))
        .map(jobFact);
    },
  );
}

/** The CronJobs of the service. */
export function extractCronJobs(
  context: FactContext,
): Observation<readonly CronJobFact[]> {
  return observeFact(context, workloadResources(context), () =>
    workloadsOf(context).flatMap(({ declared, entry }) => {
      if (declared.kind !== 'CronJob' || !entry) return [];
      const { spec = {}, status = {}, metadata } = entry.object;
      const lastSuccessAt = asText(status.lastSuccessfulTime);
      return [
        {
          object: nameOf(declared),
          schedule: asText(spec.schedule) ?? '',
          suspended: spec.suspend === true,
          ...(metadata.creationTimestamp
            ? { createdAt: metadata.creationTimestamp }
            : {}),
          ...(lastSuccessAt ? { lastSuccessAt } : {}),
        },
      ];
    }),
  );
}

function endingFact({ object }: InventoryObject): EndingFact {
  const statuses = asObjects(object.status?.containerStatuses);
  const isWork = (name: string) =>
    statuses.length === 1 || !SIDECARS.test(name);
  const ended = (one: (typeof statuses)[number]) =>
    asObject(one.state).terminated !== undefined;
  const named = statuses.map(one => ({
    name: asText(one.name) ?? '',
    ended: ended(one),
  }));
  const work = named.filter(({ name }) => isWork(name));
  const done = work.length > 0 && work.every(one => one.ended);
  return {
    pod: nameOfObject(object),
    done,
    holding: done
      ? named.filter(one => !one.ended).map(({ name }) => name)
      : [],
  };
}

/** The pods of the service that run to their end, and what keeps them from it. */
export function extractEndings(
  context: FactContext,
): Observation<readonly EndingFact[]> {
  return observeFact(
    context,
    ['pods', 'batch/jobs', ...workloadResources(context)],
    () =>
      workloadsOf(context).flatMap(workload =>
        runsOf(workload.declared.kind) === 'to-end'
          ? podsOf(context, workload).map(endingFact)
          : [],
      ),
  );
}
