/**
 * Objects that bring other objects from elsewhere: a release of a chart, an operator that a catalog installs, a folder of another repository.
 * What deploys a folder of the tree itself brings nothing that is not read anyway.
 */
import { DeclaredTree, isWithin, resolveInTree } from '../../declared';
import {
  asObject,
  asObjects,
  asText,
  JsonObject,
  KubernetesObject,
} from '../../kubernetes';

/** Something that brings objects from elsewhere into a namespace; into any when it names none. */
export interface Delivery {
  namespace?: string;
  /** What it is, with place: `Application trino (apps/trino.yaml:4)`. */
  by: string;
}

/** Whether the tree holds a folder; a tree of which not all is read may. */
function holds({ paths }: DeclaredTree, folder: string): boolean {
  return paths === undefined || paths.some(path => isWithin(path, folder));
}

/** The folder that a path with wildcards or variables lies in; nothing when it may be any. */
function fixedPart(path: string): string | undefined {
  const [fixed = ''] = path.split(/[*?]|\{\{/);
  const folder = fixed === path ? path : fixed.replace(/[^/]*$/, '');
  return resolveInTree('', folder.replace(/\/$/, '')) || undefined;
}

/** Folders that an ApplicationSet deploys, as far as its template or its generators say which. */
function foldersOf(
  spec: JsonObject | undefined,
  sources: readonly JsonObject[],
): (string | undefined)[] {
  const named = sources.map(({ path }) => fixedPart(asText(path) ?? ''));
  if (named.every(folder => folder !== undefined)) return named;
  const generated = asObjects(spec?.generators).flatMap(({ git }) =>
    [...asObjects(asObject(git).directories), ...asObjects(asObject(git).files)]
      .filter(({ exclude }) => exclude !== true)
      .map(({ path }) => fixedPart(asText(path) ?? '')),
  );
  return generated.length > 0 ? generated : [undefined];
}

function isOutside(
  { spec }: KubernetesObject,
  sources: readonly JsonObject[],
  tree: DeclaredTree,
): boolean {
  const isNamed = sources.some(
    ({ chart, repoURL }) =>
      chart !== undefined || (asText(repoURL) ?? '').includes('{{'),
  );
  if (isNamed) return true;
  return foldersOf(spec, sources).some(
    folder => folder !== undefined && !holds(tree, folder),
  );
}

function ofSet(
  object: KubernetesObject,
  by: string,
  tree: DeclaredTree,
): Delivery | undefined {
  const template = asObject(asObject(object.spec?.template).spec);
  const single = asObject(template.source);
  const sources = [
    ...(Object.keys(single).length > 0 ? [single] : []),
    ...asObjects(template.sources),
  ];
  if (!isOutside(object, sources, tree)) return undefined;
  const namespace = asText(asObject(template.destination).namespace);
  return namespace && !namespace.includes('{{') ? { by, namespace } : { by };
}

/** A Kustomization of Flux; of a folder that the tree has it brings nothing else. */
function ofFlux(
  { spec }: KubernetesObject,
  by: string,
  tree: DeclaredTree,
): Delivery | undefined {
  const folder = resolveInTree('', asText(spec?.path) ?? '');
  if (folder && holds(tree, folder)) return undefined;
  if (!folder && tree.objects.length > 1) return undefined;
  const namespace = asText(spec?.targetNamespace);
  return namespace ? { by, namespace } : { by };
}

/** What brings objects into a namespace by being there, by kind and group. */
const DELIVERERS: Readonly<Record<string, RegExp>> = {
  HelmRelease: /^helm\.(toolkit\.)?fluxcd\.io\//,
  HelmChart: /^helm\.cattle\.io\//,
  Subscription: /^operators\.coreos\.com\//,
  PackageInstall: /^packaging\.carvel\.dev\//,
  App: /^kappctrl\.k14s\.io\//,
  GitRepo: /^fleet\.cattle\.io\//,
};

/** What an object brings from elsewhere; `undefined` when it brings nothing. `place` is where it is written. */
export function deliveryOf(
  object: KubernetesObject,
  place: string,
  tree: DeclaredTree,
): Delivery | undefined {
  const { apiVersion, kind, metadata, spec } = object;
  const by = `${kind} ${metadata.name} (${place})`;
  if (kind === 'ApplicationSet') return ofSet(object, by, tree);
  if (kind === 'Kustomization' && apiVersion.includes('.fluxcd.io/'))
    return ofFlux(object, by, tree);
  if (!DELIVERERS[kind]?.test(apiVersion)) return undefined;
  const namespace = asText(spec?.targetNamespace) ?? metadata.namespace;
  return namespace ? { by, namespace } : { by };
}
