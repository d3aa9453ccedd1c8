/** How the service gets there: Argo CD, the manifests, and what differs between them and the cluster. */
import {
  annotationOf,
  asObject,
  asObjects,
  asText,
  InventoryObject,
  labelOf,
} from '../../kubernetes';
import { lastKnown, Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import {
  FactContext,
  nameOf,
  nameOfObject,
  workloadResources,
  workloadsOf,
} from './context';
import { observeFact } from './readKinds';
import { notGiven } from './knowledge';
import { once } from './once';
import { declaredTrees } from './trees';

/** An Argo CD application that deploys the service. */
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
}

/** A source of an application, as the manifests know it. */
export interface ApplicationSourceFact {
  object: string;
  path: string;
  found: 'yes' | 'no' | 'elsewhere';
}

/** A workload of the service laid upon what is declared. */
export interface DriftFact {
  object: string;
  verdict: string;
  reason?: string;
  paths: readonly string[];
}

export function trackedBy({ object }: InventoryObject): string | undefined {
  const tracking = annotationOf(object, 'argocd.argoproj.io/tracking-id');
  return (
    tracking?.split(':')[0] ?? labelOf(object, 'argocd.argoproj.io/instance')
  );
}

function deployments({
  index,
  service,
}: FactContext): Map<string, InventoryObject[]> {
  return once(index, `deployed ${service.cluster}`, () => {
    const found = new Map<string, InventoryObject[]>();
    for (const entry of index.byKind('Application')) {
      if (!entry.object.apiVersion.startsWith('argoproj.io/')) continue;
      for (const item of asObjects(entry.object.status?.resources)) {
        const key = nameOf({
          kind: asText(item.kind) ?? '',
          namespace: asText(item.namespace),
          name: asText(item.name) ?? '',
        });
        found.set(key, [...(found.get(key) ?? []), entry]);
      }
    }
    return found;
  });
}

/** The Argo CD applications that say that they deploy an object: `Deployment data/trino`. */
export function deployedBy(
  context: FactContext,
  object: string,
): readonly InventoryObject[] {
  const { index, service } = context;
  const key = `deployed ${service.cluster} ${object}`;
  return once(index, key, () => deployments(context).get(object) ?? []);
}

function applicationsByName({
  index,
}: FactContext): ReadonlyMap<string, InventoryObject> {
  return once(
    index,
    'applications',
    () =>
      new Map(
        index
          .byKind('Application')
          .map(entry => [entry.object.metadata.name, entry]),
      ),
  );
}

function applicationNamed(
  context: FactContext,
  name: string,
): InventoryObject | undefined {
  return once(context.index, `application ${name}`, () =>
    applicationsByName(context).get(name),
  );
}

function applicationsOf(context: FactContext): InventoryObject[] {
  const found = new Set<InventoryObject>();
  for (const { declared, entry } of workloadsOf(context)) {
    for (const one of deployedBy(context, nameOf(declared))) found.add(one);
    const name = entry && trackedBy(entry);
    const tracked = name
      ? applicationNamed(context, name.split('_').at(-1)!)
      : undefined;
    if (tracked) found.add(tracked);
  }
  return [...found];
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

/** The Argo CD applications that deploy the service. */
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
    () => applicationsOf(context).map(applicationFact),
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
    known.flatMap(({ name, object }): ApplicationSourceFact[] => {
      const sources = trees
        .flatMap(({ artefacts }) => artefacts)
        .filter(one => one.kind === 'argo-source' && one.name === name);
      if (sources.length === 0)
        return [{ object, path: 'its source', found: 'elsewhere' }];
      return sources.map(({ details, origin }) => ({
        object: `${object} (${origin.path}:${origin.line})`,
        path: details.path ?? details.chart ?? 'its source',
        found:
          details.found === 'yes' || details.found === 'no'
            ? details.found
            : 'elsewhere',
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
