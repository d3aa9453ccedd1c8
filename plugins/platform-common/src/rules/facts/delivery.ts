/** How the service gets there: Argo CD, the manifests, and what differs between them and the cluster. */
import { asObject, asObjects, asText, InventoryObject } from '../../kubernetes';
import { lastKnown, Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import { deployersOfService, whySilent } from './deployers';
import {
  FactContext,
  nameOf,
  nameOfObject,
  workloadResources,
} from './context';
import { observeFact } from './readKinds';
import { notGiven } from './knowledge';
import { once } from './once';
import { declaredTrees } from './trees';

/** An Argo CD application that deploys the service, or may. */
export interface ApplicationFact {
  object: string;
  name: string;
  sync: string;
  health: string;
  /** It is being synchronised at this moment. */
  running: boolean;
  /** What it complains of. */
  message?: string;
  /** It leaves replicas to others. */
  ignoresReplicas: boolean;
  /** Why nobody knows whether it deploys the service; absent where it does. */
  unsure?: string;
}

/** A source of an application, as the manifests know it. */
export interface ApplicationSourceFact {
  object: string;
  path: string;
  found: 'yes' | 'no' | 'elsewhere';
  /** Why nobody knows whether the application deploys the service; absent where it does. */
  unsure?: string;
}

/** A workload of the service laid upon what is declared. */
export interface DriftFact {
  object: string;
  verdict: string;
  reason?: string;
  paths: readonly string[];
}

function applicationFact({ object }: InventoryObject): ApplicationFact {
  const { spec = {}, status = {} } = object;
  const message = asText(asObjects(status.conditions)[0]?.message);
  const pointers = asObjects(spec.ignoreDifferences).flatMap(
    ({ jsonPointers, jqPathExpressions }) =>
      [jsonPointers, jqPathExpressions].flat(),
  );
  return {
    object: nameOfObject(object),
    name: object.metadata.name,
    sync: asText(asObject(status.sync).status) ?? 'Unknown',
    health: asText(asObject(status.health).status) ?? 'Unknown',
    running: asText(asObject(status.operationState).phase) === 'Running',
    ...(message ? { message: message.slice(0, 200) } : {}),
    ignoresReplicas: pointers.some(
      pointer =>
        typeof pointer === 'string' && /spec[./]replicas/.test(pointer),
    ),
  };
}

/** The Argo CD applications that deploy the service; where none is known to, those that may. */
export function extractApplications(
  context: FactContext,
): Observation<readonly ApplicationFact[]> {
  return once(context, 'applications', () => findApplications(context));
}

function findApplications(
  context: FactContext,
): Observation<readonly ApplicationFact[]> {
  return observeFact(
    context,
    ['argoproj.io/applications', ...workloadResources(context)],
    () => {
      const { sure, perhaps } = deployersOfService(context);
      return [
        ...sure.map(applicationFact),
        ...perhaps.map(one => ({
          ...applicationFact(one),
          unsure: whySilent(one),
        })),
      ];
    },
  );
}

/** The sources of those applications, as the manifests know them. */
export function extractApplicationSources(
  context: FactContext,
): Observation<readonly ApplicationSourceFact[]> {
  const applications = extractApplications(context);
  const known = lastKnown(applications)?.value;
  if (!known) return applications as Observation<never>;
  if (known.length === 0) return mapObservation(applications, () => []);
  return mapObservation(declaredTrees(context), trees =>
    known.flatMap(({ name, object, unsure }): ApplicationSourceFact[] => {
      const doubt = unsure ? { unsure } : {};
      const sources = trees
        .flatMap(({ artefacts }) => artefacts)
        .filter(one => one.kind === 'argo-source' && one.name === name);
      if (sources.length === 0)
        return [{ object, path: 'its source', found: 'elsewhere', ...doubt }];
      return sources.map(({ details, origin }) => ({
        object: `${object} (${origin.path}:${origin.line})`,
        path: details.path ?? details.chart ?? 'its source',
        found:
          details.found === 'yes' || details.found === 'no'
            ? details.found
            : 'elsewhere',
        ...doubt,
      }));
    }),
  );
}

/** The service's workloads laid upon what is declared. */
export function extractDrift(
  context: FactContext,
): Observation<readonly DriftFact[]> {
  return once(context, 'drift', () => findDrift(context));
}

function findDrift(context: FactContext): Observation<readonly DriftFact[]> {
  const { comparison, now, service } = context;
  if (!comparison) return notGiven('comparison', now);
  return mapObservation(comparison, ({ objects }) => {
    const byName = once(
      objects,
      'by name',
      () =>
        new Map(
          objects.map(one => [
            `${one.object.cluster} ${nameOf(one.object)}`,
            one,
          ]),
        ),
    );
    return service.workloads.flatMap(workload => {
      const one = byName.get(`${workload.cluster} ${nameOf(workload)}`);
      return one
        ? [
            {
              object: nameOf(workload),
              verdict: one.verdict,
              ...(one.reason ? { reason: one.reason } : {}),
              paths: one.differences.map(({ path }) => path),
            },
          ]
        : [];
    });
  });
}
