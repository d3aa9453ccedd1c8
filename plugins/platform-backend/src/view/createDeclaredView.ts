/**
 * What manifests declare, and how it stands against what is observed. A source that cannot be read is
 * shown with its last good tree and the reason; without any source there is nothing to compare with, which
 * is said and is no agreement.
 */
import {
  compareDeclared,
  DeclaredComparison,
  DeclaredObject,
  Drift,
  DriftCounts,
  DriftItem,
  InventoryObject,
  ManifestList,
} from '@254carbon/backstage-plugin-platform-common';
import {
  PlatformManifests,
  PlatformNames,
} from '@254carbon/backstage-plugin-platform-node';
import { KnownPlatform } from './createView';
import { indexMembers } from './indexMembers';
import { listCaveats, listTrees, treesOf } from './listTrees';

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
  drift(known: KnownPlatform, serviceId: string | undefined): Drift;
}

/** Things of one kind that one answer carries. */
const MOST = 500;

const NONE: DriftCounts = {
  same: 0,
  different: 0,
  present: 0,
  onlyDeclared: 0,
  onlyObserved: 0,
  unknown: 0,
};

const ORDER: Record<DriftItem['verdict'], number> = {
  different: 0,
  'only-declared': 1,
  'only-observed': 2,
  unknown: 3,
  present: 4,
  same: 5,
};

const COUNT_OF: Record<DriftItem['verdict'], keyof DriftCounts> = {
  same: 'same',
  different: 'different',
  present: 'present',
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

/** What is declared, and what is known by name only. */
interface DeclaredSources {
  manifests: PlatformManifests;
  names: Pick<PlatformNames, 'current'>;
}

function compareAll(
  { manifests, names }: DeclaredSources,
  known: KnownPlatform,
): { items: DriftItem[]; caveats: string[] } {
  const { index, clusters } = known;
  const comparison = compareDeclared({
    declared: manifests.current(),
    observed: { objects: index.objects, clusters, named: names.current() },
  });
  const items = toItems(comparison, known).sort(
    (a, b) => ORDER[a.verdict] - ORDER[b.verdict],
  );
  return { items, caveats: [...comparison.caveats] };
}

/** How long a comparison is good although objects came and went, in milliseconds; it is work for large platforms. */
const FRESH_MS = 5_000;

interface Compared {
  items: DriftItem[];
  caveats: string[];
  at: number;
}

/** Compares anew when the trees or the names differ, or when the objects do and the last comparison is old. */
function createComparer(sources: DeclaredSources, now: () => number) {
  let last:
    | { compared: Compared; trees: unknown; named: unknown; version: number }
    | undefined;
  return (known: KnownPlatform): Compared => {
    const trees = sources.manifests.current();
    const named = sources.names.current();
    const isSame =
      last?.trees === trees &&
      last.named === named &&
      (last.version === known.version || now() - last.compared.at < FRESH_MS);
    if (!last || !isSame) {
      const compared = { ...compareAll(sources, known), at: now() };
      last = { compared, trees, named, version: known.version };
    }
    return last.compared;
  };
}

type DriftView = Omit<Drift, 'generatedAt'>;

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
  {
    failing,
    unread,
  }: { failing: readonly string[]; unread: readonly string[] },
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
    caveats: [...new Set([...failing, ...unread, ...compared.caveats])],
  };
}

/** Makes the view of what is declared. `now` gives milliseconds since the epoch. */
export function createDeclaredView(options: {
  manifests: PlatformManifests;
  names: Pick<PlatformNames, 'current'>;
  now: () => number;
}): DeclaredView {
  const { manifests, now } = options;
  const compare = createComparer(options, now);
  return {
    list: () => listTrees(manifests),
    objects: () =>
      treesOf(manifests).flatMap(({ cluster, objects }) =>
        objects.map(item => ({ ...item, ...(cluster ? { cluster } : {}) })),
      ),
    caveats: () => listCaveats(manifests),
    drift(known, serviceId) {
      const nothing = whyNotCompared(manifests);
      if (nothing) {
        return { ...nothing, generatedAt: new Date(now()).toISOString() };
      }
      const compared = compare(known);
      return {
        ...showDrift(
          compared,
          // What runs is as old as the last good look at its cluster.
          { failing: listCaveats(manifests), unread: known.caveats },
          serviceId,
        ),
        generatedAt: new Date(compared.at).toISOString(),
      };
    },
  };
}
