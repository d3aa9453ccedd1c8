/*
 * Recorded answers. A fixture is the question without the key and the answer without the key; replaying them makes
 * a connector's whole behaviour a test that needs no network.
 */
import type { ConnectorDeclaration } from './declaration';
import { ConnectorError } from './errors';
import type { Fetch } from './ports';
import type { Scrub } from './scrub';

/** One recorded question and answer. */
export interface Fixture {
  /** Path and query in the order they were asked, without the key. */
  readonly request: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
  /** ISO time of the recording; a replay takes it for now. */
  readonly at?: string;
}

function questionOf(
  declaration: ConnectorDeclaration,
  address: string,
): string {
  const url = new URL(address);
  if (declaration.authentication.in === 'query') {
    url.searchParams.delete(declaration.authentication.name);
  }
  url.searchParams.sort();
  return decodeURIComponent(`${url.pathname}?${url.searchParams.toString()}`);
}

/** Some answers may have no body, not even an empty one. */
function bodyFor(status: number, text: string): string | null {
  return [204, 205, 304].includes(status) ? null : text;
}

/** A network that knows only the fixtures; any other question is an error that shows it. */
export function replayFixtures(
  declaration: ConnectorDeclaration,
  fixtures: readonly Fixture[],
): Fetch {
  const known = new Map(fixtures.map(fixture => [fixture.request, fixture]));
  return async address => {
    const question = questionOf(declaration, address);
    const fixture = known.get(question);
    if (!fixture) {
      throw new ConnectorError(
        'configuration',
        `No fixture answers ${question}; record it with "fixtures record".`,
      );
    }
    const body =
      typeof fixture.body === 'string'
        ? fixture.body
        : JSON.stringify(fixture.body);
    return new Response(bodyFor(fixture.status, body), {
      status: fixture.status,
      headers: { 'content-type': fixture.contentType },
    });
  };
}

/** JSON for people to read where the answer is JSON; a broken or cut answer stays as it came. */
function bodyOf(contentType: string, text: string): unknown {
  if (!contentType.includes('json') || text === '') {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A network that passes questions on and keeps what it heard, scrubbed. */
export function recordFixtures(options: {
  declaration: ConnectorDeclaration;
  fetch: Fetch;
  scrub: Scrub;
  /** ISO time that is written into the fixtures. */
  at?: string;
}): { fetch: Fetch; recorded: Fixture[] } {
  const recorded: Fixture[] = [];
  const fetch: Fetch = async (address, init) => {
    const response = await options.fetch(address, init);
    const text = options.scrub(await response.text());
    const contentType = response.headers.get('content-type') ?? '';
    recorded.push({
      request: options.scrub(questionOf(options.declaration, address)),
      status: response.status,
      contentType,
      body: bodyOf(contentType, text),
      ...(options.at && { at: options.at }),
    });
    return new Response(bodyFor(response.status, text), {
      status: response.status,
      headers: response.headers,
    });
  };
  return { fetch, recorded };
}
