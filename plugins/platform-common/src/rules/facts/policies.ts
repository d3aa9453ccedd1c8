/** Policies of the cluster: Kyverno's, its reports and exceptions. */
import {
  annotationOf,
  asObject,
  asObjects,
  asText,
  asTexts,
  InventoryObject,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  nameOfObject,
  ObjectLookup,
  workloadResources,
  workloadsOf,
} from './context';
import { observeFact } from './readKinds';
import { judgePolicy, PolicyFact } from './kyverno/judgePolicies';
import { wildcard } from './kyverno/matchPattern';
import { once } from './once';
import { near, namespacesOf } from './strays';

/** A result of a policy report about an object of the service. */
export interface PolicyResultFact {
  report: string;
  object: string;
  policy: string;
  result: string;
}

/** An exception from policies that is about a workload of the service. */
export interface PolicyExceptionFact {
  object: string;
  /** When it ends; absent when it does not say. */
  until?: string;
}

/** Namespaces that Kyverno leaves alone unless its `resourceFilters` are changed. */
const LEFT_ALONE: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'kyverno',
]);

function policiesFor(
  { index }: FactContext,
  cluster: string,
  namespace?: string,
): readonly InventoryObject[] {
  const own = index.byKind('Policy', { cluster, namespace });
  const shared = once(index, `policies ${cluster}`, () =>
    index.byKind('ClusterPolicy').filter(one => one.cluster === cluster),
  );
  return [...shared, ...own].filter(({ object }) =>
    object.apiVersion.startsWith('kyverno.io/'),
  );
}

/** What the cluster's own policies say of the service's workloads. */
export function extractPolicies(
  context: FactContext,
): Observation<readonly PolicyFact[]> {
  const resources = [
    'kyverno.io/clusterpolicies',
    'kyverno.io/policies',
    'namespaces',
    ...workloadResources(context),
  ];
  return observeFact(context, resources, () =>
    workloadsOf(context).flatMap(({ entry }) => {
      if (!entry) return [];
      const { cluster, object } = entry;
      const space = object.metadata.namespace ?? '';
      if (LEFT_ALONE.has(space)) return [];
      const labels = context.index.get({
        cluster,
        kind: 'Namespace',
        name: space,
      })?.object.metadata.labels;
      const named = { 'kubernetes.io/metadata.name': space, ...labels };
      return policiesFor(context, cluster, space).flatMap(policy =>
        judgePolicy(policy.object, object, named),
      );
    }),
  );
}

interface Reported {
  report: string;
  kind: string;
  name: string;
  policy: string;
  result: string;
}

function resultsIn({ object }: InventoryObject): Reported[] {
  const scope = asObject(object.scope);
  return asObjects(object.results).flatMap(item => {
    const subjects = asObjects(item.resources);
    return (subjects.length > 0 ? subjects : [scope]).map(subject => ({
      report: nameOfObject(object),
      kind: asText(subject.kind) ?? '',
      name: asText(subject.name) ?? '',
      policy: [asText(item.policy), asText(item.rule)]
        .filter(Boolean)
        .join('/'),
      result: asText(item.result) ?? '',
    }));
  });
}

interface Place {
  cluster: string;
  namespace: string;
}

function reportsIn(
  index: ObjectLookup,
  { cluster, namespace }: Place,
): ReadonlyMap<string, readonly Reported[]> {
  return once(index, `reports ${cluster} ${namespace}`, () => {
    const found = new Map<string, Reported[]>();
    for (const one of index
      .byKind('PolicyReport', { cluster, namespace })
      .flatMap(resultsIn)) {
      const key = `${one.kind} ${one.name}`;
      const list = found.get(key);
      if (list) list.push(one);
      else found.set(key, [one]);
    }
    return found;
  });
}

/** What reports of a namespace say of an object there: `Deployment trino`. */
function reportsOn(
  index: ObjectLookup,
  place: Place,
  object: string,
): readonly Reported[] {
  const key = `reports ${place.cluster} ${place.namespace} ${object}`;
  return once(index, key, () => reportsIn(index, place).get(object) ?? []);
}

/** What policy reports say of the service's workloads. */
export function extractPolicyResults(
  context: FactContext,
): Observation<readonly PolicyResultFact[]> {
  const { index, service } = context;
  return observeFact(context, ['wgpolicyk8s.io/policyreports'], () =>
    namespacesOf(context).flatMap(namespace => {
      const place = { cluster: service.cluster, namespace };
      return service.workloads
        .filter(one => one.namespace === namespace)
        .flatMap(({ kind, name }) => reportsOn(index, place, `${kind} ${name}`))
        .map(({ report, kind, name, policy, result }) => ({
          report,
          object: `${kind} ${namespace}/${name}`,
          policy,
          result,
        }));
    }),
  );
}

function isAbout(context: FactContext, { object }: InventoryObject): boolean {
  const match = asObject(object.spec?.match);
  const filters = [...asObjects(match.any), ...asObjects(match.all)].map(one =>
    asObject(one.resources),
  );
  return filters.some(filter =>
    context.service.workloads.some(({ kind, name, namespace }) => {
      const fits = (values: readonly string[], value: string) =>
        values.length === 0 ||
        values.some(one => wildcard(one.split('/').at(-1)!).test(value));
      const kinds = asTexts(filter.kinds);
      const named = [...asTexts(filter.names)];
      return (
        (fits(kinds, kind) || kinds.includes('Pod')) &&
        fits(
          named.map(one => one.replace(/\*?$/, '*')),
          name,
        ) &&
        fits(asTexts(filter.namespaces), namespace)
      );
    }),
  );
}

/** The exceptions from policies that are about workloads of the service. */
export function extractPolicyExceptions(
  context: FactContext,
): Observation<readonly PolicyExceptionFact[]> {
  return observeFact(context, ['kyverno.io/policyexceptions'], () =>
    near(context, 'PolicyException')
      .filter(entry => isAbout(context, entry))
      .map(({ object }) => {
        const until = annotationOf(object, '254carbon.com/expires');
        return { object: nameOfObject(object), ...(until ? { until } : {}) };
      }),
  );
}
