/**
 * What a tree of manifests cannot say. An object that it does not hold may be held by what was not rendered, by another repository that an
 * application deploys, or be made by an operator of a custom resource. A rule that takes *not written here* for *not there* raises false alarms;
 * one that never does misses every wrong name. So: what is missing is missing when the tree declares what runs in the namespace, and nothing else is
 * known to bring anything into it.
 */
import {
  asObject,
  asObjects,
  asText,
  asTexts,
  JsonObject,
  KubernetesObject,
  podTemplateOf,
} from '../../kubernetes';
import { DeclaredTree } from '../../declared';
import { lastKnown } from '../../model';
import { FactContext } from '../facts/context';
import { once } from '../facts/once';
import { declaredTrees, notRenderedFor, treesAre } from '../facts/trees';
import { Delivery, deliveryOf } from './deliveryOf';

/** A custom resource of which an operator may make other objects. */
interface Maker {
  namespace: string;
  kind: string;
  name: string;
}

interface Gaps {
  /** Namespaces of which the tree declares what runs. */
  spaces: ReadonlySet<string>;
  makers: readonly Maker[];
  deliveries: readonly Delivery[];
  /** Places that cannot be read, by the names that stand in them. */
  unread: ReadonlyMap<string, string>;
  /** A place that cannot be read at all, if there is one. */
  unreadable?: string;
  /** Kinds that a policy of the cluster makes in every namespace. */
  generated: ReadonlyMap<string, string>;
}

/** Custom resources of which nobody makes anything that others refer to by name. */
const PASSIVE =
  /^((source|image|notification)\.toolkit\.fluxcd\.io|monitoring\.coreos\.com|operator\.victoriametrics\.com|kyverno\.io|velero\.io|wgpolicyk8s\.io|networking\.istio\.io|security\.istio\.io|traefik\.(io|containo\.us)|configuration\.konghq\.com|cilium\.io|crd\.projectcalico\.org|argoproj\.io|autoscaling\.k8s\.io|keda\.sh|gateway\.networking\.k8s\.io)\//;
/** Those of which a Secret is made and nothing else; whether a Secret is there is nowhere asked. */
const MAKES_SECRETS =
  /^((acme\.)?cert-manager\.io|(generators\.)?external-secrets\.io|bitnami\.com|secrets\.hashicorp\.com|onepassword\.com)\//;
/** Kinds of operators that stand for something inside of what another kind of theirs makes. */
const INNER_KINDS: ReadonlySet<string> = new Set([
  'KafkaTopic',
  'KafkaUser',
  'KafkaConnector',
  'KafkaRebalance',
]);
/** Among the passive ones, those that do make something. */
const ACTIVE_KINDS: ReadonlySet<string> = new Set([
  'Prometheus',
  'PrometheusAgent',
  'Alertmanager',
  'ThanosRuler',
  'VMCluster',
  'VMSingle',
  'VMAgent',
  'VMAlert',
  'VMAlertmanager',
]);
const BUILT_IN = /^(v1|apps\/|batch\/|policy\/|autoscaling\/|extensions\/)/;
/** What every namespace has without anybody's doing. */
const ALWAYS_THERE: ReadonlySet<string> = new Set([
  'kube-root-ca.crt',
  'istio-ca-root-cert',
  'openshift-service-ca.crt',
  'kubernetes',
]);

/** Names that operators give what they make, whatever their custom resource is called. */
const OWN_NAMES: Readonly<Record<string, RegExp>> = {
  Tenant: /^(minio|console)$/,
  CephCluster: /^rook-ceph-/,
  CephObjectStore: /^rook-ceph-/,
  IstioOperator: /^istio/,
  Istio: /^istio/,
  KnativeServing: /^(activator|autoscaler|controller|webhook|kourier)/,
};

function isMaker({ apiVersion, kind }: KubernetesObject): boolean {
  const group = apiVersion.split('/')[0] ?? '';
  if (BUILT_IN.test(apiVersion) || /(^|\.)k8s\.io$/.test(group)) return false;
  if (ACTIVE_KINDS.has(kind)) return true;
  const isPassive = PASSIVE.test(apiVersion) || MAKES_SECRETS.test(apiVersion);
  return !isPassive && !INNER_KINDS.has(kind);
}

function runsPods(object: KubernetesObject): boolean {
  return asObjects(podTemplateOf(object).spec.containers).length > 0;
}

