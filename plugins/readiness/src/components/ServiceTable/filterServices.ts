import {
  percentOf,
  RULE_LEVELS,
  ServiceScore,
} from '@254carbon/backstage-plugin-platform-common';

/** What the address says to show. */
export interface ServiceFilter {
  search: string;
  system: string;
  level: string;
}

const RANKS: readonly string[] = ['none', ...RULE_LEVELS];

/** Certain share of the points; services without a score come last. */
function certainty(service: ServiceScore): number {
  return percentOf(service.points)
    ? service.points.low / service.points.of
    : Infinity;
}

function rank({ level }: ServiceScore): number {
  return level === undefined ? RANKS.length : RANKS.indexOf(level);
}

/** The services that match, the worst first. */
export function filterServices(
  services: readonly ServiceScore[],
  filter: ServiceFilter,
): ServiceScore[] {
  const search = filter.search.trim().toLocaleLowerCase('en');
  return services
    .filter(
      service =>
        (!filter.system || service.system === filter.system) &&
        (!filter.level || (service.level ?? 'unscored') === filter.level) &&
        [service.title, service.serviceId, service.owner].some(text =>
          text.toLocaleLowerCase('en').includes(search),
        ),
    )
    .sort(
      (a, b) =>
        certainty(a) - certainty(b) ||
        rank(a) - rank(b) ||
        a.title.localeCompare(b.title, 'en'),
    );
}
