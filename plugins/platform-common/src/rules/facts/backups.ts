import {
  annotationOf,
  asObject,
  asObjects,
  asText,
  asTextMap,
  asTexts,
  asTime,
  containersOf,
  InventoryObject,
  JsonObject,
  KubernetesObject,
  labelOf,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  nameOfObject,
  podsOf,
  workloadResources,
  workloadsOf,
} from './context';
import { observeFact } from './readKinds';
import { once } from './once';
import { BackupScheduleFact, DataVolumeFact } from './volumeFacts';

/** Provisioners of paths on one node; no snapshot of those can be made. */
const LOCAL_PROVISIONER = /local-path|no-provisioner|hostpath|host-path/i;

function provisionerOf(context: FactContext, claim: InventoryObject): string {
  const { object, cluster } = claim;
  const name = asText(object.spec?.storageClassName) ?? '';
  const annotated =
    annotationOf(object, 'volume.kubernetes.io/storage-provisioner') ??
    annotationOf(object, 'volume.beta.kubernetes.io/storage-provisioner');
  const entry = context.index.get({ cluster, kind: 'StorageClass', name });
  return annotated ?? asText(entry?.object.provisioner) ?? name;
}

/** Claims whose volumes a pod names in Velero's opt-in annotation. */
function optedIn(pod: KubernetesObject): string[] {
  const names = (annotationOf(pod, 'backup.velero.io/backup-volumes') ?? '')
    .split(',')
    .map(name => name.trim());
  return asObjects(pod.spec?.volumes).flatMap(volume =>
    names.includes(asText(volume.name) ?? '')
      ? asText(asObject(volume.persistentVolumeClaim).claimName) ?? []
      : [],
  );
}

function collectVolumes(context: FactContext): DataVolumeFact[] {
  const claims = new Set<InventoryObject>();
  const annotated = new Set<string>();
  for (const workload of workloadsOf(context)) {
    const pods = podsOf(context, workload);
    for (const entry of workload.entry ? [workload.entry, ...pods] : pods) {
      for (const claim of context.index.claimsOf(entry)) claims.add(claim);
    }
    for (const { object } of pods) {
      for (const name of optedIn(object)) {
        annotated.add(`${object.metadata.namespace}/${name}`);
      }
    }
  }
  return [...claims].map(claim => {
    const { namespace = '', name, labels = {} } = claim.object.metadata;
    return {
      object: nameOfObject(claim.object),
      namespace,
      snapshotable: !LOCAL_PROVISIONER.test(provisionerOf(context, claim)),
      fileBackupByAnnotation: annotated.has(`${namespace}/${name}`),
      labels,
    };
  });
}

/** The persistent volume claims that the service keeps data in. */
export function extractDataVolumes(
  context: FactContext,
): Observation<readonly DataVolumeFact[]> {
  const resources = [
    ...workloadResources(context),
    'pods',
    'persistentvolumeclaims',
  ];
  return observeFact(context, resources, () => collectVolumes(context));
}

function takesVolumes(template: JsonObject): boolean {
  const isVolume = (name: string) =>
    /^(persistentvolumeclaims?|pvc|\*)$/i.test(name);
  const included = asTexts(template.includedResources);
  return (
    (included.length === 0 || included.some(isVolume)) &&
    !asTexts(template.excludedResources).some(isVolume)
  );
}

/** Velero keeps a backup for thirty days unless it is told otherwise. */
const DEFAULT_KEPT_HOURS = 720;

function keptHours(ttl: string | undefined): number {
  const parts = [...(ttl ?? '').matchAll(/(\d+)([hms])/g)];
  const hours: Record<string, number> = { h: 1, m: 1 / 60, s: 1 / 3600 };
  const sum = parts.reduce(
    (all, [, n, unit]) => all + Number(n) * hours[unit],
    0,
  );
  return sum > 0 ? sum : DEFAULT_KEPT_HOURS;
}

function namespaces(value: string[]): string[] {
  return value.includes('*') ? [] : value;
}

function backupsOf(
  context: FactContext,
  schedule: InventoryObject,
): { lastSuccessAt?: string; lastPhase?: string } {
  const { name, namespace } = schedule.object.metadata;
  const backups = context.index
    .byKind('Backup', { cluster: schedule.cluster, namespace })
    .filter(
      ({ object }) =>
        object.apiVersion.startsWith('velero.io/') &&
        labelOf(object, 'velero.io/schedule-name') === name,
    )
    .map(({ object }) => ({
      phase: asText(object.status?.phase),
      at:
        asTime(object.status?.completionTimestamp) ??
        asTime(object.metadata.creationTimestamp) ??
        0,
    }))
    .sort((a, b) => b.at - a.at);
  const success = backups.find(({ phase }) => phase === 'Completed');
  const lastPhase = backups[0]?.phase;
  return {
    ...(success ? { lastSuccessAt: new Date(success.at).toISOString() } : {}),
    ...(lastPhase ? { lastPhase } : {}),
  };
}

/**
 * Whether Velero's server backs up files unless a schedule says otherwise (a flag of its command line). The server looks after the
 * schedules of its own namespace only.
 */
function backsUpFilesByDefault(
  { index }: FactContext,
  { cluster, object: { metadata } }: InventoryObject,
): boolean {
  const { namespace } = metadata;
  const server = index.get({
    cluster,
    kind: 'Deployment',
    namespace,
    name: 'velero',
  });
  return (server ? containersOf(server.object) : [])
    .flatMap(({ args, command }) => [...asTexts(command), ...asTexts(args)])
    .some(flag => /^--default-volumes-to-fs-backup(=true)?$/.test(flag));
}

function scheduleFact(
  context: FactContext,
  entry: InventoryObject,
): BackupScheduleFact {
  const { spec = {} } = entry.object;
  const template = asObject(spec.template);
  const matchLabels = asTextMap(asObject(template.labelSelector).matchLabels);
  return {
    object: nameOfObject(entry.object),
    paused: spec.paused === true,
    includedNamespaces: namespaces(asTexts(template.includedNamespaces)),
    excludedNamespaces: asTexts(template.excludedNamespaces),
    takesVolumes: takesVolumes(template),
    snapshotsVolumes: template.snapshotVolumes !== false,
    fileBackup:
      template.defaultVolumesToFsBackup === true ||
      template.defaultVolumesToRestic === true ||
      (template.defaultVolumesToFsBackup === undefined &&
        backsUpFilesByDefault(context, entry)),
    ...(Object.keys(matchLabels).length ? { matchLabels } : {}),
    storageLocation: asText(template.storageLocation) ?? '',
    keptHours: keptHours(asText(template.ttl)),
    ...backupsOf(context, entry),
  };
}

export function veleroObjects(
  context: FactContext,
  kind: string,
): InventoryObject[] {
  return context.index
    .byKind(kind)
    .filter(
      ({ cluster, object }) =>
        cluster === context.service.cluster &&
        object.apiVersion.startsWith('velero.io/'),
    );
}

/** Velero's schedules of the service's cluster, each with its newest backups. */
export function extractBackupSchedules(
  context: FactContext,
): Observation<readonly BackupScheduleFact[]> {
  return observeFact(
    context,
    ['velero.io/schedules', 'velero.io/backups', 'apps/deployments'],
    () =>
      once(context.index, `schedules ${context.service.cluster}`, () =>
        veleroObjects(context, 'Schedule').map(entry =>
          scheduleFact(context, entry),
        ),
      ),
  );
}
