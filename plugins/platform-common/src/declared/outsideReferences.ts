/**
 * What kustomizations of a part of a tree take up from the rest of it. Overlays lie in one folder and what they change in another
 * (`overlays/production` and `base`), so that who reads the one needs the other, and nothing else of the tree.
 */
import { isRemote, kustomizationReferences } from './kustomizationReferences';
import { ParsedManifestFile } from './parseFile';
import { isKustomizationPath, TreePlan } from './planTree';
import { folderOf, isWithin, resolveInTree } from './treePath';

/** Files and folders of the tree that lie in none of the folders that were read, in order. */
export function outsideReferences(
  files: readonly ParsedManifestFile[],
  read: readonly string[],
): string[] {
  const found = new Set<string>();
  for (const { path, documents } of files) {
    const [document] = isKustomizationPath(path) ? documents : [];
    if (!document) continue;
    for (const { reference } of kustomizationReferences(document.value)) {
      const target = isRemote(reference)
        ? undefined
        : resolveInTree(folderOf(path), reference);
      if (target === undefined) continue;
      if (!read.some(folder => isWithin(target, folder))) found.add(target);
    }
  }
  return [...found].sort();
}

/** The plan of a part of a tree: what lies outside of it is only there to be taken up. */
export function narrowPlan(plan: TreePlan, within: string): TreePlan {
  if (within === '') return plan;
  const isOwn = (path: string) => isWithin(path, within);
  return {
    kustomizations: plan.kustomizations.filter(({ folder }) => isOwn(folder)),
    charts: plan.charts.filter(({ folder }) => isOwn(folder)),
    plain: plan.plain.filter(isOwn),
    notRendered: plan.notRendered.filter(({ path }) => isOwn(path)),
    problems: plan.problems,
  };
}
