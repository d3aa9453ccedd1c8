export * from './types';
export type * from './compare/comparison';
export { nameInKind, type NamedKind } from './compare/NamedKind';
export { stateOfKind } from './compare/resourceOf';
export {
  compareDeclared,
  type ObservedPlatform,
} from './compare/compareDeclared';
export { differencesOf } from './compare/differencesOf';
export { assembleInSteps, assembleTree, type TreeParts } from './assembleTree';
export { isLookedThrough } from './isLookedThrough';
export { findApplications } from './findApplications';
export { declaredKey, groupOf } from './declaredKey';
export {
  isManifestPath,
  parseManifestFile,
  type ParsedManifestFile,
} from './parseFile';
export {
  isKustomizationPath,
  planTree,
  type PlannedChart,
  type PlannedKustomization,
  type TreePlan,
} from './planTree';
export { narrowPlan, outsideReferences } from './outsideReferences';
export { planReleases, type PlannedRelease } from './planReleases';
export type { RenderedOutput } from './readRendered';
export {
  argoSources,
  isArgoApplication,
  repositoryName,
} from './artefacts/recogniseArgo';
export { isWithin, resolveInTree } from './treePath';
