import {
  asObject,
  asObjects,
  asText,
  asTexts,
  asTextMap,
  InventoryObject,
  JsonObject,
  labelOf,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  nameOfObject,
  workloadResources,
  workloadsOf,
} from './context';
import { deadPortsOf } from './deadPorts';
import { kindState, observeFact } from './readKinds';
import { once } from './once';
import { NetworkServiceFact, TlsHostFact } from './types';

/** The Kubernetes Services of a namespace by everything that stands before a hyphen of their names. */
function servicesByBeginning(
  { index }: FactContext,
  place: { cluster: string; namespace?: string },
): ReadonlyMap<string, InventoryObject[]> {
  const { cluster, namespace } = place;
  return once(index, `beginnings ${cluster} ${namespace}`, () => {
    const found = new Map<string, InventoryObject[]>();
    for (const entry of index.byKind('Service', place)) {
      const { name } = entry.object.metadata;
      for (let at = name.indexOf('-'); at > 0; at = name.indexOf('-', at + 1)) {
        const beginning = name.slice(0, at);
        const list = found.get(beginning);
        if (list) list.push(entry);
        else found.set(beginning, [entry]);
      }
    }
    return found;
  });
}

/** Kubernetes Services that bear the service's name and select nothing: a selector that no longer matches. */
function deadServicesOf(context: FactContext): InventoryObject[] {
  const { service, index } = context;
  const { cluster, namespace, id } = service;
  const named = once(
    index,
    `services that begin ${cluster} ${namespace}/${id}`,
    () => servicesByBeginning(context, { cluster, namespace }).get(id) ?? [],
  );
  return named.filter(
    entry =>
      Object.keys(asTextMap(entry.object.spec?.selector)).length > 0 &&
      index.workloadsOfService(entry).length === 0 &&
      index.podsOfService(entry).length === 0,
  );
}

/** The Kubernetes Services of a service: those that select its pods, and those that bear its name. */
export function kubernetesServicesOf(context: FactContext): InventoryObject[] {
  return once(context, 'kubernetes services', () => findServices(context));
}

function findServices(context: FactContext): InventoryObject[] {
  const { service, index } = context;
  const found = new Set<InventoryObject>(deadServicesOf(context));
  for (const { declared, entry } of workloadsOf(context)) {
    for (const item of entry ? index.servicesOf(entry) : []) found.add(item);
    for (const name of [declared.name, service.id]) {
      const { cluster, namespace } = declared;
      const item = index.get({ cluster, kind: 'Service', namespace, name });
      if (item) found.add(item);
    }
  }
  return [...found];
}

type Slices = readonly InventoryObject[];

/** The EndpointSlices of a namespace by the name of their Service. */
function slicesIn(
  { index }: FactContext,
  place: { cluster: string; namespace?: string },
): ReadonlyMap<string, Slices> {
  const { cluster, namespace } = place;
  return once(index, `slices ${cluster} ${namespace}`, () => {
    const found = new Map<string, InventoryObject[]>();
    for (const entry of index.byKind('EndpointSlice', { cluster, namespace })) {
      const name = labelOf(entry.object, 'kubernetes.io/service-name');
      if (name === undefined) continue;
      const list = found.get(name);
      if (list) list.push(entry);
      else found.set(name, [entry]);
    }
    return found;
  });
}

function slicesNamed(
  context: FactContext,
  service: { cluster: string; namespace?: string; name: string },
): Slices {
  const { cluster, namespace, name } = service;
  return once(
    context.index,
    `slices ${cluster} ${namespace}/${name}`,
    () => slicesIn(context, { cluster, namespace }).get(name) ?? [],
  );
}

function slicesOf(
  context: FactContext,
  service: InventoryObject,
): { ready: number; notReady: number } {
  const { name, namespace } = service.object.metadata;
  const slices = slicesNamed(context, { ...service, namespace, name });
  // A dual-stack Service has a slice a family: one address of each pod is enough.
  const ready = new Set<string>();
  const notReady = new Set<string>();
  for (const { object } of slices) {
    for (const endpoint of asObjects(object.endpoints)) {
      const target =
        asText(asObject(endpoint.targetRef).name) ??
        asTexts(endpoint.addresses).join();
      const isReady = asObject(endpoint.conditions).ready !== false;
      (isReady ? ready : notReady).add(target);
    }
  }
  return { ready: ready.size, notReady: notReady.size };
}

