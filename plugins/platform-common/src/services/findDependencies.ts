/**
 * What a service depends on, and how that is known. A profile or a person may declare it; an address in
 * the configuration of its workloads shows it. Only names of hosts are read from the configuration and
 * repeated as evidence, never the values around them, which may hold passwords.
 */
import { KubernetesIndex } from '../kubernetes';
import { Service } from '../model';
import { findHosts, readSettings } from './readSettings';
import { ServiceDirectory } from './ServiceDirectory';
import { ServiceGroup } from './types';
import { SERVICE_ANNOTATIONS } from './readOverrides';

type Dependency = Service['dependsOn'][number];

function inferDependencies(
  group: ServiceGroup,
  index: KubernetesIndex,
  directory: ServiceDirectory,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { entry } of group.workloads) {
    const { kind, metadata } = entry.object;
    const space = metadata.namespace ?? group.namespace;
    for (const setting of readSettings(index, entry)) {
      for (const host of findHosts(setting)) {
        const id = directory.find(group.cluster, space, host);
        if (id === undefined || id === group.id || found.has(id)) continue;
        found.set(
          id,
          `${kind} ${metadata.name}: ${setting.where} names ${host}`,
        );
      }
    }
  }
  return found;
}

/** The installation of some software that a service of a cluster would use, when that is clear. */
function resolveProfile(
  group: ServiceGroup,
  profileId: string,
  directory: ServiceDirectory,
  inferred: ReadonlyMap<string, string>,
): ServiceGroup | undefined {
  const all = directory
    .installations(group.cluster, profileId)
    .filter(({ id }) => id !== group.id);
  const named = all.filter(({ id }) => inferred.has(id));
  const near = all.filter(({ namespace }) => namespace === group.namespace);
  for (const set of [named, near, all]) {
    if (set.length === 1) return set[0];
    if (set.length > 1) return undefined;
  }
  return undefined;
}

function declaredByPeople(group: ServiceGroup): string[] {
  return group.workloads.flatMap(({ entry }) =>
    (entry.object.metadata.annotations?.[SERVICE_ANNOTATIONS.dependsOn] ?? '')
      .split(/[\s,]+/)
      .filter(id => id !== ''),
  );
}

/** What a service depends on, sorted by id, each with its evidence; only services that exist. */
export function findDependencies(options: {
  group: ServiceGroup;
  index: KubernetesIndex;
  directory: ServiceDirectory;
}): Dependency[] {
  const { group, index, directory } = options;
  const inferred = inferDependencies(group, index, directory);
  const found = new Map<string, Dependency>();
  const declare = (id: string, why: string) => {
    const also = inferred.get(id);
    found.set(id, {
      serviceId: id,
      evidence: also ? `${why}; ${also}` : why,
      confidence: 'declared',
    });
  };
  for (const profileId of group.profile?.dependsOn ?? []) {
    const target = resolveProfile(group, profileId, directory, inferred);
    if (target)
      declare(target.id, `the profile of ${group.profile?.title} declares it`);
  }
  for (const id of declaredByPeople(group)) {
    if (directory.has(id) && id !== group.id)
      declare(id, `declared by annotation ${SERVICE_ANNOTATIONS.dependsOn}`);
  }
  for (const [serviceId, evidence] of inferred) {
    if (!found.has(serviceId))
      found.set(serviceId, { serviceId, evidence, confidence: 'inferred' });
  }
  return [...found.values()].sort((a, b) =>
    a.serviceId < b.serviceId ? -1 : 1,
  );
}
