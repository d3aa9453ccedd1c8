import { Probe, Profile, Recogniser } from './types';

type Complaint = string | undefined;

function describe(value: unknown): unknown {
  return value instanceof RegExp ? value.toString() : value;
}

/** A text that is the same for two recognisers exactly when their conditions are the same. */
function conditionOf(recogniser: Recogniser): string {
  return JSON.stringify(
    Object.entries(recogniser).sort(([a], [b]) => a.localeCompare(b)),
    (_, value) => describe(value),
  );
}

function patternsOf(profile: Profile): RegExp[] {
  const own = [profile.probeService, profile.optional];
  const recognisers = profile.recognise.flatMap(entry => [
    entry.group,
    entry.name,
    entry.image,
    entry.chart,
    ...Object.values(entry.labels ?? {}),
  ]);
  return [...own, ...recognisers].filter(item => item instanceof RegExp);
}

function complainOfRecognisers(profile: Profile): Complaint {
  if (profile.recognise.length === 0)
    return `has no recogniser; give it a label, image, chart, name or kind by which it is known`;
  const empty = profile.recognise.some(
    entry =>
      Object.values(entry).filter(value => value !== undefined).length === 0 ||
      (entry.labels && Object.keys(entry.labels).length === 0) ||
      entry.kinds?.length === 0,
  );
  if (empty)
    return `has a recogniser without a condition, which would recognise nothing or everything; give it one or remove it`;
  const stateful = patternsOf(profile).find(item => /[gy]/.test(item.flags));
  return (
    stateful &&
    `uses the pattern ${stateful} with the flag g or y, which remembers its last match; remove the flag`
  );
}

function complainOfAddress(
  probe: Extract<Probe, { protocol: 'http' | 'tcp' }>,
): Complaint {
  const { port = NaN } = probe;
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    return `asks port ${port}; give it a whole number from 1 to 65535`;
  if (probe.protocol === 'http' && !/^\/[^\s#]*$/.test(probe.path))
    return `asks the path '${probe.path}'; let it start with / and hold no blank and no #`;
  return undefined;
}

function complainOfProbe(probe: Probe): Complaint {
  if (probe.protocol === 'workload-only')
    return probe.reason.trim() === ''
      ? 'has no reason why nothing can be asked; write it'
      : undefined;
  if (probe.good.trim() === '')
    return 'does not say what a good answer is; write it in `good`';
  if (probe.protocol === 'custom-resource')
    return probe.kinds.length === 0
      ? 'is judged by custom resources but names no kind; name one'
      : undefined;
  return complainOfAddress(probe);
}

function complainOfWords(profile: Profile): Complaint {
  if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(profile.id))
    return 'has an id that cannot name an entity; use at most 40 lower-case letters, digits and inner hyphens';
  if (profile.title.trim() === '' || profile.description.trim() === '')
    return 'has no title or no description; write both';
  if (!/^group:[a-z0-9-]+\/[a-z0-9-]+$/.test(profile.owner))
    return `has the owner '${profile.owner}'; write a group ref such as group:default/data-engineering`;
  const type = profile.scheduled ? 'scheduled-job' : 'service';
  if (profile.kind === 'Component' && profile.type !== type)
    return `is a Component of type '${profile.type}'; use type '${type}', or kind Resource`;
  const role = profile.roles?.find(word => !/^[a-z0-9-]+$/.test(word));
  return role === undefined
    ? undefined
    : `has the role '${role}'; roles are lower-case words of a workload's name`;
}

function complainOfMetrics({ metrics }: Profile): Complaint {
  if (!metrics) return undefined;
  const isSound =
    metrics.port > 0 &&
    metrics.path.startsWith('/') &&
    metrics.series.length > 0;
  if (!isSound)
    return 'names metrics without a port, a path or a series; give all three or none';
  const wrong = metrics.series.find(
    name => !/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name),
  );
  return wrong === undefined
    ? undefined
    : `names the series '${wrong}', which cannot be one; use letters, digits, _ and :`;
}

function complainOfDependencies(
  profile: Profile,
  ids: ReadonlySet<string>,
): Complaint {
  const missing = profile.dependsOn.find(id => !ids.has(id));
  if (missing !== undefined)
    return `depends on '${missing}', which no profile has as its id; correct it or add that profile`;
  return profile.dependsOn.includes(profile.id)
    ? 'depends on itself; remove that'
    : undefined;
}

/**
 * Refuses profiles that cannot be right, so that the portal does not start with them.
 *
 * @throws Error with one sentence that names the profile and the cure.
 */
export function proveProfiles(profiles: readonly Profile[]): void {
  const ids = new Set(profiles.map(profile => profile.id));
  const seen = new Set<string>();
  const conditions = new Map<string, string>();
  const fail = (id: string, complaint: string) => {
    throw new Error(`The profile '${id}' ${complaint}.`);
  };
  for (const profile of profiles) {
    if (seen.has(profile.id))
      fail(profile.id, 'exists twice; give one of them another id');
    seen.add(profile.id);
    const complaint =
      complainOfWords(profile) ??
      complainOfRecognisers(profile) ??
      complainOfProbe(profile.probe) ??
      complainOfMetrics(profile) ??
      complainOfDependencies(profile, ids);
    if (complaint !== undefined) fail(profile.id, complaint);
    for (const recogniser of profile.recognise) {
      const condition = conditionOf(recogniser);
      const other = conditions.get(condition);
      if (other !== undefined)
        fail(
          profile.id,
          `recognises by the same condition as '${other}' and could never win; make one of them more special`,
        );
      conditions.set(condition, profile.id);
    }
  }
}
