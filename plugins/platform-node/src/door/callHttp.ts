import { Dispatcher } from 'undici';
import { toDoorError } from './DoorError';
import { readBody } from './readBody';
import { scrub } from '@254carbon/backstage-plugin-platform-common';
import { DoorAnswer, DoorRequest } from './types';

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_BYTES = 4_096;

/** A call to a resolved address. */
export interface HttpCall {
  agent: Dispatcher;
  url: string;
  request: DoorRequest;
  /** The place by the name that people know, for messages. */
  what: string;
}

/** One limit for the whole call, together with the caller's own signal. */
export function limitTime(
  timeoutMs: number,
  signal?: AbortSignal,
): AbortSignal {
  const limit = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([limit, signal]) : limit;
}

/**
 * Calls an HTTP address once and gives what came as it came; only for those who scrub what they make of it.
 *
 * @throws DoorError when there is no answer.
 */
export async function callRaw(call: HttpCall): Promise<DoorAnswer> {
  const { agent, url, request, what } = call;
  const started = performance.now();
  const signal = limitTime(
    request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    request.signal,
  );
  try {
    const target = new URL(url);
    const answer = await agent.request({
      origin: target.origin,
      path: `${target.pathname}${target.search}`,
      method: request.method ?? 'GET',
      headers: { 'user-agent': '254carbon-portal', ...request.headers },
      body: request.body,
      signal,
    });
    const { text, truncated } = await readBody(
      answer.body,
      request.maxBytes ?? DEFAULT_MAX_BYTES,
    );
    return {
      status: answer.statusCode,
      headers: Object.fromEntries(
        Object.entries(answer.headers).map(([name, value]) => [
          name,
          String(value ?? ''),
        ]),
      ),
      body: text,
      truncated,
      durationMs: Math.round(performance.now() - started),
    };
  } catch (error) {
    throw toDoorError(signal.aborted ? signal.reason : error, what);
  }
}

/**
 * Calls an HTTP address once; redirects are answers like any other.
 *
 * @throws DoorError when there is no answer.
 */
export async function callHttp(call: HttpCall): Promise<DoorAnswer> {
  const { headers, body, ...rest } = await callRaw(call);
  return {
    ...rest,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, scrub(value)]),
    ),
    body: scrub(body),
  };
}
