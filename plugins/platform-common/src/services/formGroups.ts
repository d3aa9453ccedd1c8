/**
 * Services out of candidates, from the beginning: drafts, runs, ids, and what belongs to each. What was formed remembers where every
 * candidate went, so that the next time only what changed has to be looked at (`reformGroups`).
 */
import { KubernetesIndex, listPlaces, Place } from '../kubernetes';
import { SystemId, SYSTEMS } from '../model';
import { Profile } from '../profiles';
import { adoptPortalIds, findFormerIds, joinDeclared } from './adoptIds';
import { AssignedId, assignIds } from './assignIds';
import { attachByKind, attachRun } from './attachRun';
import { Candidate, unitName } from './Candidate';
import { completeOnce } from './completeOnce';
import { Draft, draftGroups } from './draftGroups';
import {
  isRunOf,
  PlacedCandidates,
  runKindsOf,
  sortCandidates,
} from './findCandidates';
import { toServiceId } from './nameStem';
import { SERVICE_ANNOTATIONS } from './readOverrides';
import { ServiceGroup } from './types';

/** One service, and all that it was made from besides what its candidates see. */
export interface FormedService {
  readonly draft: Draft;
  readonly assigned: AssignedId;
  readonly system: SystemId;
  readonly formerIds: readonly string[];
  readonly group: ServiceGroup;
}

/** What is no part of any service, and why. */
export interface Excluded {
  readonly candidate: Candidate;
  readonly because: string;
}

/** What came of all candidates. */
export interface FormedGroups {
  readonly places: readonly Place[];
  readonly placed: PlacedCandidates;
  /** Sorted by id. */
  readonly services: readonly FormedService[];
  /** Those of the services, in the same order. */
  readonly groups: readonly ServiceGroup[];
  readonly excluded: readonly Excluded[];
  /** Where something was looked up to name drafts, and not in candidates alone: `<cluster> <namespace>`. */
  readonly lookedAt: ReadonlySet<string>;
}

interface Sorted {
  serving: Candidate[];
  runs: Candidate[];
  excluded: Excluded[];
}

function sortOut(
  candidates: readonly Candidate[],
  profiles: readonly Profile[],
): Sorted {
  const runKinds = runKindsOf(profiles);
  const sorted: Sorted = { serving: [], runs: [], excluded: [] };
  for (const candidate of candidates) {
    const { overrides, profile } = candidate;
    if (overrides.excludedBy !== undefined)
      sorted.excluded.push({
        candidate,
        because: `left out, because ${overrides.excludedBy} has the annotation ${SERVICE_ANNOTATIONS.exclude}: "true"; remove it to see the object here`,
      });
    else if (
      isRunOf(candidate, runKinds) &&
      overrides.service === undefined &&
      !profile
    )
      sorted.runs.push(candidate);
    else sorted.serving.push(candidate);
  }
  return sorted;
}

/** Attaches runs to drafts; gives those that serve nobody a draft of their own, or leaves them out. */
function placeRuns(
  sorted: Sorted,
  drafts: readonly Draft[],
  profiles: readonly Profile[],
): Draft[] {
  const own = new Map<string, Draft>();
  const placed = sorted.runs.map(candidate => ({
    candidate,
    attachment:
      attachByKind(candidate, drafts) ??
      attachRun({ candidate, drafts, profiles }),
  }));
  for (const { candidate, attachment } of placed) {
    const { unit } = candidate;
    if (attachment) {
      attachment.draft.parts.push({ candidate, because: attachment.because });
      continue;
    }
    if (unit.finished) {
      sorted.excluded.push({
        candidate,
        because: `left out, because it has ended and belongs to no service; to see it here, add the annotation ${SERVICE_ANNOTATIONS.service} with the service's id`,
      });
      continue;
    }
    const { cluster, object } = unit.root;
    const namespace = object.metadata.namespace ?? 'default';
    const stem = unitName(unit);
    const key = `${cluster} ${namespace} ${toServiceId(stem)}`;
    const part = {
      candidate,
      because: 'a service of its own, because it belongs to no other',
    };
    const known = own.get(key);
    if (known) known.parts.push(part);
    else
      own.set(key, {
        cluster,
        namespace,
        stem,
        declared: false,
        parts: [part],
      });
  }
  return [...own.values()];
}

/** The system that most services of a namespace belong to, for those that nothing places. */
function guessSystems(drafts: readonly Draft[]): (draft: Draft) => SystemId {
  const votes = new Map<string, Map<SystemId, number>>();
  for (const { cluster, namespace, profile } of drafts) {
    if (!profile) continue;
    const at = `${cluster} ${namespace}`;
    const counts = votes.get(at) ?? new Map<SystemId, number>();
    // What is written beside stores works on data; it is hardly ever another store.
    const system = profile.system === 'storage' ? 'data' : profile.system;
    counts.set(system, (counts.get(system) ?? 0) + 1);
    votes.set(at, counts);
  }
  return ({ cluster, namespace }) => {
    if (/^kube-/.test(namespace)) return 'substrate';
    const counts = votes.get(`${cluster} ${namespace}`);
    let best: SystemId = 'data';
    if (!counts) return best;
    for (const system of SYSTEMS) {
      if ((counts.get(system) ?? 0) > (counts.get(best) ?? 0)) best = system;
    }
    return best;
  };
}

function byId({ group: a }: FormedService, { group: b }: FormedService) {
  return a.id < b.id ? -1 : 1;
}

/** Forms services out of all candidates. */
export function formGroups(
  index: KubernetesIndex,
  placed: PlacedCandidates,
  profiles: readonly Profile[],
): FormedGroups {
  const sorted = sortOut(sortCandidates(placed), profiles);
  const serving = joinDeclared(draftGroups(sorted.serving));
  const drafts = [...serving, ...placeRuns(sorted, serving, profiles)];
  const { left, lookedAt } = adoptPortalIds(index, drafts);
  const ids = assignIds(drafts);
  const former = findFormerIds(sorted.serving, ids, left);
  const systemOf = guessSystems(drafts);
  const services: FormedService[] = [];
  for (const [draft, assigned] of ids) {
    const formerIds = former.get(draft) ?? [];
    const made = { draft, assigned, system: systemOf(draft), formerIds };
    services.push({ ...made, group: completeOnce({ index, ...made }) });
  }
  services.sort(byId);
  return {
    places: listPlaces(index),
    placed,
    services,
    groups: services.map(({ group }) => group),
    excluded: sorted.excluded,
    lookedAt,
  };
}
