import { Observation } from '../../model';
import { ScrapeTarget, TargetsView } from '../metrics';
import { mapObservation } from '../observations';

/** What a scraper reaches and what not. */
export interface TargetsJudgement {
  up: number;
  down: ScrapeTarget[];
  /** Not scraped yet, or in a state that we do not know. */
  unknown: ScrapeTarget[];
  /** One sentence for people. */
  summary: string;
}

/** Which targets are down. */
export function judgeTargets(
  targets: Observation<TargetsView>,
): Observation<TargetsJudgement> {
  return mapObservation(targets, ({ active }) => {
    const down = active.filter(({ health }) => health === 'down');
    const unknown = active.filter(({ health }) => health === 'unknown');
    const up = active.length - down.length - unknown.length;
    const summary =
      active.length === 0
        ? 'It scrapes nothing.'
        : `${up} of ${active.length} targets are up.`;
    return { up, down, unknown, summary };
  });
}
