/*
 * One request to a store or a catalog, asked again while time can mend it: no answer, a body that was cut, 408, 425,
 * 429 and 5xx except 501. The caller learns whether an earlier attempt may have taken effect without saying so
 * (`unsure`), because a write whose answer was lost is the one case in which "it is there already" can mean "I did it".
 */
import { DEFAULT_LIMITS } from '../declaration';
import { ConnectorError, messageOf } from '../errors';
import type { Ports } from '../ports';
import { delayBefore, readRetryAfter } from '../retry';
import type { Scrub } from '../scrub';

/** The part of the ports a sink uses. */
export type SinkPorts = Pick<Ports, 'clock' | 'random' | 'fetch'>;

/** One request. Headers are made for each attempt, since a signature holds the time. */
export interface Question {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  headers(): Promise<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A whole answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** An earlier attempt ended without a clear answer, so it may have taken effect. */
  readonly unsure: boolean;
}

/** How long and how often. */
export interface Patience {
  readonly attempts: number;
  readonly timeoutMs: number;
  /** Bound of the first wait; it doubles. */
  readonly baseDelayMs: number;
}

/** What a sink has patience for, unless it says otherwise. */
export const PATIENCE: Patience = {
  attempts: 6,
  timeoutMs: 60_000,
  baseDelayMs: 200,
};

/** True when asking again can help. 501 says that the server does not know what was asked, now or later. */
export function isPassing(status: number): boolean {
  return (
    status === 408 ||
    status === 425 ||
    status === 429 ||
    (status >= 500 && status !== 501)
  );
}

/** A body that `fetch` takes; a view on shared memory is copied. */
function bodyOf(
  body: string | Uint8Array | undefined,
): string | Uint8Array<ArrayBuffer> | undefined {
  return typeof body === 'string' || body === undefined
    ? body
    : new Uint8Array(body);
}

async function attempt(
  question: Question,
  ports: SinkPorts,
  timeoutMs: number,
): Promise<Omit<Answer, 'unsure'>> {
  const response = await ports.fetch(question.url, {
    method: question.method,
    headers: await question.headers(),
    body: bodyOf(question.body),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}

/**
 * Asks until there is an answer that asking again would not change, or patience ends; the last answer is returned
 * as it is, so a caller judges the status itself.
 *
 * @throws ConnectorError `unavailable` when there was never an answer.
 */
export async function ask(options: {
  question: Question;
  ports: SinkPorts;
  /** Names what is asked, for errors: `the object store at https://...`. */
  who: string;
  scrub: Scrub;
  patience?: Patience;
}): Promise<Answer> {
  const { question, ports, who, scrub, patience = PATIENCE } = options;
  const limits = { ...DEFAULT_LIMITS, baseDelayMs: patience.baseDelayMs };
  let unsure = false;
  for (let number = 1; ; number += 1) {
    let retryAfterMs: number | undefined;
    try {
      const answer = await attempt(question, ports, patience.timeoutMs);
      if (!isPassing(answer.status) || number >= patience.attempts) {
        return { ...answer, unsure };
      }
      unsure ||= answer.status >= 500;
      retryAfterMs = readRetryAfter(
        answer.headers.get('retry-after'),
        ports.clock.now(),
      );
    } catch (cause) {
      unsure = true;
      if (cause instanceof ConnectorError) {
        throw cause;
      }
      if (number >= patience.attempts) {
        throw new ConnectorError(
          'unavailable',
          `No answer from ${who} (${scrub(
            messageOf(cause),
          )}); check the address and that it is up, then run again.`,
          cause,
        );
      }
    }
    await ports.clock.sleep(
      delayBefore({
        attempt: number,
        limits,
        random: ports.random,
        retryAfterMs:
          retryAfterMs === undefined
            ? undefined
            : Math.min(retryAfterMs, limits.maxDelayMs),
      }),
    );
  }
}
