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
  workloadResources,
  workloadsOf,
} from './context';
import { kindState, observeFact, resourceOf } from './readKinds';
import { kubernetesServicesOf } from './network';
import { once } from './once';
import { bearsName, namespacesOf } from './strays';

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

function monitorsOf({ index, service }: FactContext): Monitor[] {
  return once(index, `monitors ${service.cluster}`, () =>
    KINDS.flatMap(kind =>
      index
        .byKind(kind)
        .filter(({ cluster }) => cluster === service.cluster)
        .map(entry => toMonitor(entry, kind)),
    ),
  );
}

function selectedBy(
  { index }: FactContext,
  monitor: Monitor,
): InventoryObject[] {
  const { entry, kind, selector, spaces } = monitor;
  const what = MONITORS[kind].selects;
  const all =
    spaces === 'any'
      ? index.byKind(what).filter(({ cluster }) => cluster === entry.cluster)
      : spaces.flatMap(namespace =>
          index.byKind(what, { cluster: entry.cluster, namespace }),
        );
  return all.filter(
    ({ object }) =>
      isEmptySelector(selector) ||
      matchesSelector(selector, object.metadata.labels),
  );
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

function leadsTo(
  context: FactContext,
  monitor: Monitor,
  selected: readonly InventoryObject[],
): boolean {
  const { service } = context;
  const spaces = namespacesOf(context);
  if (MONITORS[monitor.kind].selects === 'Service') {
    const own = kubernetesServicesOf(context);
    return selected.some(entry => own.includes(entry));
  }
  return selected.some(
    ({ object }) =>
      spaces.includes(object.metadata.namespace ?? '') &&
      service.workloads.some(({ name }) =>
        object.metadata.name.startsWith(`${name}-`),
      ),
  );
}

function requestFact(
  context: FactContext,
  monitor: Monitor,
  selected: readonly InventoryObject[],
): ScrapeRequestFact {
  const resource = resourceOf('v1', MONITORS[monitor.kind].selects);
  const none = kindState(context, resource)?.ok ? 'nothing' : 'unknown';
  return {
    object: nameOfObject(monitor.entry.object),
    selects: selected.length > 0 ? 'something' : none,
    missingPorts: selected.length > 0 ? missingPorts(monitor, selected) : [],
  };
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
    ...monitorsOf(context).flatMap(monitor => {
      const { entry } = monitor;
      const key = `selected ${monitor.kind} ${entry.cluster} ${entry.object.metadata.namespace}/${entry.object.metadata.name}`;
      const selected = once(context.index, key, () =>
        selectedBy(context, monitor),
      );
      const isOwn =
        leadsTo(context, monitor, selected) ||
        (selected.length === 0 && bearsName(context, entry));
      return isOwn ? [requestFact(context, monitor, selected)] : [];
    }),
    ...annotated(context),
  ]);
}
