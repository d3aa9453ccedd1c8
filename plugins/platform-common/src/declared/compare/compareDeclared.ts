/**
 * Lays everything declared upon everything observed. The answer is careful in both directions: what is not seen is *missing* only
 * when the cluster says so, and what is not written is *undeclared* only when every tree was read whole. Otherwise it is
 * unknown, with the reason.
 */
import { InventoryObject, KubernetesObject } from '../../kubernetes';
import { Observation } from '../../model';
import { declaredKey } from '../declaredKey';
import { DeclaredObject, DeclaredTree } from '../types';
import {
  ComparedObject,
  DeclaredComparison,
  DeclaredVerdict,
} from './comparison';
import { differencesOf } from './differencesOf';
import { ObservedIndex, ObservedPlatform } from './ObservedIndex';
import { TreeCoverage } from './TreeCoverage';
import { whyNotDeclared } from './whyNotDeclared';

export type { ObservedPlatform };

/** Namespaces in which a declared object may be found, the likeliest first. */
function namespacesOf({ object, appliedTo }: DeclaredObject): string[] {
  const { namespace } = object.metadata;
  return namespace
    ? [namespace, '']
    : [...(appliedTo ? [appliedTo] : []), '', 'default'];
}

function nameOf(
  object: KubernetesObject,
  cluster: string,
  namespace?: string,
): ComparedObject['object'] {
  const { apiVersion, kind, metadata } = object;
  return {
    cluster,
    apiVersion,
    kind,
    ...(namespace ? { namespace } : {}),
    name: metadata.name,
  };
}

/** Declarations of one and the same object. */
interface Group {
  cluster?: string;
  declared: DeclaredObject[];
}

function groupDeclared({ known }: TreeCoverage): Group[] {
  const groups = new Map<string, Group>();
  for (const { tree } of known) {
    for (const declared of tree.objects) {
      const { object, appliedTo } = declared;
      const namespace = object.metadata.namespace ?? appliedTo;
      const key = `${tree.cluster ?? ''}|${declaredKey(object, namespace)}`;
      const group = groups.get(key);
      if (group) group.declared.push(declared);
      else groups.set(key, { cluster: tree.cluster, declared: [declared] });
    }
  }
  return [...groups.values()];
}

class Comparing {
  readonly objects: ComparedObject[] = [];
  readonly #index: ObservedIndex;
  readonly #seen = new Set<InventoryObject>();

  constructor(index: ObservedIndex) {
    this.#index = index;
  }

  #find({ cluster, declared }: Group): InventoryObject[] {
    for (const namespace of namespacesOf(declared[0])) {
      const found = this.#index.find(declared[0].object, namespace, cluster);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** One object that is declared, maybe at several places: the place that comes closest to what runs is the one compared with. */
  #compareBoth({ declared }: Group, item: InventoryObject): ComparedObject {
    const { object, cluster, observedAt, staleSince } = item;
    const ignored = this.#index.ownedElsewhere(object);
    const isOther = declared[0].object.apiVersion !== object.apiVersion;
    const candidates = declared.map(one => {
      const { apiVersion, kind, metadata } = one.object;
      // Two versions of an API may say the same in different fields.
      return differencesOf(
        isOther ? { apiVersion, kind, metadata } : one.object,
        object,
        ignored,
      );
    });
    const [differences] = candidates.sort((a, b) => a.length - b.length);
    const verdict = differences.length > 0 ? 'different' : 'same';
    const paths = differences.slice(0, 3).map(({ path }) => path);
    const many = `${differences.length} ${
      differences.length === 1 ? 'field differs' : 'fields differ'
    }: ${paths.join(', ')}.`;
    const versions = `Declared as ${declared[0].object.apiVersion} and read as ${object.apiVersion}: only labels and annotations were compared.`;
    const reasons = [
      ...(staleSince
        ? [
            `It cannot be read since ${staleSince}; what is known of it may have changed.`,
          ]
        : []),
      ...(verdict === 'different' ? [many] : []),
      ...(isOther ? [versions] : []),
    ];
    return {
      object: nameOf(object, cluster, object.metadata.namespace),
      verdict: staleSince ? 'unknown' : verdict,
      origins: declared.map(({ origin }) => origin),
      differences,
      ...(reasons.length > 0 ? { reason: reasons.join(' ') } : {}),
      observedAt,
    };
  }

