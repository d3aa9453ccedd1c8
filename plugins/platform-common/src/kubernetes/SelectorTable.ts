import { InventoryObject } from './objects';
import { selectedLabels, selectsAny } from './relations';

type Labels = Record<string, string> | undefined;

/**
 * The Kubernetes Services of one namespace by one of the labels that they select, so that those of a workload are found
 * without trying every Service.
 */
export class SelectorTable {
  readonly #byLabel = new Map<string, InventoryObject[]>();

  constructor(services: readonly InventoryObject[]) {
    for (const service of services) {
      const [pair] = Object.entries(selectedLabels(service.object));
      if (!pair) continue;
      const [name, value] = pair;
      const at = `${name}=${value}`;
      const list = this.#byLabel.get(at);
      if (list) list.push(service);
      else this.#byLabel.set(at, [service]);
    }
  }

  /** Whether no Service selects anything. */
  get isEmpty(): boolean {
    return this.#byLabel.size === 0;
  }

  /** The Services that select any of these sets of labels, sorted by name. */
  find(candidates: readonly Labels[]): InventoryObject[] {
    const found = new Set<InventoryObject>();
    for (const labels of new Set(candidates)) {
      for (const [name, value] of Object.entries(labels ?? {})) {
        for (const service of this.#byLabel.get(`${name}=${value}`) ?? []) {
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
