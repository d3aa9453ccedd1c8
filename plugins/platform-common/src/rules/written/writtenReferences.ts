/** What objects refer to by name or by labels, when what they mean may be written elsewhere. */
import {
  asObject,
  asTextMap,
  asTexts,
  InventoryObject,
  matchesSelector,
  podTemplateOf,
} from '../../kubernetes';
import { lastKnown, Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import { FactContext, nameOfObject } from '../facts/context';
import { extractNetworkServices, kubernetesServicesOf } from '../facts/network';
import { extractReferences, ReferenceFact } from '../facts/references';
import {
  extractClassedRoutes,
  extractRoutes,
  RouteFact,
} from '../facts/routes';
import { extractNamedBudgets, NamedBudgetFact } from '../facts/scaling';
import { extractScrapeRequests, ScrapeRequestFact } from '../facts/scrapes';
import { selectorOf } from '../facts/selectorOf';
import { near } from '../facts/strays';
import { NetworkServiceFact } from '../facts/types';
import { notWritten, onlyLive } from './fromManifests';
import { running, runningIn } from './running';
import { whyElsewhere } from './whyElsewhere';

/** Namespace and name of `Deployment data/trino`. */
function placeIn(object: string): { namespace: string; name: string } {
  const path = object.split(' ').at(-1) ?? '';
  const slash = path.indexOf('/');
  return slash < 0
    ? { namespace: '', name: path }
    : { namespace: path.slice(0, slash), name: path.slice(slash + 1) };
}

function isElsewhere(
  context: FactContext,
  object: string,
  more: readonly string[] = [],
): boolean {
  const { namespace, name } = placeIn(object);
  return whyElsewhere(context, namespace, [name, ...more]) !== undefined;
}

/** Values of the labels that an object selects by: names that what it selects is known by. */
function selectedNames({ object }: InventoryObject): string[] {
  const { matchLabels } = selectorOf(object);
  return [
    ...Object.values(matchLabels ?? {}),
    ...Object.values(asTextMap(object.spec?.selector)),
  ];
}

function objectNamed(
  context: FactContext,
  kind: string,
  name: string,
): InventoryObject | undefined {
  return near(context, kind).find(
    ({ object }) => nameOfObject(object) === name,
  );
}

/** The budgets of the service's name; what selects pods of an operator is not known to select nothing. */
export function writtenNamedBudgets(
  context: FactContext,
): Observation<readonly NamedBudgetFact[]> {
  return mapObservation(extractNamedBudgets(context), facts =>
    facts.map(fact => {
      if (fact.selects !== 'nothing') return fact;
      const entry = objectNamed(context, 'PodDisruptionBudget', fact.object);
      const names = entry ? selectedNames(entry) : [];
      return isElsewhere(context, fact.object, names)
        ? { ...fact, selects: 'unknown' as const }
        : fact;
    }),
  );
}

/** Whether a Kubernetes Service selects what any object of its namespace would run. */
function selectsWritten(context: FactContext, entry: InventoryObject): boolean {
  const matchLabels = asTextMap(entry.object.spec?.selector);
  return (
    context.index.workloadsOfService(entry).length > 0 ||
    runningIn(context, entry.object.metadata.namespace).some(
      object =>
        object !== entry.object &&
        matchesSelector({ matchLabels }, podTemplateOf(object).labels),
    )
  );
}

/** The Kubernetes Services; one that selects nothing that is written leads nowhere, unless what it selects may be made elsewhere. */
export function writtenNetworkServices(
  context: FactContext,
): Observation<readonly NetworkServiceFact[]> {
  const services = new Map(
    kubernetesServicesOf(context).map(one => [nameOfObject(one.object), one]),
  );
  const known = mapObservation(extractNetworkServices(context), facts =>
    facts.map(fact => {
      const entry = services.get(fact.object);
      const leads = entry !== undefined && selectsWritten(context, entry);
      return {
        ...fact,
        readyAddresses: leads && !fact.external ? 1 : 0,
        notReadyAddresses: 0,
      };
    }),
  );
  const dead = (lastKnown(known)?.value ?? []).filter(
    ({ external, readyAddresses }) => !external && readyAddresses === 0,
  );
  const isOpen = ({ object }: NetworkServiceFact) => {
    const entry = services.get(object);
    return isElsewhere(context, object, entry ? selectedNames(entry) : []);
  };
  const open = new Set(dead.filter(isOpen).map(({ object }) => object));
  if (open.size > 0 && open.size === dead.length)
    return notWritten(
      context,
      `${dead[0]?.object} selects nothing that is written here, and what it selects may be made elsewhere.`,
    );
  return mapObservation(known, facts =>
    // The others decide; what is not known does not fail with them.
    facts.filter(({ object }) => !open.has(object)),
  );
}

/** What pods refer to; whether what is not written here exists is then not known. */
export function writtenReferences(
  context: FactContext,
): Observation<readonly ReferenceFact[]> {
  return mapObservation(extractReferences(context), facts =>
    facts.map(fact => {
      if (fact.found !== false || !isElsewhere(context, fact.object))
        return fact;
      const { found: _, ...rest } = fact;
      return rest;
    }),
  );
}

function writtenRoute(context: FactContext, fact: RouteFact): RouteFact {
  return fact.leads === 'no-service' && isElsewhere(context, fact.backend)
    ? { ...fact, leads: 'unseen' }
    : fact;
}

/** The paths of the Ingresses; whether a backend that is not written here exists is then not known. */
export function writtenRoutes(
  context: FactContext,
): Observation<readonly RouteFact[]> {
  return mapObservation(extractRoutes(context), facts =>
    facts.map(fact => writtenRoute(context, fact)),
  );
}

/** The same with classes, which the controllers of a cluster bring. */
export function writtenClassedRoutes(
  context: FactContext,
): Observation<readonly RouteFact[]> {
  const routes = extractClassedRoutes(context);
  const isMissing = lastKnown(routes)?.value.some(
    ({ classFound }) => classFound === false,
  );
  return isMissing
    ? onlyLive(context, 'which classes of Ingresses there are')
    : routes;
}

/** Whether a monitor of pods selects what a workload of the tree would run. */
function selectsPods(context: FactContext, entry: InventoryObject): boolean {
  const choice = asObject(entry.object.spec?.namespaceSelector);
  const own = entry.object.metadata.namespace;
  const selector = selectorOf(entry.object);
  const isWide = choice.any === true || choice.matchNames !== undefined;
  return (isWide ? running(context) : runningIn(context, own)).some(object =>
    matchesSelector(selector, podTemplateOf(object).labels),
  );
}

/** Whether a monitor looks into a namespace of which not all is written here; its own, unless it names others. */
function looksElsewhere(
  context: FactContext,
  object: string,
  entry: InventoryObject | undefined,
  names: readonly string[],
): boolean {
  const choice = asObject(entry?.object.spec?.namespaceSelector);
  if (choice.any === true) return true;
  const { namespace, name } = placeIn(object);
  const named = asTexts(choice.matchNames);
  return (named.length > 0 ? named : [namespace]).some(
    space => whyElsewhere(context, space, [name, ...names]) !== undefined,
  );
}

/** The requests to be scraped; pods are judged by their templates, and what may be made elsewhere is not known. */
export function writtenScrapeRequests(
  context: FactContext,
): Observation<readonly ScrapeRequestFact[]> {
  return mapObservation(extractScrapeRequests(context), facts =>
    facts.map(fact => {
      if (fact.selects !== 'nothing') return fact;
      const kind = fact.object.split(' ')[0] ?? '';
      const entry = objectNamed(context, kind, fact.object);
      const names = entry ? selectedNames(entry) : [];
      if (/Pod/.test(kind) && entry && selectsPods(context, entry))
        return { ...fact, selects: 'something' as const };
      return looksElsewhere(context, fact.object, entry, names)
        ? { ...fact, selects: 'unknown' as const }
        : fact;
    }),
  );
}
