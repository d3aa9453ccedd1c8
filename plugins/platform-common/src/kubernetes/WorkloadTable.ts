import { InventoryObject } from './objects';
import { addTo, PlaceTables } from './PlaceTables';
import { podTemplateOf } from './podTemplate';
import { selectedLabels, selectsAny } from './relations';

type Found = readonly InventoryObject[];
const NONE: Found = [];

/** Kinds whose pods a Kubernetes Service selects, and owners that stand for what they own. */
const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod'];
const OWNERS: ReadonlySet<string> = new Set(['ReplicaSet', 'Deployment']);

/** The workloads of a place that a Kubernetes Service may select, found by the labels of their pods. */
export class WorkloadTable {
  readonly #byLabel = new Map<string, InventoryObject[]>();

  constructor(tables: Pick<PlaceTables, 'byKind'>) {
    for (const entry of KINDS.flatMap(kind => tables.byKind(kind))) {
      const owners = entry.object.metadata.ownerReferences ?? [];
      if (owners.some(({ kind }) => OWNERS.has(kind))) continue;
      const labels = Object.entries(podTemplateOf(entry.object).labels);
      for (const [key, value] of labels)
        addTo(this.#byLabel, `${key}=${value}`, entry);
    }
  }

  /** Those that a Kubernetes Service selects: all bear each of its labels, so only the fewest that bear one are looked at. */
  find({ object }: InventoryObject): Found {
    const [fewest = NONE] = Object.entries(selectedLabels(object))
      .map(([key, value]) => this.#byLabel.get(`${key}=${value}`) ?? NONE)
      .sort((a, b) => a.length - b.length);
    return fewest.filter(entry =>
      selectsAny(object, [podTemplateOf(entry.object).labels]),
    );
  }
}
