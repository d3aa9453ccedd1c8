/** The folders of repositories that Argo CD applications deploy, laid upon where objects are written. */
import {
  argoSources,
  DeclaredObject,
  isWithin,
  repositoryName,
  resolveInTree,
} from '../../declared';
import { asText, InventoryObject } from '../../kubernetes';
import { lastKnown } from '../../model';
import { allApplications, destinationOf, resourcesOf } from './applications';
import { FactContext } from './context';
import { once } from './once';
import { declaredTrees, treesAre } from './trees';

/** Repositories that the trees are of, by their sources' names, as the applications call them whose folders are there. */
function repositories(context: FactContext): Map<string, Set<string>> {
  return once(treesAre(context), 'repositories', () => {
    const found = new Map<string, Set<string>>();
    for (const { source, artefacts } of lastKnown(declaredTrees(context))
      ?.value ?? []) {
      const own = artefacts.filter(
        ({ kind, details }) =>
          kind === 'argo-source' && details.found === 'yes',
      );
      const names = own.map(({ details }) =>
        repositoryName(details.repository ?? ''),
      );
      found.set(source, new Set(names));
    }
    return found;
  });
}

/** What an application deploys; a source that only lends its values to another deploys nothing itself. */
function sourcesOf({ object }: InventoryObject) {
  return once(object, 'argo folders', () =>
    argoSources(object)
      .filter(({ source }) => source.path !== undefined || !source.ref)
      .map(({ source }) => {
        const path = source.chart === undefined ? asText(source.path) : '/';
        return {
          folder: resolveInTree('', path ?? '/'),
          repository: repositoryName(asText(source.repoURL) ?? ''),
        };
      }),
  );
}

/** The folders that an application deploys, each with the trees that have it; one whose trees are not read has none. */
function foldersOf(context: FactContext, application: InventoryObject) {
  const known = [...repositories(context)];
  return sourcesOf(application).map(({ folder, repository }) => ({
    folder,
    trees: known
      .filter(([, names]) => folder !== undefined && names.has(repository))
      .map(([name]) => name),
  }));
}

/** The applications whose folders, in any repository, are around a place, each with its folder. */
function foldersAround(context: FactContext, place: string) {
  const { index, service } = context;
  return once(index, `argo folders around ${service.cluster} ${place}`, () =>
    allApplications(context).flatMap(application =>
      sourcesOf(application).flatMap(({ folder, repository }) =>
        folder !== undefined && isWithin(place, folder)
          ? [{ application, folder, repository }]
          : [],
      ),
    ),
  );
}

/** The applications that deploy what is written somewhere, each with how deep their folder lies. */
function around(context: FactContext, { origin }: DeclaredObject) {
  const place = origin.renderedFrom ?? origin.path;
  const own = repositories(context).get(origin.source);
  return foldersAround(context, place)
    .filter(({ repository }) => own?.has(repository))
    .map(({ application, folder }) => ({ application, depth: folder.length }));
}

/** Silent applications whose folder an object is written in; of folders in one another the innermost. */
export function fromFolder(
  context: FactContext,
  { object }: InventoryObject,
  written: DeclaredObject,
): readonly InventoryObject[] {
  const { namespace } = object.metadata;
  const isPlaced = written.object.metadata.namespace !== undefined;
  const found = around(context, written).filter(
    ({ application }) =>
      isPlaced || destinationOf(application).namespace === namespace,
  );
  const innermost = Math.max(...found.map(({ depth }) => depth));
  return found
    .filter(({ depth }) => depth === innermost)
    .map(({ application }) => application)
    .filter(one => resourcesOf(one).length === 0);
}

/** Whether all that an application deploys lies where an object is not written. */
export function isElsewhere(
  context: FactContext,
  application: InventoryObject,
  written: DeclaredObject | undefined,
): boolean {
  const folders = foldersOf(context, application);
  return (
    written !== undefined &&
    folders.length > 0 &&
    folders.every(({ trees }) => trees.length > 0) &&
    around(context, written).every(one => one.application !== application)
  );
}
