/** Backups, networks, rights and what is written for people: what a tree says, and where its silence says nothing. */
import { ArtefactKind } from '../../declared';
import { lastKnown, Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import { AlertFact, extractAlerts } from '../facts/alerts';
import { extractBackupLocations } from '../facts/backupPlaces';
import { extractBackupSchedules, extractDataVolumes } from '../facts/backups';
import { DashboardFact, extractDashboards } from '../facts/boards';
import { isEmptySelector } from '../../kubernetes';
import {
  FactContext,
  nameOf,
  nameOfObject,
  podLabelsOf,
  workloadsOf,
} from '../facts/context';
import { extractRunbooks, RunbookFact } from '../facts/documents';
import { AdminFact, extractAdmins } from '../facts/rights';
import { selectorOf } from '../facts/selectorOf';
import { near } from '../facts/strays';
import { extractTraffic, TrafficFact } from '../facts/traffic';
import { declaredTrees } from '../facts/trees';
import {
  BackupLocationFact,
  BackupScheduleFact,
  DataVolumeFact,
} from '../facts/volumeFacts';
import { notWritten } from './fromManifests';
import { generatorOf, whyOpen } from './whyElsewhere';
import { templateClaims } from './writtenWorkloads';

/** Network policies of other kinds, which the rules do not read. */
const OTHER_POLICIES = [
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'GlobalNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
];

function isWhole({ denies, allows, calls, resolves }: TrafficFact): boolean {
  const isDenied = denies.ingress && denies.egress;
  const isAllowed = allows.ingress && allows.egress && (resolves || !calls);
  return isDenied && isAllowed;
}

function declaresNamespace(
  { index, service }: FactContext,
  name: string,
): boolean {
  const { cluster } = service;
  return index.get({ cluster, kind: 'Namespace', name }) !== undefined;
}

/**
 * Why it is not known which policies select the pods of a service: its operator makes them, gives them labels that no manifest tells, and some
 * policy goes by labels.
 */
function whyUnseen(context: FactContext): string | undefined {
  const unseen = workloadsOf(context).find(
    workload => podLabelsOf(context, workload) === undefined,
  );
  const choosy = near(context, 'NetworkPolicy').find(
    ({ object }) => !isEmptySelector(selectorOf(object)),
  );
  return (
    unseen &&
    choosy &&
    `${nameOfObject(
      choosy.object,
    )} goes by labels, and those of the pods of ${nameOf(
      unseen.declared,
    )} are its operator's`
  );
}

/** What network policies say; not known where other policies may say it. */
export function writtenTraffic(
  context: FactContext,
): Observation<readonly TrafficFact[]> {
  const traffic = mapObservation(extractTraffic(context), facts =>
    facts.map(fact => ({
      ...fact,
      elsewhere: !declaresNamespace(context, fact.namespace),
    })),
  );
  const lacking = lastKnown(traffic)?.value.find(
    fact => !fact.hostNetwork && !isWhole(fact),
  );
  if (!lacking) return traffic;
  const policy = generatorOf(context, 'NetworkPolicy');
  const other = OTHER_POLICIES.find(
    kind => context.index.byKind(kind).length > 0,
  );
  const open =
    whyOpen(context, lacking.namespace) ??
    (lacking.denies.ingress || lacking.denies.egress
      ? whyUnseen(context)
      : undefined);
  const why =
    (policy && `policy ${policy} makes network policies`) ??
    (other && `a ${other} may decide it, which is not read`) ??
    open;
  return why
    ? notWritten(
        context,
        `What the network of ${lacking.namespace} lets through is not all written here: ${why}.`,
      )
    : traffic;
}

/** Which accounts may do everything; that no manifest says so does not prove that none does. */
export function writtenAdmins(
  context: FactContext,
): Observation<readonly AdminFact[]> {
  const admins = extractAdmins(context);
  return admins.ok
    ? admins
    : notWritten(
        context,
        'No manifest here gives its accounts every right; what else the cluster binds to them only the cluster tells.',
      );
}

/** Provisioners of paths on one node, by the names that their classes usually have. */
const LOCAL_CLASS = /local-path|local-storage|hostpath|host-path/i;

/** Volumes that keep data: claims that are written, and those that StatefulSets make. */
export function writtenDataVolumes(
  context: FactContext,
): Observation<readonly DataVolumeFact[]> {
  return mapObservation(extractDataVolumes(context), volumes => {
    const known = new Set(volumes.map(({ object }) => object));
    const made = templateClaims(context).map(
      ({ set, name, storageClass = '' }): DataVolumeFact => {
        const {
          namespace = '',
          name: owner,
          labels = {},
        } = set.object.metadata;
        return {
          object: `PersistentVolumeClaim ${namespace}/${name}-${owner}-0`,
          namespace,
          snapshotable: !LOCAL_CLASS.test(storageClass),
          fileBackupByAnnotation: false,
          labels,
        };
      },
    );
    return [...volumes, ...made.filter(({ object }) => !known.has(object))];
  });
}

/** The schedules of backups; a tree that holds none says nothing about backups. */
export function writtenSchedules(
  context: FactContext,
): Observation<readonly BackupScheduleFact[]> {
  const schedules = extractBackupSchedules(context);
  const isSilent = lastKnown(schedules)?.value.length === 0;
  return isSilent
    ? notWritten(context, 'No schedule of backups is written here.')
    : schedules;
}

/** Where backups are kept; the same holds. */
export function writtenLocations(
  context: FactContext,
): Observation<readonly BackupLocationFact[]> {
  const locations = extractBackupLocations(context);
  const isSilent = lastKnown(locations)?.value.length === 0;
  return isSilent
    ? notWritten(context, 'Where backups are kept is not written here.')
    : locations;
}

/** Whether the trees hold anything of a kind, and whether something may hold more. */
function holds(
  context: FactContext,
  kind: ArtefactKind,
): 'all' | 'some' | 'none' {
  const trees = lastKnown(declaredTrees(context))?.value ?? [];
  const has = trees.some(({ artefacts }) =>
    artefacts.some(one => one.kind === kind),
  );
  if (!has) return 'none';
  return trees.some(({ notRendered }) => notRendered.length > 0)
    ? 'some'
    : 'all';
}

/** What a tree says of a kind of writing; when it is none about the service, only a tree that keeps them all says that there is none. */
function unlessSilent<T>(
  context: FactContext,
  kind: ArtefactKind,
  fact: Observation<readonly T[]>,
): Observation<readonly T[]> {
  const found = lastKnown(fact)?.value ?? [];
  if (found.length > 0 || holds(context, kind) === 'all') return fact;
  const what = kind.replace('-rule', '');
  return notWritten(
    context,
    holds(context, kind) === 'none'
      ? `No ${what} is kept here; whether one is kept elsewhere is not known.`
      : `No ${what} that is written here is about it, and what was not rendered may hold one.`,
  );
}

/** The alerts that are written. */
export function writtenAlerts(
  context: FactContext,
): Observation<readonly AlertFact[]> {
  return unlessSilent(context, 'alert-rule', extractAlerts(context));
}

/** The dashboards that are written. */
export function writtenDashboards(
  context: FactContext,
): Observation<readonly DashboardFact[]> {
  return unlessSilent(context, 'dashboard', extractDashboards(context));
}

/** The runbooks that lie with the manifests. */
export function writtenRunbooks(
  context: FactContext,
): Observation<readonly RunbookFact[]> {
  return unlessSilent(context, 'runbook', extractRunbooks(context));
}
