/** Pipelines: what a scheduler's workflows and the CronJobs of a service do, by definition and by what came of them. */
import {
  asNumber,
  asObject,
  asObjects,
  asText,
  asTexts,
  InventoryObject,
  JsonObject,
  podTemplateOf,
} from '../../kubernetes';
import { lastKnown, Observation } from '../../model';
import { PipelineStep } from '../../pipelines';
import { mapObservation } from '../../telemetry';
import {
  FactContext,
  isScheduler,
  nameOf,
  workloadResources,
  workloadsOf,
} from './context';
import { definedPipelines } from './definedPipelines';
import { observeFact } from './readKinds';
import { PipelineDefinition } from './knowledge';
import { withSinksMade } from './sinksMade';

/** A pipeline of the service, wherever it is defined. */
export interface PipelineFact extends Omit<PipelineDefinition, 'serviceId'> {
  /** `pipeline eia-daily`, `CronJob data/ingest`. */
  object: string;
  /** A step without script runs what its image runs. */
  ownImage: boolean;
  /** Names of topics that are there; absent when they are not listed. */
  topics?: readonly string[];
  /** Why nobody knows the tables of the lake, where something hangs on them: a sentence. */
  lakeUnknown?: string;
}

function asScript(container: JsonObject): string | undefined {
  const words = [...asTexts(container.command), ...asTexts(container.args)];
  if (words.length === 0) return undefined;
  const shell = /^(\/\w+)*\/?(ba|da|k|z)?sh$/.test(words[0]);
  const at = words.findIndex(word => /^-\w*c$/.test(word));
  return shell && at > 0 ? words.slice(at + 1).join('\n') : words.join(' ');
}

/** Files of ConfigMaps that are mounted, as paths inside the container, and the places where they are. */
function mountedFiles(
  context: FactContext,
  entry: InventoryObject,
  container: JsonObject,
): { files: string[]; places: string[] } {
  const { spec } = podTemplateOf(entry.object);
  const volumes = asObjects(spec.volumes);
  const { cluster, object } = entry;
  const files: string[] = [];
  const places: string[] = [];
  for (const mount of asObjects(container.volumeMounts)) {
    const volume = asObject(
      volumes.find(({ name }) => name === mount.name)?.configMap,
    );
    const name = asText(volume.name);
    const place = asText(mount.mountPath);
    if (!name || !place || mount.subPath !== undefined) continue;
    const map = context.index.get({
      cluster,
      kind: 'ConfigMap',
      namespace: object.metadata.namespace,
      name,
    });
    if (!map || asObjects(volume.items).length > 0) continue;
    places.push(place);
    const keys = [
      ...Object.keys(asObject(map.object.data)),
      ...Object.keys(asObject(map.object.binaryData)),
    ];
    files.push(...keys.map(key => `${place.replace(/\/$/, '')}/${key}`));
  }
  return { files, places };
}

function cronPipeline(
  context: FactContext,
  entry: InventoryObject,
): PipelineFact {
  const { object } = entry;
  const jobSpec = asObject(asObject(object.spec?.jobTemplate).spec);
  const { spec } = podTemplateOf(object);
  const found = asObjects(spec.containers).map(container => ({
    container,
    ...mountedFiles(context, entry, container),
  }));
  const restarts = asText(spec.restartPolicy) === 'OnFailure';
  const limit = asNumber(jobSpec.backoffLimit) ?? 6;
  const steps = found.map(({ container, places }): PipelineStep => {
    const script = asScript(container);
    const words = script?.split(/[\s'"]+/) ?? [];
    const files = words.filter(word =>
      places.some(place => word.startsWith(`${place.replace(/\/$/, '')}/`)),
    );
    return {
      name: asText(container.name) ?? '',
      type: 'CONTAINER',
      ...(script === undefined ? {} : { script }),
      retries: restarts ? Math.max(limit, 0) : limit,
      // Kubernetes backs off by itself: 10 s, 20 s, 40 s, up to 6 min.
      retryMinutes: 1,
      ...(places.length > 0 ? { files } : {}),
    };
  });
  const { namespace, name } = object.metadata;
  const timeZone = asText(object.spec?.timeZone);
  return {
    object: nameOf({ kind: 'CronJob', namespace, name }),
    name,
    schedule: {
      expression: asText(object.spec?.schedule) ?? '',
      dialect: 'kubernetes',
      ...(timeZone ? { timeZone } : {}),
    },
    steps,
    ownImage: true,
    knownFiles: found.flatMap(({ files }) => files),
  };
}

/** The pipelines that the service's CronJobs are. */
export function extractCronPipelines(
  context: FactContext,
): Observation<readonly PipelineFact[]> {
  return observeFact(
    context,
    ['configmaps', ...workloadResources(context)],
    () =>
      workloadsOf(context).flatMap(({ entry }) =>
        entry?.object.kind === 'CronJob' ? [cronPipeline(context, entry)] : [],
      ),
  );
}

function topicsOf({
  index,
  service,
  cluster,
}: FactContext): string[] | undefined {
  const isListed = cluster?.kinds.some(
    ({ resource, ok }) => ok && resource.endsWith('/kafkatopics'),
  );
  if (!isListed) return undefined;
  return index
    .byKind('KafkaTopic')
    .filter(one => one.cluster === service.cluster)
    .map(
      ({ object }) => asText(object.spec?.topicName) ?? object.metadata.name,
    );
}

/** The pipelines that are defined for the scheduler that the service is. */
export function extractDefinedPipelines(
  context: FactContext,
): Observation<readonly PipelineFact[]> {
  return mapObservation(definedPipelines(context), all => {
    const topics = topicsOf(context);
    return withSinksMade(context, all).map(({ serviceId: _, ...one }) => ({
      ...one,
      object: `pipeline ${one.name}`,
      ownImage: false,
      ...(topics ? { topics } : {}),
    }));
  });
}

/** Every pipeline of the service: what it runs as a scheduler, and its CronJobs. */
export function extractPipelines(
  context: FactContext,
): Observation<readonly PipelineFact[]> {
  const own = extractCronPipelines(context);
  if (!isScheduler(context)) return own;
  const defined = extractDefinedPipelines(context);
  return mapObservation(defined, all => [
    ...all,
    ...(lastKnown(own)?.value ?? []),
  ]);
}
