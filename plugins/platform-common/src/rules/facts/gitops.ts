/** What puts workloads into the cluster, and what their manifests fix. */
import { annotationOf, InventoryObject } from '../../kubernetes';
import { lastKnown, Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import { argoMarkOf } from '../../services';
import { deployersOf, whySilent } from './deployers';
import {
  FactContext,
  KnownWorkload,
  nameOf,
  workloadResources,
  workloadsOf,
} from './context';
import { observeFact } from './readKinds';
import { declarationOf, declaredTrees, notRenderedFor } from './trees';

/** What puts a workload into the cluster. */
export interface GitopsFact {
  object: string;
  by: 'argocd' | 'manifest' | 'owner' | 'nobody' | 'unknown';
  because: string;
}

/** A workload whose manifest fixes its replicas. */
export interface FixedReplicasFact {
  object: string;
  place: string;
}

/** A workload that bears no mark of what made it. */
interface Unmarked {
  object: string;
  entry: InventoryObject;
  /** Applications that may deploy it and do not say what they deploy. */
  perhaps: readonly InventoryObject[];
}

function gitopsFact(context: FactContext, workload: KnownWorkload): GitopsFact {
  const { declared, entry } = workload;
  const object = nameOf(declared);
  if (!entry)
    return { object, by: 'unknown', because: 'it is not seen itself' };
  const { sure, perhaps } = deployersOf(context, workload);
  const tracked = sure[0]?.object.metadata.name ?? argoMarkOf(entry)?.name;
  if (tracked)
    return {
      object,
      by: 'argocd',
      because: `Argo CD deploys it with ${tracked}`,
    };
  if ((entry.object.metadata.ownerReferences ?? []).length > 0)
    return { object, by: 'owner', because: 'an operator makes it' };
  if (annotationOf(entry.object, 'helm.sh/hook') !== undefined)
    return {
      object,
      by: 'owner',
      because: 'a chart makes it at its deployment',
    };
  return unmarkedFact(context, { object, perhaps, entry });
}

/** What puts a workload into the cluster that nothing says to have put there. */
function unmarkedFact(
  context: FactContext,
  { object, perhaps, entry }: Unmarked,
): GitopsFact {
  const trees = declaredTrees(context);
  if (!lastKnown(trees))
    return {
      object,
      by: 'unknown',
      because: trees.ok ? 'no manifests are read' : trees.reason,
    };
  const written = declarationOf(context, entry.object);
  if (written)
    return {
      object,
      by: 'manifest',
      because: `${written.origin.path}:${written.origin.line} declares it`,
    };
  const release = annotationOf(entry.object, 'meta.helm.sh/release-name');
  if (release)
    return {
      object,
      by: 'unknown',
      because: `Helm release ${release} makes it; from where that was installed is not seen`,
    };
  const hidden = notRenderedFor(context, [
    entry.object.metadata.namespace ?? '',
  ]);
  if (hidden.length > 0)
    return {
      object,
      by: 'unknown',
      because: `${hidden[0]} was not rendered and may declare it`,
    };
  if (perhaps.length > 0)
    return { object, by: 'unknown', because: whySilent(perhaps[0]) };
  return {
    object,
    by: 'nobody',
    because: 'no application deploys it and no manifest declares it',
  };
}

/** What puts the service's workloads into the cluster. */
export function extractGitops(
  context: FactContext,
): Observation<readonly GitopsFact[]> {
  return observeFact(
    context,
    ['argoproj.io/applications', ...workloadResources(context)],
    () => workloadsOf(context).map(workload => gitopsFact(context, workload)),
  );
}

/** Workloads of the service whose manifests fix their replicas. */
export function extractFixedReplicas(
  context: FactContext,
): Observation<readonly FixedReplicasFact[]> {
  return mapObservation(declaredTrees(context), () =>
    workloadsOf(context).flatMap(({ declared, entry }) => {
      const written = entry && declarationOf(context, entry.object);
      if (!written || written.object.spec?.replicas === undefined) return [];
      return [
        {
          object: nameOf(declared),
          place: `${written.origin.path}:${written.origin.line}`,
        },
      ];
    }),
  );
}
