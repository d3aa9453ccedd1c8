import { InventoryObject } from './objects';
import { selectedLabels, selectsAny } from './relations';

type Labels = Record<string, string> | undefined;

/**
 * Kubernetes Services by one of the labels that they select, so that those of a workload are found without
 * trying every Service of its namespace.
 */
export class SelectorTable {
  readonly #byLabel = new Map<string, InventoryObject[]>();

  constructor(services: readonly InventoryObject[]) {
    for (const service of services) {
      const { cluster, object } = service;
      const [pair] = Object.entries(selectedLabels(object));
      if (!pair) continue;
      const [name, value] = pair;
      const at = `${cluster} ${
        object.metadata.namespace ?? ''
      } ${name}=${value}`;
      const list = this.#byLabel.get(at);
      if (list) list.push(service);
      else this.#byLabel.set(at, [service]);
    }
  }

  /** The Services of a namespace that select any of these sets of labels, sorted by name. */
  find(
    cluster: string,
    namespace: string | undefined,
    candidates: readonly Labels[],
  ): InventoryObject[] {
    const found = new Set<InventoryObject>();
    for (const labels of new Set(candidates)) {
      for (const [name, value] of Object.entries(labels ?? {})) {
        const at = `${cluster} ${namespace ?? ''} ${name}=${value}`;
        for (const service of this.#byLabel.get(at) ?? []) {
          if (!found.has(service) && selectsAny(service.object, [labels]))
            found.add(service);
        }
      }
    }
    return [...found].sort((a, b) =>
      a.object.metadata.name < b.object.metadata.name ? -1 : 1,
    );
  }
}
