/**
 * Services out of candidates, from the beginning: drafts, runs, ids, and what belongs to each. What was formed remembers where every
 * candidate went, so that the next time only what changed has to be looked at (`reformGroups`).
 */
import { KubernetesIndex, listPlaces, Place } from '../kubernetes';
import { SystemId, SYSTEMS } from '../model';
import { Profile } from '../profiles';
import { adoptPortalIds, findFormerIds, joinDeclared } from './adoptIds';
import { assignIds } from './assignIds';
import { attachByKind, attachRun } from './attachRun';
import { Candidate } from './Candidate';
import { completeOnce, FormedService } from './completeOnce';
import { Draft, draftGroups, OwnDrafts } from './draftGroups';
import {
  isRunOf,
  PlacedCandidates,
  runKindsOf,
  sortCandidates,
} from './findCandidates';
import { SERVICE_ANNOTATIONS } from './readOverrides';
import { ServiceGroup } from './types';

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
  for (let at = 0; at < candidates.length; at += 1) {
    const candidate = candidates[at];
    const { overrides, profile } = candidate;
    if (overrides.excludedBy !== undefined)
      sorted.excluded.push({
        candidate,
        because: `left out, because ${overrides.excludedBy} has the annotation ${SERVICE_ANNOTATIONS.exclude}: "true"; remove it to see the object here`,
      });
    else if (
      isRunOf(candidate.unit, runKinds) &&
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
  const attachments = sorted.runs.map(
    candidate =>
      attachByKind(candidate, drafts) ??
      attachRun({ candidate, drafts, profiles }),
  );
  const own = new OwnDrafts();
  for (const [at, candidate] of sorted.runs.entries()) {
    const attachment = attachments[at];
    if (attachment) {
      attachment.draft.parts.push({ candidate, because: attachment.because });
      continue;
    }
    if (candidate.unit.finished) {
      sorted.excluded.push({
        candidate,
        because: `left out, because it has ended and belongs to no service; to see it here, add the annotation ${SERVICE_ANNOTATIONS.service} with the service's id`,
      });
      continue;
    }
    own.add(candidate);
  }
  return own.all;
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
    if (namespace.startsWith('kube-')) return 'substrate';
    let best: SystemId = 'data';
    if (votes.size === 0) return best;
    const counts = votes.get(`${cluster} ${namespace}`);
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

const NO_IDS: readonly string[] = [];

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
  for (let at = 0; at < ids.length; at += 1) {
    const { draft, assigned } = ids[at];
    const formerIds = former.get(draft) ?? NO_IDS;
    const forming = { draft, assigned, system: systemOf(draft), formerIds };
    services.push(completeOnce(index, forming));
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
