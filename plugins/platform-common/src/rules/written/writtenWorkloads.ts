/** Workloads as manifests write them: what is wanted, and never what is there. */
import {
  asNumber,
  asObject,
  asObjects,
  asText,
  InventoryObject,
} from '../../kubernetes';
import { lastKnown, Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import { extractContainers } from '../facts/containers';
import {
  FactContext,
  KnownWorkload,
  nameOf,
  workloadsOf,
} from '../facts/context';
import { extractDisruptionBudgets } from '../facts/budgets';
import { near } from '../facts/strays';
import {
  ContainerFact,
  ContainersFact,
  DisruptionBudgetFact,
  WorkloadFact,
} from '../facts/types';
import { extractWorkloads } from '../facts/workloads';
import { notWritten } from './fromManifests';
import { generatorOf, whyOpen } from './whyElsewhere';

/** Replicas that an autoscaler keeps at least; absent when none is about the workload. */
function leastOf(
  context: FactContext,
  entry: InventoryObject,
): { least: number; by: string } | undefined {
  const [autoscaler] = context.index.autoscalersOf(entry);
  if (autoscaler) {
    const { name } = autoscaler.object.metadata;
    return {
      least: asNumber(autoscaler.object.spec?.minReplicas) ?? 1,
      by: `HorizontalPodAutoscaler ${name}`,
    };
  }
  const scaled = near(context, 'ScaledObject').find(({ object }) => {
    const target = asObject(object.spec?.scaleTargetRef);
    return (
      target.name === entry.object.metadata.name &&
      (asText(target.kind) ?? 'Deployment') === entry.object.kind
    );
  });
  return (
    scaled && {
      least: asNumber(scaled.object.spec?.minReplicaCount) ?? 0,
      by: `ScaledObject ${scaled.object.metadata.name}`,
    }
  );
}

function wanted(
  context: FactContext,
  { entry }: KnownWorkload,
  desired: number | undefined,
): Pick<WorkloadFact, 'desired' | 'offBecause'> {
  if (!entry || desired === undefined) return {};
  const keeper = leastOf(context, entry);
  const written = asNumber(entry.object.spec?.replicas);
  const count = keeper ? Math.max(written ?? 0, keeper.least) : desired;
  if (count > 0) return { desired: count };
  return {
    desired: 0,
    offBecause: keeper
      ? `${keeper.by} holds it at 0 until there is work`
      : 'its manifest asks for no replicas',
  };
}

/** The workloads with the replicas that they ask for; how many are ready no manifest says. */
export function writtenWorkloads(
  context: FactContext,
): Observation<readonly WorkloadFact[]> {
  const known = new Map(
    workloadsOf(context).map(one => [nameOf(one.declared), one]),
  );
  return mapObservation(extractWorkloads(context), facts =>
    facts.map(({ ready: _, desired, offBecause, ...rest }) => {
      const workload = known.get(rest.object);
      const want = workload ? wanted(context, workload, desired) : {};
      return { ...rest, ...(offBecause ? { offBecause } : {}), ...want };
    }),
  );
}

/** What the LimitRanges of a namespace give to containers that ask for nothing. */
function defaultsIn(
  context: FactContext,
  namespace: string,
): Pick<ContainerFact, 'requests' | 'limits'> {
  const ranges = context.index
    .byKind('LimitRange', { cluster: context.service.cluster, namespace })
    .flatMap(({ object }) => asObjects(object.spec?.limits))
    .filter(({ type }) => type === 'Container');
  const limits = ranges.flatMap(one => Object.keys(asObject(one.default)));
  // A default limit is the default request too.
  const requests = ranges.flatMap(one => [
    ...Object.keys(asObject(one.defaultRequest)),
    ...Object.keys(asObject(one.default)),
  ]);
  return { requests, limits };
}

const WATCHED = ['cpu', 'memory'];

function withDefaults(
  fact: ContainerFact,
  { requests, limits }: Pick<ContainerFact, 'requests' | 'limits'>,
): ContainerFact {
  const either = (own: readonly string[], given: readonly string[]) =>
    WATCHED.filter(name => own.includes(name) || given.includes(name));
  return {
    ...fact,
    requests: either(fact.requests, requests),
    limits: either(fact.limits, limits),
  };
}

/** The containers, with what the LimitRange of their namespace gives them. */
export function writtenContainers(
  context: FactContext,
): Observation<ContainersFact> {
  const spaces = new Map(
    workloadsOf(context).map(({ declared }) => [
      nameOf(declared),
      defaultsIn(context, declared.namespace),
    ]),
  );
  return mapObservation(
    extractContainers(context),
    ({ containers, unseen }) => ({
      unseen,
      containers: containers.map(fact => {
        const defaults = spaces.get(fact.object);
        return defaults ? withDefaults(fact, defaults) : fact;
      }),
    }),
  );
}

/** The budgets; not known when one is missing that something else may bring. */
export function writtenBudgets(
  context: FactContext,
): Observation<readonly DisruptionBudgetFact[]> {
  const budgets = extractDisruptionBudgets(context);
  const found = lastKnown(budgets)?.value ?? [];
  const without = (lastKnown(writtenWorkloads(context))?.value ?? []).find(
    ({ object, evictable, desired = 0 }) =>
      evictable &&
      desired > 1 &&
      !found.some(({ workloads }) => workloads.includes(object)),
  );
  if (!without) return budgets;
  const policy = generatorOf(context, 'PodDisruptionBudget');
  const why = policy
    ? `policy ${policy} makes budgets`
    : whyOpen(context, without.namespace);
  return why
    ? notWritten(
        context,
        `Whether a disruption budget is about ${without.object} is not written here: ${why}.`,
      )
    : budgets;
}

/** Whether any workload of the service is of one of the kinds. */
export function hasKind(
  { service }: FactContext,
  kinds: readonly string[],
): boolean {
  return service.workloads.some(({ kind }) => kinds.includes(kind));
}

/** Claims that StatefulSets make of their templates, with the set and the class of each. */
export function templateClaims(
  context: FactContext,
): { set: InventoryObject; name: string; storageClass?: string }[] {
  return workloadsOf(context).flatMap(({ entry }) =>
    entry?.object.kind === 'StatefulSet'
      ? asObjects(entry.object.spec?.volumeClaimTemplates).map(claim => {
          const name = asText(asObject(claim.metadata).name) ?? 'data';
          const storageClass = asText(asObject(claim.spec).storageClassName);
          return {
            set: entry,
            name,
            ...(storageClass ? { storageClass } : {}),
          };
        })
      : [],
  );
}
