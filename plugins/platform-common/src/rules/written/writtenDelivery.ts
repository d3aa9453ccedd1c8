/** Argo CD as a tree of manifests writes it: which application deploys what, and from where. */
import { asObjects, KubernetesObject } from '../../kubernetes';
import { Artefact, isWithin, resolveInTree } from '../../declared';
import { lastKnown, Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import { FactContext, nameOfObject, workloadsOf } from '../facts/context';
import { ApplicationFact, ApplicationSourceFact } from '../facts/delivery';
import { once } from '../facts/once';
import {
  declaredOfKind,
  declaredTrees,
  declarationOf,
  treesAre,
} from '../facts/trees';

function sourcesOf(context: FactContext): readonly Artefact[] {
  return once(treesAre(context), 'argo sources', () =>
    (lastKnown(declaredTrees(context))?.value ?? [])
      .flatMap(({ artefacts }) => artefacts)
      .filter(({ kind }) => kind === 'argo-source'),
  );
}

/** Folders and files that the service's workloads are written in. */
function placesOf(context: FactContext): string[] {
  return workloadsOf(context).flatMap(({ entry }) => {
    const written = entry && declarationOf(context, entry.object);
    return written ? [written.origin.renderedFrom ?? written.origin.path] : [];
  });
}

function deploys(
  context: FactContext,
  { name, details }: Artefact,
  places: readonly string[],
): boolean {
  const folder = resolveInTree('', details.path ?? '');
  if (details.found === 'yes' && folder)
    return places.some(place => isWithin(place, folder));
  const { id, workloads } = context.service;
  return name === id || workloads.some(one => one.name === name);
}

/** Sources of the applications that deploy the service: by the folder, or by the name where there is none. */
function ownSources(context: FactContext): readonly Artefact[] {
  return once(context, 'own argo sources', () => {
    const places = placesOf(context);
    return sourcesOf(context).filter(one => deploys(context, one, places));
  });
}

function ignoresReplicas({ spec }: KubernetesObject): boolean {
  return asObjects(spec?.ignoreDifferences)
    .flatMap(({ jsonPointers, jqPathExpressions }) =>
      [jsonPointers, jqPathExpressions].flat(),
    )
    .some(
      pointer =>
        typeof pointer === 'string' && /spec[./]replicas/.test(pointer),
    );
}

/** The applications that deploy the service; how they fare no manifest says. */
export function writtenApplications(
  context: FactContext,
): Observation<readonly ApplicationFact[]> {
  return mapObservation(declaredTrees(context), () => {
    const names = new Set(ownSources(context).map(({ name }) => name));
    return declaredOfKind(context, 'Application')
      .filter(({ object }) => names.has(object.metadata.name))
      .map(({ object }) => ({
        object: nameOfObject(object),
        name: object.metadata.name,
        sync: 'Unknown',
        health: 'Unknown',
        running: false,
        ignoresReplicas: ignoresReplicas(object),
      }));
  });
}

/** The sources of those applications. */
export function writtenApplicationSources(
  context: FactContext,
): Observation<readonly ApplicationSourceFact[]> {
  return mapObservation(declaredTrees(context), () =>
    ownSources(context).map(({ name, details }): ApplicationSourceFact => {
      const { found, path, chart } = details;
      const declared = declaredOfKind(context, 'Application').find(
        ({ object }) => object.metadata.name === name,
      );
      return {
        object: declared
          ? nameOfObject(declared.object)
          : `Application ${name}`,
        path: path ?? chart ?? 'its source',
        found: found === 'yes' || found === 'no' ? found : 'elsewhere',
      };
    }),
  );
}
