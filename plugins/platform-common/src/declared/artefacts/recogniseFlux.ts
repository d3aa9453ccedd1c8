/** What Flux deploys: folders of a repository (`Kustomization`) and charts (`HelmRelease`). */
import {
  asObject,
  asText,
  JsonObject,
  KubernetesObject,
} from '../../kubernetes';
import { resolveInTree } from '../treePath';
import { Artefact } from '../types';
import { artefactAt, Place } from './place';
import type { TreeContents } from './recogniseArgo';

/** `./apps/prod` as a path of the tree, when the tree has that folder. */
function folderIn(path: string | undefined, tree: TreeContents) {
  const folder = path === undefined ? undefined : resolveInTree('', path);
  return folder !== undefined && tree.hasFolder(folder) ? folder : undefined;
}

function chartOf(spec: JsonObject): { chart?: string; repository?: string } {
  const inner = asObject(asObject(spec.chart).spec);
  const { name } = asObject(inner.sourceRef ?? spec.chartRef);
  return {
    chart: asText(inner.chart) ?? asText(name),
    repository: asText(name),
  };
}

/** The folder or chart that an object of Flux deploys; none for any other object. */
export function recogniseFlux(
  object: KubernetesObject,
  place: Place,
  tree: TreeContents,
): Artefact[] {
  const group = object.apiVersion.split('/')[0];
  const spec = asObject(object.spec);
  const { name, namespace } = object.metadata;
  const target = asText(spec.targetNamespace);
  const details = (
    found: 'yes' | 'elsewhere',
    rest: Record<string, string | undefined>,
  ) => [
    artefactAt(place, ['spec'], {
      kind: 'flux-source',
      name,
      details: { ...rest, found },
    }),
  ];
  if (
    group === 'kustomize.toolkit.fluxcd.io' &&
    object.kind === 'Kustomization'
  ) {
    const path = asText(spec.path) ?? '';
    const repository = asText(asObject(spec.sourceRef).name);
    const found = folderIn(path, tree) === undefined ? 'elsewhere' : 'yes';
    return details(found, { repository, path, namespace: target });
  }
  if (group !== 'helm.toolkit.fluxcd.io' || object.kind !== 'HelmRelease')
    return [];
  const { chart, repository } = chartOf(spec);
  const isPath = chart?.includes('/') ?? false;
  const folder = isPath ? folderIn(chart, tree) : undefined;
  const at = { repository, namespace: target ?? namespace };
  return folder === undefined
    ? details('elsewhere', { ...at, chart })
    : details('yes', { ...at, path: folder });
}
