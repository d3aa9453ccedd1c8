import { bad, examineRule, good, open } from '../examine';

/** What asks for it to be scraped selects something, on a port that is there. */
export const scrapeConfigMatches = examineRule({
  id: 'scrape-config-matches',
  category: 'observability',
  title: 'What asks to be scraped exists',
  why: 'A monitor whose labels or port no longer match goes silent, and so does every alert behind it.',
  weight: 4,
  level: 'silver',
  appliesTo: {
    sentence: 'Services with a ServiceMonitor, PodMonitor or the like',
  },
  facts: ['scrapeRequests'],
  expected: 'a selector that matches, and ports that exist',
  good: 'Every request to scrape it leads somewhere.',
  none: 'Nothing asks for it to be scraped.',
  remedy: {
    text: 'Give the monitor the labels of the Service and the name of its port.',
  },
  look: ({ scrapeRequests }) =>
    scrapeRequests.map(({ object, selects, missingPorts }) => {
      if (selects === 'unknown')
        return open(
          object,
          `whether ${object} selects anything cannot be seen`,
        );
      if (selects === 'nothing')
        return bad(object, `${object} selects nothing`);
      return missingPorts.length > 0
        ? bad(
            object,
            `${object} asks for port ${missingPorts.join(
              ', ',
            )}, which nothing that it selects has`,
          )
        : good(object, 'selects, and the port is there');
    }),
});
