import { EntityFilter } from '@backstage/plugin-catalog-react';

/** A name that no entity can have: what nobody has reached lists nothing, and not everything. */
const NOBODY = '-';

/**
 * Entities of services that have reached certain levels. The catalog does not know levels and readiness knows names, so the catalog is asked
 * for these names: its pages, counts and other filters stay right.
 */
export class ReadinessFilter implements EntityFilter {
  readonly values: readonly string[];
  readonly #names: readonly string[];

  /**
   * @param values - Levels, as the address shows them.
   * @param names - Names of the entities that have reached one of them.
   */
  constructor(values: readonly string[], names: readonly string[]) {
    this.values = values;
    this.#names = names;
  }

  getCatalogFilters(): Record<string, string[]> {
    return {
      'metadata.name': this.#names.length > 0 ? [...this.#names] : [NOBODY],
    };
  }

  toQueryValue(): string[] {
    return [...this.values];
  }
}
