/** What of readiness can be searched: rules by what they ask, and services by what fails there. */
import {
  percentOf,
  RuleTally,
  ServiceScore,
} from '@254carbon/backstage-plugin-platform-common';

/** A document of the search index. */
export interface ReadinessDocument {
  title: string;
  text: string;
  /** Path in the portal. */
  location: string;
  /** `rule` or `service`. */
  about: 'rule' | 'service';
  /** Entity ref of the service, or of nobody. */
  entityRef?: string;
  category?: string;
  level?: string;
}

const NAMED = 20;

function ofRule({ rule, counts, failing }: RuleTally): ReadinessDocument {
  const names = failing.map(({ title }) => title);
  const who =
    names.length > 0
      ? `Failing: ${names.slice(0, NAMED).join(', ')}.`
      : 'Nobody fails it.';
  return {
    title: `Readiness rule: ${rule.title}`,
    text: `${rule.why} ${who} ${counts.pass} pass, ${counts.unknown} are not known. ${rule.remedy.text}`,
    location: `/readiness/rules/${rule.id}`,
    about: 'rule',
    category: rule.category,
    level: rule.level,
  };
}

/** `level bronze`; below the lowest, and where nothing applies, there is none to name. */
function levelInWords(level: ServiceScore['level']): string {
  if (level === undefined) return 'nothing to reach a level by';
  return level === 'none' ? 'no level reached yet' : `level ${level}`;
}

function ofService(
  service: ServiceScore,
  failing: readonly string[],
): ReadinessDocument {
  const percent = percentOf(service.points);
  const range = percent
    ? `${percent.low} to ${percent.high} percent`
    : 'no score';
  const [kind, rest = ''] = service.entityRef.split(':');
  return {
    title: `Readiness of ${service.title}`,
    text: `${range}, ${levelInWords(service.level)}. ${
      failing.length > 0
        ? `Does not hold: ${failing.join('; ')}.`
        : 'Nothing is known to fail.'
    }`,
    location: `/catalog/${rest.replace('/', `/${kind}/`)}/readiness`,
    about: 'service',
    entityRef: service.entityRef,
    ...(service.level ? { level: service.level } : {}),
  };
}

/** One document a rule and one a service. */
export function collectDocuments(
  services: readonly ServiceScore[],
  rules: readonly RuleTally[],
): ReadinessDocument[] {
  const failing = new Map<string, string[]>();
  for (const { rule, failing: who } of rules) {
    for (const { serviceId } of who) {
      const titles = failing.get(serviceId) ?? [];
      failing.set(serviceId, [...titles, rule.title]);
    }
  }
  return [
    ...rules.map(ofRule),
    ...services.map(service =>
      ofService(service, failing.get(service.serviceId) ?? []),
    ),
  ];
}
