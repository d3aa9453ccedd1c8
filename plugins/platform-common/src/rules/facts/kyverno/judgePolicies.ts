/**
 * The cluster's own policies, judged on a workload as Kyverno would at admission: a rule about Pods holds for whatever makes pods too
 * (autogen). Languages that are not read here (CEL, JMESPath conditions, images' signatures) are left open.
 */
import {
  annotationOf,
  asObject,
  asObjects,
  asText,
  asTextMap,
  asTexts,
  JsonObject,
  JsonValue,
  KubernetesObject,
  matchesSelector,
  podTemplateOf,
  readSelector,
} from '../../../kubernetes';
import { matchPattern, PatternAnswer, wildcard } from './matchPattern';

/** What a policy says of a workload. */
export interface PolicyFact {
  /** `ClusterPolicy disallow-latest/tag`. */
  policy: string;
  object: string;
  says: 'holds' | 'violated' | 'unknown';
  because: string;
  enforced: boolean;
}

const CONTROLLERS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
];

/** What a rule is about: the workload, and the pod that it makes, each with the kind by which the rule may name it. */
interface Subject {
  object: KubernetesObject;
  namespaceLabels: Record<string, string> | undefined;
}

function anyFits(
  patterns: readonly string[],
  value: string | undefined,
): boolean {
  return (
    patterns.length === 0 ||
    patterns.some(pattern => wildcard(pattern).test(value ?? ''))
  );
}

function kindFits(kinds: readonly string[], kind: string): boolean {
  return (
    kinds.length === 0 ||
    kinds.some(name => wildcard(name.split('/').at(-1) ?? '').test(kind))
  );
}

function selects(
  resources: JsonObject,
  { object, namespaceLabels }: Subject,
  kind: string,
): boolean | undefined {
  const { metadata } = object;
  const names = [
    ...asTexts(resources.names),
    ...(asText(resources.name) ? [asText(resources.name)!] : []),
  ];
  const annotations = Object.entries(asTextMap(resources.annotations));
  if (!kindFits(asTexts(resources.kinds), kind)) return false;
  if (
    !anyFits(names, metadata.name) ||
    !anyFits(asTexts(resources.namespaces), metadata.namespace)
  )
    return false;
  if (
    annotations.some(
      ([key, value]) =>
        !wildcard(value).test(metadata.annotations?.[key] ?? ''),
    )
  )
    return false;
  if (resources.selector !== undefined) {
    const labels =
      kind === 'Pod' ? podTemplateOf(object).labels : metadata.labels;
    if (!matchesSelector(readSelector(resources.selector), labels))
      return false;
  }
  if (resources.namespaceSelector === undefined) return true;
  if (!namespaceLabels) return undefined;
  return matchesSelector(
    readSelector(resources.namespaceSelector),
    namespaceLabels,
  );
}

function filterFits(
  block: JsonObject,
  subject: Subject,
  kind: string,
): boolean | undefined {
  if (Object.keys(block).length === 0) return false;
  const answersOf = (filters: readonly JsonObject[]) =>
    filters.map(filter =>
      filter.resources === undefined
        ? undefined
        : selects(asObject(filter.resources), subject, kind),
    );
  const any = asObjects(block.any);
  const every = asObjects(block.all);
  const answers =
    any.length > 0
      ? answersOf(any)
      : answersOf(every.length > 0 ? every : [block]);
  // One of `any` is enough; of `all` each has to fit.
  const decisive = any.length > 0;
  if (answers.includes(decisive)) return decisive;
  return answers.includes(undefined) ? undefined : !decisive;
}

/** The kind by which a rule is about a workload: its own, or the Pod that it makes. */
function aboutAs(
  rule: JsonObject,
  subject: Subject,
  autogen: boolean,
): 'Pod' | 'itself' | 'unknown' | undefined {
  const { kind } = subject.object;
  const ways = [
    kind,
    ...(autogen && CONTROLLERS.includes(kind) ? ['Pod'] : []),
  ];
  for (const way of ways) {
    const fits = filterFits(asObject(rule.match), subject, way);
    const isLeftOut = filterFits(asObject(rule.exclude), subject, way);
    if (fits === true && isLeftOut === false)
      return way === 'Pod' ? 'Pod' : 'itself';
    if (fits !== false && isLeftOut !== true) return 'unknown';
  }
  return undefined;
}

function podOf(object: KubernetesObject): JsonValue {
  const { spec, labels, annotations } = podTemplateOf(object);
  const { namespace, name } = object.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, annotations },
    spec,
  };
}

function itself({ metadata, ...rest }: KubernetesObject): JsonValue {
  const { name, namespace, labels, annotations } = metadata;
  return {
    ...asObject(rest as JsonObject),
    metadata: { name, namespace, labels, annotations },
  };
}

function answer(validate: JsonObject, value: JsonValue): PatternAnswer {
  const { pattern, anyPattern } = validate;
  if (pattern !== undefined) return matchPattern(value, pattern);
  if (!Array.isArray(anyPattern)) return 'unknown';
  const answers = anyPattern.map(one => matchPattern(value, one));
  return (
    (['yes', 'skip', 'unknown'] as const).find(one => answers.includes(one)) ??
    'no'
  );
}

function judgeRule(
  rule: JsonObject,
  subject: Subject,
  autogen: boolean,
): { says: PolicyFact['says']; because: string } | undefined {
  if (rule.validate === undefined) return undefined;
  const way = aboutAs(rule, subject, autogen);
  if (way === undefined) return undefined;
  const open = (because: string) => ({ says: 'unknown' as const, because });
  if (way === 'unknown') return open('whether it is about this cannot be told');
  if (rule.preconditions !== undefined || rule.context !== undefined)
    return open('it has conditions in a language that is not read here');
  const validate = asObject(rule.validate);
  const value = way === 'Pod' ? podOf(subject.object) : itself(subject.object);
  const result = answer(validate, value);
  if (result === 'unknown')
    return open('it is written in a language that is not read here');
  if (result !== 'no') return { says: 'holds', because: 'it holds' };
  return {
    says: 'violated',
    because:
      asText(validate.message)?.slice(0, 200) ??
      'it does not have the shape that is asked for',
  };
}

/** Judges a workload by one policy; nothing for rules that are not about it. */
export function judgePolicy(
  policy: KubernetesObject,
  object: KubernetesObject,
  namespaceLabels: Record<string, string> | undefined,
): PolicyFact[] {
  const autogen =
    annotationOf(policy, 'pod-policies.kyverno.io/autogen-controllers') !==
    'none';
  const { kind, namespace, name } = object.metadata.namespace
    ? { kind: object.kind, ...object.metadata }
    : { kind: object.kind, namespace: undefined, name: object.metadata.name };
  return asObjects(policy.spec?.rules).flatMap(rule => {
    const judged = judgeRule(rule, { object, namespaceLabels }, autogen);
    if (!judged) return [];
    const action =
      asText(asObject(rule.validate).failureAction) ??
      asText(policy.spec?.validationFailureAction) ??
      'Audit';
    return [
      {
        policy: `${policy.kind} ${policy.metadata.name}/${
          asText(rule.name) ?? ''
        }`,
        object: `${kind} ${namespace ? `${namespace}/` : ''}${name}`,
        enforced: /^enforce$/i.test(action),
        ...judged,
      },
    ];
  });
}
