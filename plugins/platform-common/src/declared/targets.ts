/** Where Argo CD and Flux deploy what lies in the folders of a tree. */
import { folderOf, isWithin, resolveInTree } from './treePath';
import { Artefact, ArtefactKind, DeclaredObject, NotRendered } from './types';

/** Whether an artefact says what is deployed from where. */
export function isDelivery(kind: ArtefactKind): boolean {
  return kind === 'argo-source' || kind === 'flux-source';
}

/** The namespace of the application that deploys the nearest folder above. */
export function withTarget(
  declared: DeclaredObject,
  artefacts: readonly Artefact[],
): DeclaredObject {
  const { object, origin, appliedTo } = declared;
  if (object.metadata.namespace || appliedTo) return declared;
  const place = origin.renderedFrom ?? folderOf(origin.path);
  let best: { folder: string; namespace: string } | undefined;
  for (const { kind, details } of artefacts) {
    const { found, path = '', namespace } = details;
    const folder = resolveInTree('', path);
    const isNearer =
      isDelivery(kind) &&
      found === 'yes' &&
      folder !== undefined &&
      isWithin(place, folder) &&
      folder.length >= (best?.folder.length ?? 0);
    if (isNearer && namespace) best = { folder, namespace };
  }
  return best ? { ...declared, appliedTo: best.namespace } : declared;
}

/** What was not rendered, with the namespaces that applications deploy it to. */
export function withNamespaces(
  one: NotRendered,
  artefacts: readonly Artefact[],
): NotRendered {
  const folder = one.path === '.' ? '' : one.path;
  const namespaces = artefacts.flatMap(({ kind, details }) => {
    if (!isDelivery(kind) || details.found !== 'yes') return [];
    const path = resolveInTree('', details.path ?? '');
    const isMeant = path !== undefined && isWithin(folder, path);
    return isMeant && details.namespace ? [details.namespace] : [];
  });
  return namespaces.length > 0
    ? { ...one, namespaces: [...new Set(namespaces)].sort() }
    : one;
}
