/**
 * What manifests declare, and how it stands against what is observed. A source that cannot be read is
 * shown with its last good tree and the reason; without any source there is nothing to compare with, which
 * is said and is no agreement.
 */
import {
  compareDeclared,
  DeclaredComparison,
  DeclaredObject,
  DeclaredTree,
  Drift,
  DriftCounts,
  DriftItem,
  InventoryObject,
  lastKnown,
  ManifestList,
  ManifestSource,
  Observation,
} from '@254carbon/backstage-plugin-platform-common';
import { PlatformManifests } from '@254carbon/backstage-plugin-platform-node';
import { KnownPlatform } from './createView';
import { indexMembers } from './indexMembers';

/** An object that is declared, and the cluster that it is for (any, when absent). */
export interface DeclaredEntry extends DeclaredObject {
  cluster?: string;
}

/** What is declared. */
export interface DeclaredView {
  list(): Pick<ManifestList, 'sources' | 'problems' | 'notRendered'>;
  /** Every object that the trees declare. */
  objects(): DeclaredEntry[];
  /** Sources that cannot be read, as sentences. */
  caveats(): string[];
  /** The comparison, of one service or in all. */
  drift(
    known: KnownPlatform,
    serviceId: string | undefined,
  ): Omit<Drift, 'generatedAt'>;
}

/** Things of one kind that one answer carries. */
const MOST = 500;

const NONE: DriftCounts = {
  same: 0,
  different: 0,
  onlyDeclared: 0,
  onlyObserved: 0,
  unknown: 0,
};

function treesOf(manifests: PlatformManifests): DeclaredTree[] {
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

const ORDER: Record<DriftItem['verdict'], number> = {
  different: 0,
  'only-declared': 1,
  'only-observed': 2,
  unknown: 3,
  same: 4,
};

const COUNT_OF: Record<DriftItem['verdict'], keyof DriftCounts> = {
  same: 'same',
  different: 'different',
  'only-declared': 'onlyDeclared',
  'only-observed': 'onlyObserved',
  unknown: 'unknown',
};

function count(items: readonly DriftItem[]): DriftCounts {
  const counts = { ...NONE };
  for (const { verdict } of items) counts[COUNT_OF[verdict]] += 1;
  return counts;
}

function toItems(
  comparison: DeclaredComparison,
  known: KnownPlatform,
): DriftItem[] {
  const members = indexMembers(known.groups);
  const serviceOf = (entry: InventoryObject | undefined) =>
    entry && members.get(entry);
  return comparison.objects.map(item => {
    const serviceId = serviceOf(known.index.get(item.object));
    return {
      object: item.object,
      ...(serviceId ? { serviceId } : {}),
      verdict: item.verdict,
      origins: [...item.origins],
      differences: [...item.differences],
      ...(item.reason ? { reason: item.reason } : {}),
    };
  });
}

function compareAll(
  manifests: PlatformManifests,
  known: KnownPlatform,
): { items: DriftItem[]; caveats: string[] } {
  const { index, clusters } = known;
  const comparison = compareDeclared({
    declared: manifests.current(),
    observed: { objects: index.objects, clusters },
  });
  const items = toItems(comparison, known).sort(
    (a, b) => ORDER[a.verdict] - ORDER[b.verdict],
  );
  return { items, caveats: [...comparison.caveats] };
}

/** Remembers the last result for the same trees and the same objects. */
function createMemo<T>() {
  let last: { trees: unknown; index: unknown; clusters: unknown; value: T };
  return (trees: unknown, known: KnownPlatform, make: () => T): T => {
    const { index, clusters } = known;
    const isSame =
      last?.trees === trees &&
      last.index === index &&
      last.clusters === clusters;
    if (!isSame) last = { trees, index, clusters, value: make() };
    return last.value;
  };
}

function listTrees(
  manifests: PlatformManifests,
): ReturnType<DeclaredView['list']> {
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

function listCaveats(manifests: PlatformManifests): string[] {
  return manifests
    .current()
    .flatMap(item =>
      item.ok
        ? []
        : `Manifests ${item.source.name} cannot be read: ${item.reason}`,
    );
}

type DriftView = ReturnType<DeclaredView['drift']>;

/** Said where there is nothing to compare with; `undefined` where there is. */
function whyNotCompared(manifests: PlatformManifests): DriftView | undefined {
  const nothing = { counts: NONE, items: [] };
  if (manifests.sources.length === 0) {
    return {
      ...nothing,
      state: 'not-configured',
      reason:
        'No manifests are read; name a folder or a repository under platform.manifests to compare with.',
      caveats: [],
    };
  }
  if (treesOf(manifests).length > 0) return undefined;
  const caveats = listCaveats(manifests);
  const reason = caveats.at(0) ?? 'The manifests have not been read yet.';
  return { ...nothing, state: 'unknown', reason, caveats };
}

function showDrift(
  compared: { items: DriftItem[]; caveats: string[] },
  failing: readonly string[],
  serviceId: string | undefined,
): DriftView {
  const own = compared.items.filter(
    item => serviceId === undefined || item.serviceId === serviceId,
  );
  const shown = serviceId
    ? own
    : own.filter(({ verdict }) => verdict !== 'same');
  const reason = failing.at(0);
  return {
    state: 'compared',
    ...(reason ? { reason } : {}),
    counts: count(own),
    items: shown.slice(0, MOST),
    caveats: [...new Set([...failing, ...compared.caveats])],
  };
}

/** Makes the view of what is declared. */
export function createDeclaredView(manifests: PlatformManifests): DeclaredView {
  const memo = createMemo<{ items: DriftItem[]; caveats: string[] }>();
  return {
    list: () => listTrees(manifests),
    objects: () =>
      treesOf(manifests).flatMap(({ cluster, objects }) =>
        objects.map(item => ({ ...item, ...(cluster ? { cluster } : {}) })),
      ),
    caveats: () => listCaveats(manifests),
    drift(known, serviceId) {
      const nothing = whyNotCompared(manifests);
      if (nothing) return nothing;
      const compared = memo(manifests.current(), known, () =>
        compareAll(manifests, known),
      );
      return showDrift(compared, listCaveats(manifests), serviceId);
    },
  };
}
