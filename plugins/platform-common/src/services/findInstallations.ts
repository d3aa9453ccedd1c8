/**
 * Two installations of the same software in one namespace: told apart by the name that is left when the
 * roles are taken away, and by the release when even that is the same (`redis` and Helm's `redis-master`
 * of the release `redis-bitnami`).
 */
import { Profile } from '../profiles';
import { Candidate, spaceOf, unitLabel, unitName } from './Candidate';
import { nameStem } from './nameStem';

const INSTANCE = 'app.kubernetes.io/instance';

function stemByName(candidate: Candidate, profile: Profile): string {
  if (profile.oneInstallationPer === 'namespace') return profile.id;
  return nameStem(unitName(candidate.unit), profile.roles ?? []) || profile.id;
}

function placeOf(candidate: Candidate, profile: Profile): string {
  const { root } = candidate.unit;
  const stem = stemByName(candidate, profile);
  return `${root.cluster} ${spaceOf(root)} ${profile.id} ${stem}`;
}

/** For each recognised candidate, the name of the installation that it belongs to. */
export function findInstallations(
  candidates: readonly Candidate[],
): (candidate: Candidate, profile: Profile) => string {
  const releases = new Map<string, Set<string>>();
  for (const candidate of candidates) {
    const { profile, unit } = candidate;
    if (!profile || profile.oneInstallationPer === 'namespace') continue;
    const at = placeOf(candidate, profile);
    const release = unitLabel(unit, INSTANCE) ?? '';
    releases.set(at, (releases.get(at) ?? new Set()).add(release));
  }
  return (candidate, profile) => {
    const stem = stemByName(candidate, profile);
    const seen = releases.get(placeOf(candidate, profile));
    const release = unitLabel(candidate.unit, INSTANCE);
    return release !== undefined && (seen?.size ?? 0) > 1 ? release : stem;
  };
}
