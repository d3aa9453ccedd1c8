import type { ResourceType, Subresource } from './types';

/** The short form in which a table of types is written. */
export interface TypeEntry {
  kind: string;
  plural: string;
  /** Default: the kind in lower case. */
  singular?: string;
  /** True for what lives outside namespaces. */
  cluster?: boolean;
  shortNames?: string[];
  subresources?: Subresource[];
  categories?: string[];
  verbs?: string[];
}

/**
 * Expands a table of types of one group and version.
 *
 * @param apiVersion - as an object writes it: `v1`, `apps/v1`
 * @param entries - the kinds
 * @param options - `custom` marks types that a CustomResourceDefinition brings
 */
export function defineTypes(
  apiVersion: string,
  entries: TypeEntry[],
  options: { custom?: boolean } = {},
): ResourceType[] {
  const [first, second] = apiVersion.split('/');
  const group = second === undefined ? '' : first;
  const version = second ?? first;
  return entries.map(entry => ({
    group,
    version,
    kind: entry.kind,
    plural: entry.plural,
    singular: entry.singular ?? entry.kind.toLocaleLowerCase('en-US'),
    namespaced: !entry.cluster,
    shortNames: entry.shortNames,
    subresources: entry.subresources,
    categories: entry.categories,
    verbs: entry.verbs,
    custom: options.custom,
  }));
}
