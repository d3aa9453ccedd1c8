/**
 * What installed a workload, in the words that the installers leave on it: Argo CD its tracking id or
 * label, Helm its release; and in the list of resources that an Argo CD application keeps of itself.
 */
import { InventoryObject, KubernetesIndex } from '../kubernetes';
import { asObject, asObjects, asText, saidBy } from '../kubernetes/readValue';
import { Deployer } from '../model';
import { byKey, Unit } from './findUnits';

/** The Argo CD application that an object says to be deployed by, in the words that only Argo CD leaves. */
export function argoMarkOf({ object }: InventoryObject): Deployer | undefined {
  const { annotations, labels } = object.metadata;
  const tracking = saidBy(annotations?.['argocd.argoproj.io/tracking-id']);
  const name =
    tracking?.split(':')[0] ?? labels?.['argocd.argoproj.io/instance'];
  if (!name) return undefined;
  // With applications in any namespace the id is `<namespace>_<name>`.
  const [first, second] = name.split('_');
  return second === undefined
    ? { kind: 'argocd-application', name }
    : { kind: 'argocd-application', name: second, namespace: first };
}

function helmOf({ object }: InventoryObject): Deployer | undefined {
  const { annotations } = object.metadata;
  const name = saidBy(annotations?.['meta.helm.sh/release-name']);
  if (name === undefined) return undefined;
  const namespace =
    saidBy(annotations?.['meta.helm.sh/release-namespace']) ??
    object.metadata.namespace;
  return { kind: 'helm-release', name, ...(namespace ? { namespace } : {}) };
}

const NOBODY: readonly Deployer[] = [];
const NONE: readonly InventoryObject[] = [];

/** What installed these objects, each once, sorted. */
export function findDeployers(
  entries: readonly InventoryObject[],
): readonly Deployer[] {
  let found: Deployer[] | undefined;
  for (let at = 0; at < entries.length; at += 1) {
    const argo = argoMarkOf(entries[at]);
    const helm = helmOf(entries[at]);
    if (argo) (found ??= []).push(argo);
    if (helm) (found ??= []).push(helm);
  }
  if (!found) return NOBODY;
  const byName = new Map(
    found.map(item => [
      `${item.kind} ${item.namespace ?? ''}/${item.name}`,
      item,
    ]),
  );
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, x]) => x);
}

/** What installed a unit; found once, for a unit never changes. */
export function deployersOf(unit: Unit): readonly Deployer[] {
  unit.deployers ??= findDeployers(unit.annotated);
  return unit.deployers;
}

/** The name of the Helm release or Argo application that a unit's objects belong to, with the rule. */
export function nameOfInstaller(
  unit: Unit,
): { name: string; because: string } | undefined {
  const found = deployersOf(unit);
  if (found.length === 0) return undefined;
  const helm = found.find(({ kind }) => kind === 'helm-release');
  const argo = found.find(({ kind }) => kind === 'argocd-application');
  if (helm)
    return { name: helm.name, because: `grouped by Helm release ${helm.name}` };
  return argo
    ? {
        name: argo.name,
        because: `grouped by Argo CD application ${argo.name}`,
      }
    : undefined;
}

const lists = new WeakMap<KubernetesIndex, Map<string, InventoryObject>>();

function placeOf({ cluster, object }: InventoryObject): string {
  const { namespace = '', name } = object.metadata;
  return `${cluster} ${object.kind} ${namespace}/${name}`;
}

/** The application that lists each resource; made once an index. */
function listedResources(index: KubernetesIndex): Map<string, InventoryObject> {
  const known = lists.get(index);
  if (known) return known;
  const found = new Map<string, InventoryObject>();
  for (const application of index.byKind('Application')) {
    const { status } = application.object;
    for (const item of asObjects(asObject(status).resources)) {
      const at = `${asText(item.namespace) ?? ''}/${asText(item.name)}`;
      found.set(
        `${application.cluster} ${asText(item.kind)} ${at}`,
        application,
      );
    }
  }
  lists.set(index, found);
  return found;
}

/** The Argo CD applications that installed these objects, by their own lists or by the objects' marks. */
export function findApplications(
  index: KubernetesIndex,
  entries: readonly InventoryObject[],
): readonly InventoryObject[] {
  if (index.byKind('Application').length === 0) return NONE;
  const listed = listedResources(index);
  const found = new Set<InventoryObject>();
  for (const entry of entries) {
    const application = listed.get(placeOf(entry));
    if (application) found.add(application);
    const mark = argoMarkOf(entry);
    if (!mark) continue;
    for (const candidate of index.byKind('Application')) {
      const { name, namespace } = candidate.object.metadata;
      const fits =
        candidate.cluster === entry.cluster &&
        name === mark.name &&
        (mark.namespace === undefined || mark.namespace === namespace);
      if (fits) found.add(candidate);
    }
  }
  return [...found].sort(byKey);
}
