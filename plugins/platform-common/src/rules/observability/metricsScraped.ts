import { bad, examineRule, good } from '../examine';

/** What asks to be scraped is scraped. */
export const metricsScraped = examineRule({
  id: 'metrics-scraped',
  category: 'observability',
  title: 'Its metrics are scraped',
  why: 'Without metrics nobody sees it slow down, and no alert about it can fire.',
  weight: 5,
  level: 'silver',
  appliesTo: {
    sentence: 'Services that ask to be scraped, or are a target already',
  },
  facts: ['scrapeTargets'],
  also: ['scrapeRequests'],
  expected: 'a target that is up',
  good: 'Its targets are up.',
  none: 'Nothing says that it has metrics.',
  remedy: {
    text: 'Look at the error of the target: port, path, network policy, credentials; or let the scraper select its ServiceMonitor.',
  },
  look: ({ scrapeTargets }, { also }) => {
    const asking = also.scrapeRequests ?? [];
    if (scrapeTargets.length === 0)
      return asking.map(({ object }) =>
        bad(object, `${object} asks to be scraped, and no target is of it`),
      );
    return scrapeTargets.map(({ target, health, error }) => {
      if (health === 'unknown') return good([], `${target} is new`);
      return health === 'up'
        ? good([], `${target} is up`)
        : bad([], `${target} is down${error ? `: ${error}` : ''}`);
    });
  },
});
