/** Rights and credentials: who may do everything, and where a credential stands that should not. */
import {
  asObject,
  asObjects,
  asText,
  asTexts,
  JsonObject,
  KubernetesObject,
  podTemplateOf,
} from '../../kubernetes';
import { Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import {
  FactContext,
  nameOfObject,
  workloadResources,
  workloadsOf,
} from './context';
import { kindState, observeFact } from './readKinds';
import { once } from './once';
import { declaredOfKind, declaredTrees } from './trees';

/** Whether a service account of the service may do everything. */
export interface AdminFact {
  /** `ServiceAccount data/trino`. */
  account: string;
  /** Bindings that give it everything. */
  bindings: readonly string[];
}

function accountsOf(context: FactContext): string[] {
  const names = workloadsOf(context).flatMap(({ declared, entry }) => {
    const spec: JsonObject = entry ? podTemplateOf(entry.object).spec : {};
    const name =
      asText(spec.serviceAccountName) ??
      asText(spec.serviceAccount) ??
      'default';
    return spec.automountServiceAccountToken === false && name === 'default'
      ? []
      : [`${declared.namespace}/${name}`];
  });
  return [...new Set(names)];
}

function isAll(value: JsonObject[string]): boolean {
  return asTexts(value).includes('*');
}

/** Names of the cluster's roles that allow everything: the one that comes with it, and those that are written as wide. */
function rulersAmong(roles: readonly KubernetesObject[]): ReadonlySet<string> {
  const wide = roles.filter(({ rules }) =>
    asObjects(rules).some(
      ({ apiGroups, resources, verbs }) =>
        isAll(apiGroups) && isAll(resources) && isAll(verbs),
    ),
  );
  return new Set(['cluster-admin', ...wide.map(one => one.metadata.name)]);
}

/** Accounts (`data/trino`) and groups (`system:serviceaccounts`) that bindings give everything to, with the bindings. */
function adminsIn(
  bindings: readonly KubernetesObject[],
  rulers: ReadonlySet<string>,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const object of bindings) {
    const role = asObject(object.roleRef);
    const name = asText(role.name) ?? '';
    if (role.kind !== 'ClusterRole' || !rulers.has(name)) continue;
    for (const subject of asObjects(object.subjects)) {
      const own = asText(subject.name) ?? '';
      const isAccount = subject.kind === 'ServiceAccount';
      if (!isAccount && subject.kind !== 'Group') continue;
      const key = isAccount ? `${asText(subject.namespace) ?? ''}/${own}` : own;
      found.set(key, [...(found.get(key) ?? []), nameOfObject(object)]);
    }
  }
  return found;
}

/** An account and the groups that every account is in. */
function keysOf(account: string): string[] {
  const [namespace = ''] = account.split('/');
  const all = 'system:serviceaccounts';
  return [account, all, `${all}:${namespace}`, 'system:authenticated'];
}

function toAdmins(
  context: FactContext,
  admins: Map<string, string[]>,
): AdminFact[] {
  return accountsOf(context).map(account => ({
    account: `ServiceAccount ${account}`,
    bindings: keysOf(account).flatMap(key => admins.get(key) ?? []),
  }));
}

const BINDINGS = 'rbac.authorization.k8s.io/clusterrolebindings';

/** Which service accounts of the service may do everything: by what the cluster says or, when that is not listed, by what is declared. */
export function extractAdmins(
  context: FactContext,
): Observation<readonly AdminFact[]> {
  const { index, service } = context;
  if (kindState(context, BINDINGS)) {
    return observeFact(context, [BINDINGS, ...workloadResources(context)], () =>
      toAdmins(
        context,
        once(index, `admins ${service.cluster}`, () => {
          const all = (kind: string) =>
            index
              .byKind(kind)
              .filter(({ cluster }) => cluster === service.cluster)
              .map(({ object }) => object);
          return adminsIn(
            all('ClusterRoleBinding'),
            rulersAmong(all('ClusterRole')),
          );
        }),
      ),
    );
  }
  const declared = (kind: string) =>
    declaredOfKind(context, kind).map(({ object }) => object);
  const admins = adminsIn(
    declared('ClusterRoleBinding'),
    rulersAmong(declared('ClusterRole')),
  );
  const found = toAdmins(context, admins).some(
    ({ bindings }) => bindings.length > 0,
  );
  // What is declared proves rights; that nothing is declared does not prove that there are none.
  if (found)
    return mapObservation(declaredTrees(context), () =>
      toAdmins(context, admins),
    );
  return observeFact(context, [BINDINGS], () => []);
}
