/** Rights and credentials: who may do everything, and where a credential stands that should not. */
import {
  asObject,
  asObjects,
  asText,
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

function adminsIn(objects: readonly KubernetesObject[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const object of objects) {
    const role = asObject(object.roleRef);
    if (role.kind !== 'ClusterRole' || role.name !== 'cluster-admin') continue;
    for (const subject of asObjects(object.subjects)) {
      if (subject.kind !== 'ServiceAccount') continue;
      const key = `${asText(subject.namespace) ?? ''}/${
        asText(subject.name) ?? ''
      }`;
      found.set(key, [...(found.get(key) ?? []), nameOfObject(object)]);
    }
  }
  return found;
}

function toAdmins(
  context: FactContext,
  admins: Map<string, string[]>,
): AdminFact[] {
  return accountsOf(context).map(account => ({
    account: `ServiceAccount ${account}`,
    bindings: admins.get(account) ?? [],
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
        once(index, `admins ${service.cluster}`, () =>
          adminsIn(
            index
              .byKind('ClusterRoleBinding')
              .filter(({ cluster }) => cluster === service.cluster)
              .map(({ object }) => object),
          ),
        ),
      ),
    );
  }
  const declared = declaredOfKind(context, 'ClusterRoleBinding').map(
    ({ object }) => object,
  );
  const admins = adminsIn(declared);
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