function generates(spec: JsonObject | undefined): string[] {
  return asObjects(spec?.rules).flatMap(rule => {
    const made = asObject(rule.generate);
    return [
      ...(asText(made.kind) ? [asText(made.kind)!] : []),
      ...asTexts(asObject(made.cloneList).kinds).map(
        kind => kind.split('/').at(-1)!,
      ),
    ];
  });
}

class GapFinder {
  readonly spaces = new Set<string>();
  readonly makers: Maker[] = [];
  readonly deliveries: Delivery[] = [];
  readonly unread = new Map<string, string>();
  readonly generated = new Map<string, string>();
  unreadable?: string;

  take(tree: DeclaredTree): void {
    const { objects, artefacts, problems } = tree;
    for (const { object, origin } of objects) {
      const delivery = deliveryOf(
        object,
        `${origin.path}:${origin.line}`,
        tree,
      );
      if (delivery) this.deliveries.push(delivery);
      this.#takeObject(object, delivery !== undefined);
    }
    for (const { kind, name, details, origin } of artefacts) {
      if (kind !== 'argo-source' || details.found === 'yes') continue;
      const by = `Application ${name} (${origin.path}:${origin.line})`;
      const { namespace } = details;
      this.deliveries.push(namespace ? { by, namespace } : { by });
    }
    for (const { kind, path, line, mentions = [] } of problems) {
      if (kind === 'unreadable') this.unreadable ??= path;
      for (const name of mentions) this.unread.set(name, `${path}:${line}`);
    }
  }

  #takeObject(object: KubernetesObject, delivers: boolean): void {
    const { kind, metadata, spec } = object;
    const { namespace = '', name } = metadata;
    if (runsPods(object)) this.spaces.add(namespace);
    if (!delivers && isMaker(object))
      this.makers.push({ namespace, kind, name });
    if (/^(Cluster)?Policy$/.test(kind)) {
      for (const made of generates(spec)) this.generated.set(made, name);
    }
  }
}

function gapsOf(context: FactContext): Gaps {
  return once(treesAre(context), 'gaps', () => {
    const finder = new GapFinder();
    for (const tree of lastKnown(declaredTrees(context))?.value ?? [])
      finder.take(tree);
    return finder;
  });
}

/** What may bring objects into a namespace that are not written in the tree, as a clause; `undefined` when nothing is known to. */
export function whyOpen(
  context: FactContext,
  namespace: string,
): string | undefined {
  const { deliveries, unreadable } = gapsOf(context);
  const [hidden] = notRenderedFor(context, [namespace]);
  if (hidden !== undefined) return `${hidden} was not rendered and may hold it`;
  if (unreadable !== undefined)
    return `${unreadable} cannot be read and may hold it`;
  const delivery = deliveries.find(
    one => one.namespace === undefined || one.namespace === namespace,
  );
  return delivery && `${delivery.by} deploys what is not written here`;
}

function madeBy(
  { makers }: Gaps,
  namespace: string,
  names: readonly string[],
): Maker | undefined {
  return makers.find(
    maker =>
      maker.namespace === namespace &&
      names.some(
        name =>
          name === maker.name ||
          `-${name}-`.includes(`-${maker.name}-`) ||
          name.endsWith('-operated') ||
          OWN_NAMES[maker.kind]?.test(name),
      ),
  );
}

/**
 * Why something that the tree does not hold may be there all the same, as a clause; `undefined` when it would be written here.
 *
 * @param names - Its name, and other names that it is spoken of by: values of the labels that select it.
 */
export function whyElsewhere(
  context: FactContext,
  namespace: string,
  names: readonly string[],
): string | undefined {
  const gaps = gapsOf(context);
  if (names.some(name => ALWAYS_THERE.has(name)))
    return 'every namespace has it';
  const named = names.find(name => gaps.unread.has(name));
  if (named !== undefined)
    return `${gaps.unread.get(named)} names it and cannot be read`;
  const open = whyOpen(context, namespace);
  if (open) return open;
  const maker = madeBy(gaps, namespace, names);
  if (maker) return `the operator of ${maker.kind} ${maker.name} may make it`;
  return gaps.spaces.has(namespace)
    ? undefined
    : `what runs in namespace ${namespace} is not declared here`;
}

/** The policy that makes objects of a kind in every namespace, if the tree holds one. */
export function generatorOf(
  context: FactContext,
  kind: string,
): string | undefined {
  return gapsOf(context).generated.get(kind);
}
