import { SystemId, SYSTEMS } from '../model';
import { RULE_LEVELS } from '../rules';
import { CapEffect } from './caps';
import { addCategories, addCounts, addPoints } from './points';
import { PlatformScore, RolledScore, ServiceScore } from './report';

/** The domain that the nine systems belong to. */
export const PLATFORM_DOMAIN = 'domain:default/254carbon';

/** What each cap takes from all of them together, in the order in which they are first met by id. */
function addCaps(services: readonly ServiceScore[]): CapEffect[] {
  const sums = new Map<string, CapEffect & { services: number }>();
  for (const effect of services.flatMap(({ caps }) => caps)) {
    const { capId, category, title, lostLow, lostHigh } = effect;
    const sum = sums.get(capId);
    sums.set(capId, {
      capId,
      category,
      title,
      services: (sum?.services ?? 0) + 1,
      lostLow: (sum?.lostLow ?? 0) + lostLow,
      lostHigh: (sum?.lostHigh ?? 0) + lostHigh,
    });
  }
  return [...sums.values()].sort((a, b) => (a.capId < b.capId ? -1 : 1));
}

/** Adds up the scores of services; the order does not matter. */
export function addScores(services: readonly ServiceScore[]): RolledScore {
  return {
    services: services.length,
    setAside: services.filter(({ expectedDown }) => expectedDown).length,
    points: addPoints(services.map(({ points }) => points)),
    plain: addPoints(services.map(({ plain }) => plain)),
    categories: addCategories(services.map(({ categories }) => categories)),
    caps: addCaps(services),
    counts: addCounts(services.map(({ counts }) => counts)),
    levels: (['none', ...RULE_LEVELS] as const).map(level => ({
      level,
      services: services.filter(service => service.level === level).length,
    })),
  };
}

function groupBy<K extends string>(
  services: readonly ServiceScore[],
  keyOf: (service: ServiceScore) => K,
): Map<K, ServiceScore[]> {
  const groups = new Map<K, ServiceScore[]>();
  for (const service of services) {
    const key = keyOf(service);
    const group = groups.get(key);
    if (group) group.push(service);
    else groups.set(key, [service]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Rolls scores of services up to systems, owners, domains and the platform by adding their points; every point of the
 * platform is a point of exactly one service, one system, one owner, one domain and one category. Services without a score add
 * nothing. A system without services is left out.
 *
 * @param domainOf - The domain of a system; every system is of {@link PLATFORM_DOMAIN} when absent.
 */
export function rollUp(
  services: readonly ServiceScore[],
  domainOf: (system: SystemId) => string = () => PLATFORM_DOMAIN,
): PlatformScore {
  const bySystem = groupBy(services, ({ system }) => system);
  const { services: _, ...platform } = addScores(services);
  return {
    ...platform,
    systems: SYSTEMS.flatMap(system => {
      const own = bySystem.get(system);
      return own ? [{ system, ...addScores(own) }] : [];
    }),
    groups: [...groupBy(services, ({ owner }) => owner)].map(
      ([owner, own]) => ({ owner, ...addScores(own) }),
    ),
    domains: [...groupBy(services, ({ system }) => domainOf(system))].map(
      ([domain, own]) => ({ domain, ...addScores(own) }),
    ),
  };
}
