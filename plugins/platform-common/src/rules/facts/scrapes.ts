/** Who asks to be scraped, and whether the asking leads anywhere. */
import {
  annotationOf,
  asObject,
  asObjects,
  asText,
  asTexts,
  InventoryObject,
  isEmptySelector,
  JsonObject,
  LabelSelector,
  matchesSelector,
  podTemplateOf,
  readContainerPorts,
  readSelector,
  readServicePorts,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  nameOfObject,
  podsOf,
  workloadResources,
  workloadsOf,
} from './context';
import { kindState, observeFact, resourceOf } from './readKinds';
import { kubernetesServicesOf } from './network';
import { once } from './once';
import { bearsName } from './strays';

/** A request to scrape the service. */
export interface ScrapeRequestFact {
  object: string;
  /** What it selects; `unknown` when that cannot be listed. */
  selects: 'something' | 'nothing' | 'unknown';
  /** Ports that it names and nothing that it selects has. */
  missingPorts: readonly string[];
}

const MONITORS = {
  ServiceMonitor: { endpoints: 'endpoints', selects: 'Service' },
  VMServiceScrape: { endpoints: 'endpoints', selects: 'Service' },
  PodMonitor: { endpoints: 'podMetricsEndpoints', selects: 'Pod' },
  VMPodScrape: { endpoints: 'podMetricsEndpoints', selects: 'Pod' },
} as const;
type MonitorKind = keyof typeof MONITORS;
const KINDS = Object.keys(MONITORS) as MonitorKind[];

interface Monitor {
  entry: InventoryObject;
  kind: MonitorKind;
  selector: LabelSelector;
  spaces: readonly string[] | 'any';
  endpoints: readonly JsonObject[];
}

function spacesOf(choice: JsonObject, own: string): Monitor['spaces'] {
  if (choice.any === true) return 'any';
  const named = asTexts(choice.matchNames);
  return named.length > 0 ? named : [own];
}

function toMonitor(entry: InventoryObject, kind: MonitorKind): Monitor {
  const { spec = {}, metadata } = entry.object;
  const choice = asObject(spec.namespaceSelector);
  return {
    entry,
    kind,
    selector: readSelector(spec.selector),
    spaces: spacesOf(choice, metadata.namespace ?? ''),
    endpoints: asObjects(spec[MONITORS[kind].endpoints]),
  };
}

/** The monitors of the service's cluster by their names. */
function monitorsOf({
  index,
  service,
}: FactContext): ReadonlyMap<string, Monitor> {
  return once(index, `monitors ${service.cluster}`, () => {
    const all = KINDS.flatMap(kind =>
      index
        .byKind(kind)
        .filter(({ cluster }) => cluster === service.cluster)
        .map(entry => toMonitor(entry, kind)),
    );
    return new Map(all.map(one => [nameOfObject(one.entry.object), one]));
  });
}

function selects(
  { entry, selector, spaces }: Monitor,
  { cluster, object }: InventoryObject,
): boolean {
  return (
    cluster === entry.cluster &&
    (spaces === 'any' || spaces.includes(object.metadata.namespace ?? '')) &&
    (isEmptySelector(selector) ||
      matchesSelector(selector, object.metadata.labels))
  );
}

function selectedBy(
  { index }: FactContext,
  monitor: Monitor,
): InventoryObject[] {
  const { entry, kind, spaces } = monitor;
  const what = MONITORS[kind].selects;
  const all =
    spaces === 'any'
      ? index.byKind(what)
      : spaces.flatMap(namespace =>
          index.byKind(what, { cluster: entry.cluster, namespace }),
        );
  return all.filter(one => selects(monitor, one));
}

function portsOf(entry: InventoryObject): Set<string> {
  const ports =
    entry.object.kind === 'Service'
      ? readServicePorts(entry.object)
      : readContainerPorts(entry.object);
  return new Set(
    ports.flatMap(({ name, port }) => [`${port}`, ...(name ? [name] : [])]),
  );
}

function missingPorts(
  { endpoints }: Monitor,
  selected: readonly InventoryObject[],
): string[] {
  return endpoints.flatMap(endpoint => {
    const port = asText(endpoint.port);
    if (port === undefined) return [];
    return selected.some(entry => portsOf(entry).has(port)) ? [] : [port];
  });
}

function leadsTo(context: FactContext, monitor: Monitor): boolean {
  return MONITORS[monitor.kind].selects === 'Service'
    ? kubernetesServicesOf(context).some(one => selects(monitor, one))
    : workloadsOf(context).some(workload =>
        podsOf(context, workload).some(one => selects(monitor, one)),
      );
}

function makeRequest(
  context: FactContext,
  monitor: Monitor,
): ScrapeRequestFact {
  const selected = selectedBy(context, monitor);
  const resource = resourceOf('v1', MONITORS[monitor.kind].selects);
  const none = kindState(context, resource)?.ok ? 'nothing' : 'unknown';
  return {
    object: nameOfObject(monitor.entry.object),
    selects: selected.length > 0 ? 'something' : none,
    missingPorts: selected.length > 0 ? missingPorts(monitor, selected) : [],
  };
}

/** What a monitor asks for; the same for whomever it leads to. */
function requestOf(
  context: FactContext,
  name: string,
): ScrapeRequestFact | undefined {
  const { index, service } = context;
  return once(index, `request ${service.cluster} ${name}`, () => {
    const monitor = monitorsOf(context).get(name);
    return monitor && makeRequest(context, monitor);
  });
}

/** The request of a monitor, if it is about the service. */
function ownRequest(
  context: FactContext,
  name: string,
  monitor: Monitor,
): ScrapeRequestFact | undefined {
  if (leadsTo(context, monitor)) return requestOf(context, name);
  if (!bearsName(context, monitor.entry)) return undefined;
  const request = requestOf(context, name);
  return request?.selects === 'something' ? undefined : request;
}

function annotated(context: FactContext): ScrapeRequestFact[] {
  const asks = (entry: InventoryObject) =>
    annotationOf(entry.object, 'prometheus.io/scrape') === 'true' ||
    podTemplateOf(entry.object).annotations['prometheus.io/scrape'] === 'true';
  const entries = [
    ...workloadsOf(context).flatMap(({ entry }) => entry ?? []),
    ...kubernetesServicesOf(context),
  ];
  return entries.filter(asks).map(({ object }) => ({
    object: nameOfObject(object),
    selects: 'something' as const,
    missingPorts: [],
  }));
}

/** What asks for the service to be scraped, and what bears its name and leads nowhere. */
export function extractScrapeRequests(
  context: FactContext,
): Observation<readonly ScrapeRequestFact[]> {
  const resources = [
    'services',
    'monitoring.coreos.com/servicemonitors',
    'operator.victoriametrics.com/vmservicescrapes',
    ...workloadResources(context),
  ];
  return observeFact(context, resources, () => [
    ...[...monitorsOf(context)].flatMap(
      ([name, monitor]) => ownRequest(context, name, monitor) ?? [],
    ),
    ...annotated(context),
  ]);
}
