/** The sources of manifests as they are shown: how well each was read, and what is wrong in it. */
import {
  DeclaredTree,
  lastKnown,
  ManifestList,
  ManifestSource,
  Observation,
} from '@254carbon/backstage-plugin-platform-common';
import { PlatformManifests } from '@254carbon/backstage-plugin-platform-node';

/** Problems, and things that could not be rendered, that one answer carries. */
const MOST = 500;

/** The last good tree of every source that was ever read. */
export function treesOf(manifests: PlatformManifests): DeclaredTree[] {
  return manifests.current().flatMap(item => lastKnown(item)?.value ?? []);
}

function showSource(
  info: PlatformManifests['sources'][number],
  observation: Observation<DeclaredTree>,
): ManifestSource {
  const last = lastKnown(observation);
  const tree = last?.value;
  return {
    name: info.name,
    type: info.type,
    location: info.location,
    ok: observation.ok,
    ...(observation.ok
      ? {}
      : { reason: observation.reason, since: observation.since }),
    ...(last ? { observedAt: last.observedAt } : {}),
    ...(tree?.revision ? { revision: tree.revision } : {}),
    counts: {
      files: tree?.files ?? 0,
      objects: tree?.objects.length ?? 0,
      problems: tree?.problems.length ?? 0,
      notRendered: tree?.notRendered.length ?? 0,
    },
  };
}

/** Every source, with the problems of all of them. */
export function listTrees(
  manifests: PlatformManifests,
): Pick<ManifestList, 'sources' | 'problems' | 'notRendered'> {
  const trees = treesOf(manifests);
  const current = manifests.current();
  return {
    sources: manifests.sources.map((info, n) => showSource(info, current[n])),
    problems: trees
      .flatMap(({ source, problems }) =>
        problems.map(problem => ({ ...problem, source })),
      )
      .slice(0, MOST),
    notRendered: trees
      .flatMap(({ source, notRendered }) =>
        notRendered.map(({ namespaces, ...item }) => ({
          ...item,
          ...(namespaces ? { namespaces: [...namespaces] } : {}),
          source,
        })),
      )
      .slice(0, MOST),
  };
}

/** Sources that cannot be read, as sentences. */
export function listCaveats(manifests: PlatformManifests): string[] {
  return manifests
    .current()
    .flatMap(item =>
      item.ok
        ? []
        : `Manifests ${item.source.name} cannot be read: ${item.reason}`,
    );
}
