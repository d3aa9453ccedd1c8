import type { ConnectorDeclaration } from '../declaration';
import type { Fetch } from '../ports';
import type { Scrub } from '../scrub';
import { authorize } from './address';
import { readBody, scrubBytes } from './readBody';
import type { RawAnswer } from './types';

/** An answer with its headers. */
export interface HttpAnswer extends RawAnswer {
  readonly headers: Headers;
}

/**
 * One try: the key added, the answer read to its end within the time and the bytes allowed, and scrubbed.
 *
 * @throws ConnectorError `contract` when the answer is too large; whatever the network throws.
 */
export async function sendOnce(options: {
  fetch: Fetch;
  declaration: ConnectorDeclaration;
  /** Address without the key. */
  url: URL;
  secret: string;
  scrub: Scrub;
  timeoutMs: number;
  maxBytes: number;
}): Promise<{ answer: HttpAnswer; bytes: number }> {
  const { declaration, url, secret, scrub } = options;
  const { address, headers } = authorize(declaration, url, secret);
  const response = await options.fetch(address, {
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(options.timeoutMs),
  });
  const body = await readBody(response, options.maxBytes);
  const answer: HttpAnswer = {
    status: response.status,
    headers: response.headers,
    contentType: response.headers.get('content-type') ?? '',
    raw: scrubBytes(body, scrub),
    request: scrub(address),
  };
  return { answer, bytes: body.byteLength };
}
