/** The namespaces of a catalog, each with its properties and its tables. */
import { CatalogError, badRequest } from './CatalogError';
import type { CatalogTable } from './types';

/** A namespace. */
export interface Namespace {
  levels: readonly string[];
  properties: Record<string, string>;
  tables: Map<string, CatalogTable>;
}

const keyOf = (levels: readonly string[]) => levels.join('\u001f');

/** All namespaces, by their levels. */
export class Namespaces {
  readonly #namespaces = new Map<string, Namespace>();

  /** Direct children of the parent, in order; all first levels without one. */
  list(parent: readonly string[] = []): string[][] {
    if (parent.length > 0) this.find(parent);
    return [...this.#namespaces.values()]
      .map(({ levels }) => [...levels])
      .filter(
        levels =>
          levels.length === parent.length + 1 &&
          parent.every((level, at) => levels[at] === level),
      )
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  /** @throws CatalogError 404 */
  find(levels: readonly string[]): Namespace {
    const found = this.#namespaces.get(keyOf(levels));
    if (found) return found;
    throw new CatalogError(
      404,
      'NoSuchNamespaceException',
      `Namespace does not exist: ${levels.join('.')}`,
    );
  }

  has(levels: readonly string[]): boolean {
    return this.#namespaces.has(keyOf(levels));
  }

  /** @throws CatalogError 404 */
  properties(levels: readonly string[]): Record<string, string> {
    return { ...this.find(levels).properties };
  }

  /** @throws CatalogError 400 for a name without letters, 409 when there is one */
  create(
    levels: readonly string[],
    properties: Record<string, string> = {},
  ): void {
    if (levels.length === 0 || levels.some(level => !level)) {
      throw badRequest('Invalid namespace: a level has no name');
    }
    if (this.has(levels)) {
      throw new CatalogError(
        409,
        'AlreadyExistsException',
        `Namespace already exists: ${levels.join('.')}`,
      );
    }
    const made = { levels: [...levels], properties, tables: new Map() };
    this.#namespaces.set(keyOf(levels), made);
  }

  /** @throws CatalogError 404, 409 when something is in it */
  drop(levels: readonly string[]): void {
    const { tables } = this.find(levels);
    if (tables.size > 0 || this.list(levels).length > 0) {
      throw new CatalogError(
        409,
        'NamespaceNotEmptyException',
        `Namespace ${levels.join('.')} is not empty.`,
      );
    }
    this.#namespaces.delete(keyOf(levels));
  }

  /** @throws CatalogError 404 */
  change(
    levels: readonly string[],
    change: { removals: readonly string[]; updates: Record<string, string> },
  ): { updated: string[]; removed: string[]; missing: string[] } {
    const { properties } = this.find(levels);
    const removed = change.removals.filter(key => key in properties);
    const missing = change.removals.filter(key => !(key in properties));
    for (const key of removed) delete properties[key];
    Object.assign(properties, change.updates);
    return { updated: Object.keys(change.updates), removed, missing };
  }
}
