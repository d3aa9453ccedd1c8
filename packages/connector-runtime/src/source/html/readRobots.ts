/*
 * What robots.txt allows, read as RFC 9309 says: 4xx means that there are no rules, 5xx or no answer means that nothing
 * may be read for now. A redirect is not followed: the rules of another host are not this one's.
 */
import { ConnectorError } from '../../errors';
import type { Requester } from '../Requester';

/** The rules of one host for one reader. */
export interface Robots {
  /** @throws ConnectorError `rejected` when the address must not be read. */
  assertAllowed(url: URL): void;
  /** Pause that the host asks for, in milliseconds. */
  readonly delayMs: number;
}

/**
 * Reads the rules.
 *
 * @throws ConnectorError `unavailable` when the host cannot say what it allows, `rejected` when it says it elsewhere.
 */
export async function readRobots(options: {
  requester: Requester;
  origin: string;
  stream: string;
  userAgent: string;
}): Promise<Robots> {
  const { requester, origin, stream, userAgent } = options;
  const { default: parseRobots } = await import('robots-parser');
  const url = new URL('/robots.txt', origin);
  const text = await requester.ask<string>({
    url,
    stream,
    judge: answer => {
      if (answer.status >= 500 || answer.status === 429) {
        return { again: `robots.txt gave status ${answer.status}` };
      }
      if (answer.status >= 300 && answer.status < 400) {
        throw new ConnectorError(
          'rejected',
          `${url} sends its readers elsewhere (${answer.status}); name the host that has the rules and the pages in baseUrl.`,
        );
      }
      return {
        good:
          answer.status < 300 ? Buffer.from(answer.raw).toString('utf8') : '',
      };
    },
  });
  const robots = parseRobots(url.toString(), text);
  // Rules name products ("prices"), headers name more ("prices/1.0 (data@example.com)").
  const product = userAgent.replace(/[\s/].*$/, '');
  return {
    delayMs: (robots.getCrawlDelay(product) ?? 0) * 1000,
    assertAllowed: address => {
      if (robots.isAllowed(address.toString(), product) === false) {
        throw new ConnectorError(
          'rejected',
          `${url} does not allow '${product}' to read ${address.pathname}; ask the owner of the page, or read something else.`,
        );
      }
    },
  };
}
