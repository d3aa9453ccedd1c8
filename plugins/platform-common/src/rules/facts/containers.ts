import {
  asObject,
  asObjects,
  asText,
  InventoryObject,
  JsonObject,
  podTemplateOf,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  KnownWorkload,
  nameOf,
  podsOf,
  workloadResources,
  workloadsOf,
} from './context';
import { observeFact } from './readKinds';
import { findCredential } from './findCredential';
import { readGuards } from './guards';
import { ContainerFact, ContainersFact } from './types';
import { runsOf } from './workloads';

const WATCHED_RESOURCES = ['cpu', 'memory'] as const;

function resourceNames(value: JsonObject): string[] {
  return WATCHED_RESOURCES.filter(name => value[name] !== undefined);
}

/**
 * What a container asks for and is limited to. Kubernetes takes a limit without a request for the request too; what the pod says for all its
 * containers together holds for each.
 */
function resourcesOf(
  container: JsonObject,
  spec: JsonObject,
): Pick<ContainerFact, 'requests' | 'limits'> {
  const parts = [container, spec].map(({ resources }) => asObject(resources));
  const limits = parts.map(part => asObject(part.limits));
  const requests = [...parts.map(part => asObject(part.requests)), ...limits];
  return {
    requests: resourceNames(Object.assign({}, ...requests)),
    limits: resourceNames(Object.assign({}, ...limits)),
  };
}

function literalCredentials(
  container: JsonObject,
): { name: string; because: string }[] {
  return asObjects(container.env).flatMap(variable => {
    const name = asText(variable.name) ?? '';
    const because = findCredential(name, asText(variable.value));
    return because ? [{ name, because }] : [];
  });
}

const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'] as const;

/** Probes that can never succeed: the port that they name is none of the container's. */
function lostProbesOf(
  container: JsonObject,
): Pick<ContainerFact, 'lostProbes'> {
  const known = new Set(asObjects(container.ports).map(({ name }) => name));
  const lost = PROBES.flatMap(name => {
    const { httpGet, tcpSocket } = asObject(container[name]);
    const port = asText(asObject(httpGet ?? tcpSocket).port);
    const isName = port !== undefined && !/^\d+$/.test(port);
    return isName && !known.has(port) ? [`${name} asks port ${port}`] : [];
  });
  return lost.length > 0 ? { lostProbes: lost } : {};
}

function containerFact(options: {
  workload: KnownWorkload;
  container: JsonObject;
  spec: JsonObject;
  init: boolean;
  behindService: boolean;
}): ContainerFact {
  const { workload, container, spec, init, behindService } = options;
  const hasPort = asObjects(container.ports).length > 0;
  return {
    object: nameOf(workload.declared),
    container: asText(container.name) ?? 'unnamed',
    init,
    runs: runsOf(workload.declared.kind),
    image: asText(container.image) ?? '',
    ...resourcesOf(container, spec),
    serves: !init && (hasPort || behindService),
    readinessProbe: container.readinessProbe !== undefined,
    livenessProbe: container.livenessProbe !== undefined,
    ...lostProbesOf(container),
    literalCredentials: literalCredentials(container),
    neverPulled: container.imagePullPolicy === 'Never',
    guards: readGuards(container, spec),
  };
}

function containersOfSpec(options: {
  context: FactContext;
  workload: KnownWorkload;
  spec: JsonObject;
}): ContainerFact[] {
  const { context, workload, spec } = options;
  const main = asObjects(spec.containers);
  const services = workload.entry
    ? context.index.servicesOf(workload.entry)
    : [];
  const behindService = main.length === 1 && services.length > 0;
  const inits = asObjects(spec.initContainers).map(container =>
    containerFact({
      workload,
      container,
      spec,
      // A native sidecar stays for the pod's life.
      init: container.restartPolicy !== 'Always',
      behindService: false,
    }),
  );
  const mains = main.map(container =>
    containerFact({ workload, container, spec, init: false, behindService }),
  );
  return [...inits, ...mains];
}

/** The pod specs that say what a workload runs: its template's or, for a custom resource, its pods'. */
function specsOf(
  context: FactContext,
  workload: KnownWorkload,
): readonly JsonObject[] {
  const { entry } = workload;
  const template = entry ? podTemplateOf(entry.object).spec : {};
  const written = asObjects(template.containers);
  // An injector writes the whole container, as it does for the gateways of Istio.
  const isInjected = written.some(({ image }) => image === 'auto');
  if (written.length > 0 && !isInjected) return [template];
  return podsOf(context, workload).map(
    (pod: InventoryObject) => podTemplateOf(pod.object).spec,
  );
}

/** Pods of one custom resource say the same again and again; each thing said is kept once. */
function keyOf({
  object,
  container,
  image,
  init,
  requests,
  limits,
  guards,
  ...rest
}: ContainerFact): string {
  const {
    runAsNonRoot,
    readOnlyRoot,
    privileged,
    escalates,
    dropsAll,
    seccomp,
  } = guards;
  const flags = [
    init,
    rest.serves,
    rest.readinessProbe,
    rest.livenessProbe,
    rest.neverPulled,
    runAsNonRoot,
    readOnlyRoot,
    privileged,
    escalates,
    dropsAll,
    seccomp,
  ];
  return [
    object,
    container,
    image,
    requests,
    limits,
    flags,
    guards.adds,
    rest.lostProbes,
    rest.literalCredentials.map(({ name }) => name),
  ].join('|');
}

function collect(context: FactContext): ContainersFact {
  const containers = new Map<string, ContainerFact>();
  const unseen: string[] = [];
  for (const workload of workloadsOf(context)) {
    const specs = specsOf(context, workload);
    if (specs.length === 0) unseen.push(nameOf(workload.declared));
    for (const spec of specs) {
      for (const fact of containersOfSpec({ context, workload, spec })) {
        containers.set(keyOf(fact), fact);
      }
    }
  }
  return { containers: [...containers.values()], unseen };
}

/** The containers of the service as its workloads declare them. */
export function extractContainers(
  context: FactContext,
): Observation<ContainersFact> {
  return observeFact(context, [...workloadResources(context), 'pods'], () =>
    collect(context),
  );
}
