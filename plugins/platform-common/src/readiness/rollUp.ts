import { SYSTEMS } from '../model';
import { RULE_LEVELS } from '../rules';
import { addCategories, addCounts, addPoints } from './points';
import { PlatformScore, ServiceScore } from './report';

/**
 * Rolls scores of services up to systems and the platform by adding their points; every point of the
 * platform is a point of exactly one service, one system and one category. Services without a score add
 * nothing. A system without services is left out.
 */
export function rollUp(services: readonly ServiceScore[]): PlatformScore {
  const systems = SYSTEMS.map(system => {
    const own = services.filter(service => service.system === system);
    return {
      system,
      services: own.length,
      points: addPoints(own.map(({ points }) => points)),
      categories: addCategories(own.map(({ categories }) => categories)),
    };
  }).filter(system => system.services > 0);
  const levels = (['none', ...RULE_LEVELS] as const).map(level => ({
    level,
    services: services.filter(service => service.level === level).length,
  }));
  return {
    points: addPoints(systems.map(({ points }) => points)),
    categories: addCategories(systems.map(({ categories }) => categories)),
    systems,
    levels,
    counts: addCounts(services.map(({ counts }) => counts)),
  };
}
