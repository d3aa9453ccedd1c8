import type { IncomingMessage } from 'node:http';
import type { WebhookStream } from '../kindDeclarations';
import type { CallLog } from './CallLog';
import { verifyCall } from './verifyCall';

/** What the caller is told, and how many bytes were taken. */
export interface Received {
  readonly status: number;
  readonly said: string;
  readonly bytes: number;
}

const MAX_BYTES = 1024 * 1024;

function refuse(status: number, said: string): Received {
  return { status, said, bytes: 0 };
}

async function bodyOf(
  request: IncomingMessage,
  most: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > most) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Takes one call, or says why not. @throws whatever the store throws: the call was not kept then. */
export async function receiveCall(
  request: IncomingMessage,
  options: {
    webhook: WebhookStream;
    secret: string;
    log: CallLog;
    /** Milliseconds since 1970. */
    now: number;
  },
): Promise<Received> {
  const { webhook, secret, log, now } = options;
  const [pathname] = (request.url ?? '/').split('?');
  if (pathname === '/healthz') {
    return { status: 200, said: 'listening', bytes: 0 };
  }
  if (pathname !== webhook.path) {
    return refuse(404, `calls are taken at ${webhook.path}`);
  }
  if (request.method !== 'POST') {
    return refuse(405, 'calls are made with POST');
  }
  const most = webhook.maxBytes ?? MAX_BYTES;
  const body = await bodyOf(request, most);
  if (!body) {
    return refuse(413, `a call has at most ${most} bytes`);
  }
  const { headers } = request;
  const verified = verifyCall({ webhook, secret, headers, body, now });
  if (!verified.ok) {
    return refuse(verified.status, verified.reason);
  }
  return (await log.take(verified, body))
    ? { status: 202, said: 'taken', bytes: body.byteLength }
    : { status: 200, said: 'taken before', bytes: 0 };
}