function endpointsOf(
  context: FactContext,
  service: InventoryObject,
): { ready: number; notReady: number } {
  const { name, namespace } = service.object.metadata;
  const { cluster } = service;
  const entry = context.index.get({
    cluster,
    kind: 'Endpoints',
    namespace,
    name,
  });
  const subsets = asObjects(entry?.object.subsets);
  const count = (key: string) =>
    subsets.reduce((sum, subset) => sum + asObjects(subset[key]).length, 0);
  return { ready: count('addresses'), notReady: count('notReadyAddresses') };
}

/** The Kubernetes Services in front of the service, with the addresses behind each. */
export function extractNetworkServices(
  context: FactContext,
): Observation<readonly NetworkServiceFact[]> {
  const slices = kindState(context, 'discovery.k8s.io/endpointslices');
  const useEndpoints = !slices && kindState(context, 'endpoints');
  const addresses = useEndpoints
    ? 'endpoints'
    : 'discovery.k8s.io/endpointslices';
  const resources = [...workloadResources(context), 'services', addresses];
  return observeFact(context, resources, () =>
    kubernetesServicesOf(context).map(entry => {
      const spec = entry.object.spec ?? {};
      const { ready, notReady } = useEndpoints
        ? endpointsOf(context, entry)
        : slicesOf(context, entry);
      const deadPorts = deadPortsOf(context, entry);
      return {
        object: nameOfObject(entry.object),
        external:
          spec.type === 'ExternalName' ||
          Object.keys(asTextMap(spec.selector)).length === 0,
        readyAddresses: ready,
        notReadyAddresses: notReady,
        ...(deadPorts.length > 0 ? { deadPorts } : {}),
      };
    }),
  );
}

function certificateFact(
  entry: InventoryObject,
): NonNullable<TlsHostFact['certificate']> {
  const { object } = entry;
  const ready = asObjects(object.status?.conditions).find(
    condition => condition.type === 'Ready',
  );
  const message = asText(ready?.message);
  const notAfter = asText(object.status?.notAfter);
  return {
    object: nameOfObject(object),
    ready: ready?.status === 'True',
    ...(message ? { message } : {}),
    ...(notAfter ? { notAfter } : {}),
  };
}

function tlsHostsOf(
  context: FactContext,
  ingress: InventoryObject,
): TlsHostFact[] {
  const { namespace } = ingress.object.metadata;
  const certificates = context.index.byKind('Certificate', {
    cluster: ingress.cluster,
    namespace,
  });
  return asObjects(ingress.object.spec?.tls).flatMap((tls: JsonObject) => {
    const secret = asText(tls.secretName);
    const certificate = certificates.find(
      ({ object }) =>
        secret !== undefined && object.spec?.secretName === secret,
    );
    const hosts = asTexts(tls.hosts);
    return (hosts.length ? hosts : ['any host']).map(host => ({
      host,
      object: nameOfObject(ingress.object),
      ...(secret ? { secret } : {}),
      ...(certificate ? { certificate: certificateFact(certificate) } : {}),
    }));
  });
}

/** The hosts under which Ingresses offer the service over TLS, each with its certificate. */
export function extractTlsHosts(
  context: FactContext,
): Observation<readonly TlsHostFact[]> {
  const ingresses = new Set(
    kubernetesServicesOf(context).flatMap(entry =>
      context.index.ingressesOfService(entry),
    ),
  );
  const hosts = [...ingresses].flatMap(entry => tlsHostsOf(context, entry));
  const resources = ['services', 'networking.k8s.io/ingresses'];
  if (hosts.length > 0) resources.push('cert-manager.io/certificates');
  return observeFact(context, resources, () => hosts);
}