  #compareMissing({ cluster, declared }: Group): ComparedObject {
    const [{ object, appliedTo }] = declared;
    const reason = this.#index.whyUnknown(object, cluster);
    const only =
      this.#index.clusters.length === 1 ? this.#index.clusters[0].name : '';
    return {
      object: nameOf(
        object,
        cluster ?? only,
        object.metadata.namespace ?? appliedTo,
      ),
      verdict: reason ? 'unknown' : 'only-declared',
      origins: declared.map(({ origin }) => origin),
      differences: [],
      reason: reason ?? 'It is declared, and no cluster has it.',
    };
  }

  /** What is there as far as its name goes, one for each cluster that has it. */
  #compareNamed({ cluster, declared }: Group): ComparedObject[] {
    const [first] = declared;
    return this.#index
      .findNamed(first.object, namespacesOf(first), cluster)
      .map(found => ({
        object: nameOf(first.object, found.cluster, found.namespace),
        verdict: 'present',
        origins: declared.map(({ origin }) => origin),
        differences: [],
        reason:
          'It is in the cluster. Only names are read of its kind, so what is in it was not compared.',
        observedAt: found.observedAt,
      }));
  }

  takeDeclared(group: Group): void {
    const found = this.#find(group);
    for (const item of found) {
      this.#seen.add(item);
      this.objects.push(this.#compareBoth(group, item));
    }
    if (found.length > 0) return;
    const named = this.#compareNamed(group);
    const all = named.length > 0 ? named : [this.#compareMissing(group)];
    this.objects.push(...all);
  }

  takeObserved(
    items: readonly InventoryObject[],
    coverage: TreeCoverage,
  ): Map<string, number> {
    const leftOut = new Map<string, number>();
    for (const item of items) {
      if (this.#seen.has(item)) continue;
      const { cluster, object, observedAt, staleSince } = item;
      const statefulSets = this.#index.statefulSets.get(cluster) ?? new Set();
      const why = coverage.covers(cluster)
        ? whyNotDeclared(object, statefulSets)
        : `no manifests are read for the cluster ${cluster}`;
      if (why) {
        leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
        continue;
      }
      const stale =
        staleSince && `It cannot be read since ${staleSince} and may be gone.`;
      const reason = stale || coverage.whyUnknown(item);
      this.objects.push({
        object: nameOf(object, cluster, object.metadata.namespace),
        verdict: reason ? 'unknown' : 'only-observed',
        origins: [],
        differences: [],
        reason: reason ?? 'It is in the cluster, and no manifest declares it.',
        observedAt,
      });
    }
    return leftOut;
  }
}

function count(
  objects: readonly ComparedObject[],
): Record<DeclaredVerdict, number> {
  const counts = {
    same: 0,
    different: 0,
    present: 0,
    'only-declared': 0,
    'only-observed': 0,
    unknown: 0,
  };
  for (const { verdict } of objects) counts[verdict] += 1;
  return counts;
}

/**
 * Compares what every source declares with what every cluster has. Nothing is compared, and a caveat says so, while no source has
 * ever been read.
 */
export function compareDeclared(options: {
  declared: readonly Observation<DeclaredTree>[];
  observed: ObservedPlatform;
}): DeclaredComparison {
  const { declared, observed } = options;
  const coverage = new TreeCoverage(declared);
  const { known, caveats } = coverage;
  if (known.length === 0) {
    const none = declared.length === 0 ? ['No manifests are configured.'] : [];
    return {
      objects: [],
      counts: count([]),
      leftOut: [],
      caveats: [...caveats, ...none],
    };
  }
  const index = new ObservedIndex(
    observed,
    known.flatMap(({ tree }) => tree.objects.map(({ object }) => object)),
  );
  const comparing = new Comparing(index);
  groupDeclared(coverage).forEach(group => comparing.takeDeclared(group));
  const leftOut = comparing.takeObserved(observed.objects, coverage);
  return {
    objects: comparing.objects,
    counts: count(comparing.objects),
    leftOut: [...leftOut].map(([reason, many]) => ({ reason, count: many })),
    caveats,
  };
}
