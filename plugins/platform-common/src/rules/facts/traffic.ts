/** Network policies: what is denied, what is allowed, and whether anything on the network enforces them. */
import {
  asNumber,
  asObjects,
  asTexts,
  InventoryObject,
  isEmptySelector,
  JsonObject,
  matchesSelector,
  podTemplateOf,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  nameOf,
  nameOfObject,
  podLabelsOf,
  workloadResources,
  workloadsOf,
} from './context';
import { observeFact } from './readKinds';
import { once } from './once';
import { near } from './strays';
import { selectorOf } from './selectorOf';

/** What network policies say of one workload. */
export interface TrafficFact {
  object: string;
  namespace: string;
  /** The namespace denies what nothing allows. */
  denies: { ingress: boolean; egress: boolean };
  /** Policies that select its pods deny them what nothing allows, whatever the namespace does. */
  isolated?: boolean;
  /** The namespace is declared elsewhere, so that nobody who reads these manifests sees what it denies. */
  elsewhere?: boolean;
  /** Some policy that selects its pods lets something in, or out. */
  allows: { ingress: boolean; egress: boolean };
  /** Some policy that selects its pods lets it ask the DNS of the cluster. */
  resolves: boolean;
  /** It calls other services, for certain or likely. */
  calls: boolean;
  /** It has ports that others call. */
  called: boolean;
  /** Its pods stand in the network of the node, where policies do not reach. */
  hostNetwork: boolean;
  policies: readonly string[];
}

/** What enforces network policies in the cluster. */
export interface EnforcerFact {
  enforcers: readonly string[];
  /** Plugins that are known not to. */
  ignorers: readonly string[];
  /** How many policies there are. */
  policies: number;
}

function typesOf({ object }: InventoryObject): {
  ingress: boolean;
  egress: boolean;
} {
  const types = asTexts(object.spec?.policyTypes);
  return {
    ingress: types.length === 0 || types.includes('Ingress'),
    egress:
      types.length === 0
        ? object.spec?.egress !== undefined
        : types.includes('Egress'),
  };
}

/** Whether a rule of a policy lets everything through: it names nobody and no port. */
function isOpen(rule: JsonObject, peers: 'from' | 'to'): boolean {
  return (
    asObjects(rule[peers]).length === 0 && asObjects(rule.ports).length === 0
  );
}

/** Whether policies that select the same pods deny a direction: they allow what they name, and one that allows all voids the others. */
function isDenied(
  policies: readonly InventoryObject[],
  direction: 'ingress' | 'egress',
): boolean {
  const peers = direction === 'ingress' ? 'from' : 'to';
  return (
    policies.some(one => typesOf(one)[direction]) &&
    !policies.some(one =>
      asObjects(one.object.spec?.[direction]).some(rule => isOpen(rule, peers)),
    )
  );
}

/** Ports that DNS answers at: the Service's, and those of its pods where they differ (OpenShift). */
const DNS_PORTS = [53, 5353];

function isDnsPort({ port, endPort }: JsonObject): boolean {
  if (port === undefined) return true;
  const from = asNumber(port) ?? Number(port);
  if (Number.isNaN(from)) return /dns/i.test(`${port}`);
  const to = asNumber(endPort) ?? from;
  return DNS_PORTS.some(dns => from <= dns && dns <= to);
}

/** Whether a rule of egress reaches the DNS of the cluster, which stands in a namespace of its own. */
function reachesDns(rule: JsonObject, namespace: string): boolean {
  const [ports, to] = [asObjects(rule.ports), asObjects(rule.to)];
  const isThere =
    to.length === 0 ||
    namespace === 'kube-system' ||
    to.some(
      peer =>
        peer.namespaceSelector !== undefined || peer.ipBlock !== undefined,
    );
  return isThere && (ports.length === 0 || ports.some(isDnsPort));
}

function trafficOf(
  context: FactContext,
  policies: readonly InventoryObject[],
  workload: ReturnType<typeof workloadsOf>[number],
): TrafficFact {
  const { namespace } = workload.declared;
  const labels = podLabelsOf(context, workload) ?? {};
  const there = policies.filter(
    ({ object }) => object.metadata.namespace === namespace,
  );
  const whole = there.filter(({ object }) =>
    isEmptySelector(selectorOf(object)),
  );
  const own = there.filter(({ object }) => {
    const selector = selectorOf(object);
    return isEmptySelector(selector) || matchesSelector(selector, labels);
  });
  const { entry } = workload;
  const spec: JsonObject = entry ? podTemplateOf(entry.object).spec : {};
  return {
    object: nameOf(workload.declared),
    namespace,
    denies: {
      ingress: isDenied(whole, 'ingress'),
      egress: isDenied(whole, 'egress'),
    },
    isolated: isDenied(own, 'ingress') && isDenied(own, 'egress'),
    allows: {
      ingress: own.some(
        ({ object }) => asObjects(object.spec?.ingress).length > 0,
      ),
      egress: own.some(
        ({ object }) => asObjects(object.spec?.egress).length > 0,
      ),
    },
    resolves: own.some(({ object }) =>
      asObjects(object.spec?.egress).some(rule => reachesDns(rule, namespace)),
    ),
    calls: context.service.dependencies.some(
      ({ confidence }) => confidence !== 'possible',
    ),
    called: entry !== undefined && context.index.servicesOf(entry).length > 0,
    hostNetwork: spec.hostNetwork === true,
    policies: own.map(({ object }) => nameOfObject(object)),
  };
}

/** What network policies say of the service's workloads. */
export function extractTraffic(
  context: FactContext,
): Observation<readonly TrafficFact[]> {
  const resources = [
    'networking.k8s.io/networkpolicies',
    'services',
    ...workloadResources(context),
  ];
  return observeFact(context, resources, () => {
    const policies = near(context, 'NetworkPolicy');
    return workloadsOf(context).map(workload =>
      trafficOf(context, policies, workload),
    );
  });
}

const ENFORCES =
  /^(calico|cilium|canal|antrea|weave|kube-router|kube-ovn|aws-eks-nodeagent|azure-npm|ovn)/;
const IGNORES = /^(kube-flannel|flannel|kindnet)/;

/** What on the network enforces policies. */
export function extractEnforcers(
  context: FactContext,
): Observation<EnforcerFact> {
  const { index, service } = context;
  return observeFact(
    context,
    ['apps/daemonsets', 'networking.k8s.io/networkpolicies'],
    () =>
      once(index, `enforcers ${service.cluster}`, () => {
        const sets = index
          .byKind('DaemonSet')
          .filter(({ cluster }) => cluster === service.cluster);
        const named = (pattern: RegExp) =>
          sets
            .filter(({ object }) => pattern.test(object.metadata.name))
            .map(({ object }) => nameOfObject(object));
        return {
          enforcers: named(ENFORCES),
          ignorers: named(IGNORES),
          policies: index
            .byKind('NetworkPolicy')
            .filter(({ cluster }) => cluster === service.cluster).length,
        };
      }),
  );
}
