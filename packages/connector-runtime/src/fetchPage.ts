/*
 * One page over the network, or a reason why not. An answer is only a page when its status, its content type and its
 * body all say so: sources send errors with status 200 and login pages as HTML.
 */
import type {
  ConnectorDeclaration,
  Limits,
  StreamDeclaration,
} from './declaration';
import { ConnectorError, messageOf } from './errors';
import { valueAt } from './places';
import type { Ports } from './ports';
import { delayBefore, isRetryable, readRetryAfter } from './retry';
import type { Scrub } from './scrub';

/** What a page request is made of. */
export interface PageRequest {
  readonly declaration: ConnectorDeclaration;
  readonly stream: StreamDeclaration;
  readonly limits: Limits;
  readonly secret: string;
  readonly scrub: Scrub;
  /** Parameters of this page: cursor, offset, limit. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** An answer that arrived: its scrubbed bytes, not yet looked at. */
export interface PageAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly url: string;
}

type Attempt =
  | { readonly ok: true; readonly answer: PageAnswer }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly retryAfterMs?: number;
    };

function urlOf(request: PageRequest): URL {
  const { declaration, stream } = request;
  const url = new URL(declaration.baseUrl.replace(/\/$/, '') + stream.path);
  for (const [name, value] of Object.entries({
    ...stream.parameters,
    ...request.parameters,
  })) {
    url.searchParams.append(name, value);
  }
  if (declaration.authentication.in === 'query') {
    url.searchParams.append(declaration.authentication.name, request.secret);
  }
  return url;
}

function refuse(
  status: number,
  source: string,
  said: string,
  secret: string,
): ConnectorError {
  if (status === 401 || status === 403) {
    return new ConnectorError(
      'authentication',
      `${source} refused the key (${status}: ${said}); renew ${secret} and check its rights.`,
    );
  }
  return new ConnectorError(
    'rejected',
    `${source} refused the request (${status}: ${said}); correct the path or the parameters of the stream.`,
  );
}

async function attemptPage(
  request: PageRequest,
  ports: Ports,
): Promise<Attempt> {
  const { declaration, scrub, limits } = request;
  const url = urlOf(request);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (declaration.authentication.in === 'header') {
    headers[declaration.authentication.name] = request.secret;
  }
  let response: Response;
  let text: string;
  try {
    response = await ports.fetch(url.toString(), {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(limits.requestTimeoutMs),
    });
    text = scrub(await response.text());
  } catch (error) {
    if (error instanceof ConnectorError) {
      throw error;
    }
    return { ok: false, reason: scrub(messageOf(error)) };
  }
  if (response.ok) {
    const contentType = response.headers.get('content-type') ?? '';
    return {
      ok: true,
      answer: {
        status: response.status,
        contentType,
        text,
        url: scrub(url.toString()),
      },
    };
  }
  if (isRetryable(response.status)) {
    const retryAfterMs = readRetryAfter(
      response.headers.get('retry-after'),
      ports.clock.now(),
    );
    return { ok: false, reason: `status ${response.status}`, retryAfterMs };
  }
  throw refuse(
    response.status,
    declaration.source,
    text.slice(0, 200),
    declaration.authentication.secret,
  );
}

/**
 * Asks for a page until it arrives or the bounds are reached.
 *
 * @throws ConnectorError `unavailable` when the bounds are reached, `authentication` or `rejected` at once when
 *   asking again cannot help.
 */
export async function fetchPage(
  request: PageRequest,
  ports: Ports,
): Promise<PageAnswer> {
  const { limits, declaration } = request;
  const deadline = ports.clock.now() + limits.retryBudgetMs;
  let reason = '';
  for (let attempt = 1; attempt <= limits.maxAttempts; attempt += 1) {
    const result = await attemptPage(request, ports);
    if (result.ok) {
      return result.answer;
    }
    reason = result.reason;
    const wait = delayBefore({
      attempt,
      limits,
      random: ports.random,
      retryAfterMs: result.retryAfterMs,
    });
    ports.log('retry', {
      stream: request.stream.name,
      attempt,
      reason,
      waitMs: wait,
    });
    if (attempt === limits.maxAttempts || ports.clock.now() + wait > deadline) {
      break;
    }
    await ports.clock.sleep(wait);
  }
  throw new ConnectorError(
    'unavailable',
    `${declaration.source} did not give the page (${reason}); the next run continues here, or raise the limits of the connector.`,
  );
}

/** How a source says that there is nothing; a good answer without a body says nothing at all. */
const NO_CONTENT = 204;

/**
 * The records of an answer.
 *
 * @throws ConnectorError `rejected` when the body hides an error, `contract` when it is no JSON or has no records.
 */
export function readRecords(
  stream: StreamDeclaration,
  answer: PageAnswer,
): { records: readonly unknown[]; total?: number } {
  if (answer.status === NO_CONTENT) {
    return { records: [], total: 0 };
  }
  let document: unknown;
  try {
    document = JSON.parse(answer.text);
  } catch (cause) {
    throw new ConnectorError(
      'contract',
      `The source answered with ${
        answer.contentType || 'no content type'
      } instead of JSON; check the key and the address: ${answer.text.slice(
        0,
        120,
      )}`,
      cause,
    );
  }
  for (const place of stream.errorsAt) {
    const hidden = valueAt(document, place);
    if (hidden !== undefined && hidden !== null) {
      throw new ConnectorError(
        'rejected',
        `The source hid an error in a good answer (${place}: ${JSON.stringify(
          hidden,
        ).slice(0, 200)}); follow what it says.`,
      );
    }
  }
  const records = valueAt(document, stream.recordsAt);
  if (!Array.isArray(records)) {
    throw new ConnectorError(
      'contract',
      `The answer has no list at '${stream.recordsAt}'; correct recordsAt or the path of the stream.`,
    );
  }
  const total = Number(
    stream.pagination.totalAt
      ? valueAt(document, stream.pagination.totalAt)
      : Number.NaN,
  );
  return Number.isFinite(total) ? { records, total } : { records };
}
