import { imagesOf } from '../kubernetes';
import { Profile } from '../profiles';
import { recogniseRun } from './attachRun';
import { Candidate, unitLabels } from './Candidate';
import { isRunOf, runKindsOf } from './findCandidates';
import { deployersOf } from './findDeployers';

/** What a run is attached by, besides what every candidate has. */
function describeRun(
  { unit }: Candidate,
  profiles: readonly Profile[],
): unknown[] {
  const found = recogniseRun(unit, profiles).map(one => [
    one?.profile.id,
    one?.because,
  ]);
  return [found, unit.workloads.map(({ entry }) => imagesOf(entry.object))];
}

function describeAnew(
  candidate: Candidate,
  profiles: readonly Profile[],
): string {
  const { unit, overrides, profile, recognised, order } = candidate;
  const { root, role, finished, unknownOwner } = unit;
  return JSON.stringify([
    [order, role, finished, root.object.metadata.creationTimestamp],
    unknownOwner && [unknownOwner.kind, unknownOwner.name],
    [...unitLabels(unit)],
    [profile?.id, recognised],
    [overrides.service, overrides.excludedBy, overrides.formerIds],
    deployersOf(unit),
    isRunOf(unit, runKindsOf(profiles)) ? describeRun(candidate, profiles) : [],
  ]);
}

/** Shapes of candidates in use; neither they nor lists of profiles change. */
const known = new WeakMap<
  Candidate,
  { profiles: readonly Profile[]; shape: string }
>();

/**
 * All that decides into which draft a candidate goes, what the draft is called, and which ids it takes or leaves behind, as text. Candidates of the
 * same shape are drafted alike; what else they hold (who owns them, their pods, what they are told to do) is looked at when a draft is completed.
 * Whoever has drafting ask a candidate for more adds it here.
 */
export function describeShape(
  candidate: Candidate,
  profiles: readonly Profile[],
): string {
  const last = known.get(candidate);
  if (last?.profiles === profiles) return last.shape;
  const shape = describeAnew(candidate, profiles);
  known.set(candidate, { profiles, shape });
  return shape;
}
