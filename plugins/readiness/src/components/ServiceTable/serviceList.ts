import {
  percentOf,
  RULE_LEVELS,
  ServiceScore,
} from '@254carbon/backstage-plugin-platform-common';
import { defineList } from '@254carbon/backstage-plugin-platform-react';

const RANKS: readonly string[] = ['none', ...RULE_LEVELS];

/** Certain share of the points; not known for services without a score. */
function certainty({ points }: ServiceScore): number | undefined {
  return percentOf(points) ? points.low / points.of : undefined;
}

function rank({ level }: ServiceScore): number | undefined {
  return level && RANKS.indexOf(level);
}

/** The services with their scores; the worst first, and those without a score last. */
export const SERVICES = defineList({
  words: ({ title, serviceId, owner }: ServiceScore) => [
    title,
    serviceId,
    owner,
  ],
  filters: {
    system: service => service.system,
    level: service => service.level ?? 'unscored',
  },
  orders: {
    title: service => service.title,
    system: service => service.system,
    score: service => [certainty(service), rank(service)],
    level: service => [rank(service), certainty(service)],
    fail: service => service.counts.fail,
    unknown: service => service.counts.unknown,
  },
  initial: { sort: 'score', descending: false },
  tieBreak: service => service.title,
});

/** An order of the services. */
export type ServiceOrder = keyof typeof SERVICES.orders;
