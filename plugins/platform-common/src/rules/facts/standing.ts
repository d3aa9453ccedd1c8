/** What a service means to others, and what it says of itself. */
import { annotationOf } from '../../kubernetes';
import { observed, Observation, Service } from '../../model';
import { FactContext, workloadsOf, workloadResources, nameOf } from './context';
import { observeFact } from './readKinds';
import { notGiven } from './knowledge';
import { once } from './once';
import { whySingle } from './singles';

/** How much depends on the service being there. */
export interface StandingFact {
  /** People reach it from outside. */
  external: boolean;
  /** Somebody has said that it is critical. */
  critical: boolean;
  /** Workloads that an Ingress leads to. */
  reached: readonly string[];
  /** Workloads of which there can be only one pod, and why. */
  singles: readonly { object: string; because: string }[];
}

/** What the service answered about itself. */
export interface OwnHealthFact {
  verdict: 'good' | 'bad' | 'unknown';
  statement: string;
  /** What was asked. */
  request: string;
}

/** Whether it is critical, reached from outside, or can have one pod only. */
export function extractStanding(
  context: FactContext,
): Observation<StandingFact> {
  const { service } = context;
  return observeFact(context, workloadResources(context), () => {
    const known = workloadsOf(context);
    return {
      external: service.endpoints.some(({ scope }) => scope === 'external'),
      critical: known.some(
        ({ entry }) =>
          entry &&
          annotationOf(entry.object, '254carbon.com/criticality') ===
            'critical',
      ),
      reached: known.flatMap(({ declared, entry }) =>
        entry && context.index.ingressesOf(entry).length > 0
          ? [nameOf(declared)]
          : [],
      ),
      singles: known.flatMap(({ declared, entry }) => {
        const because = entry && whySingle(entry);
        return because ? [{ object: nameOf(declared), because }] : [];
      }),
    };
  });
}

function needsOf(services: readonly Service[]): Map<string, string[]> {
  return once(services, 'dependents', () => {
    const found = new Map<string, string[]>();
    for (const service of services) {
      for (const { to, confidence } of service.dependencies) {
        if (confidence === 'possible' || to === service.id) continue;
        const list = found.get(to);
        if (list) list.push(service.id);
        else found.set(to, [service.id]);
      }
    }
    return found;
  });
}

/** Ids of the services that need this one, for certain or likely. */
export function extractDependents(
  context: FactContext,
): Observation<readonly string[]> {
  const { services, service, now } = context;
  if (!services) return notGiven('services', now);
  const value = needsOf(services).get(service.id) ?? [];
  return observed({
    value,
    now,
    source: { kind: 'catalog', name: 'services' },
  });
}

/** What the service says of its own health; nothing when it has no word of its own. */
export function extractOwnHealth(
  context: FactContext,
): Observation<readonly OwnHealthFact[]> {
  const { service, now } = context;
  const said = service.health.evidence.filter(
    ({ source }) => source.kind === 'probe',
  );
  const value = said.map(({ verdict, statement, source }) => ({
    verdict,
    statement,
    request: source.detail ?? source.name,
  }));
  const source = said[0]?.source ?? {
    kind: 'probe' as const,
    name: service.cluster,
  };
  const at = Date.parse(said[0]?.observedAt ?? '');
  return observed({ value, now: Number.isNaN(at) ? now : at, source });
}
