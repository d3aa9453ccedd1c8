/*
 * Whether a call comes from who it says. The signature is made of the raw bytes: parsing and writing JSON again would
 * change them. Compared in constant time, and with the time of the call inside, so that an old call cannot be sent again
 * after it has been forgotten here.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookStream } from '../kindDeclarations';

/** The call, or the status and reason of its refusal. */
export type Verified =
  | {
      readonly ok: true;
      /** Made of the signature: equal for a call that is sent again as it was. */
      readonly id: string;
      /** Made of the caller's own name for the call: equal when it is signed anew. */
      readonly name?: string;
    }
  | { readonly ok: false; readonly status: number; readonly reason: string };

const TOLERANCE_SECONDS = 300;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' ? value : undefined;
}

function refuse(status: number, reason: string): Verified {
  return { ok: false, status, reason };
}

function nameOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Verifies one call. */
export function verifyCall(options: {
  webhook: WebhookStream;
  secret: string;
  headers: Headers;
  body: Uint8Array;
  /** Milliseconds since 1970. */
  now: number;
}): Verified {
  const { webhook, secret, headers, body, now } = options;
  const { header, algorithm, encoding, prefix = '' } = webhook.signature;
  const given = headerOf(headers, header);
  if (given === undefined || !given.startsWith(prefix)) {
    return refuse(401, `the header ${header} with the signature is missing`);
  }
  const { timestampHeader, toleranceSeconds } = webhook.signature;
  const hmac = createHmac(algorithm, secret);
  if (timestampHeader !== undefined) {
    const at = headerOf(headers, timestampHeader) ?? '';
    const age = Math.abs(now / 1000 - Number(at));
    if (!/^\d+$/.test(at) || age > (toleranceSeconds ?? TOLERANCE_SECONDS)) {
      return refuse(
        401,
        `the time in ${timestampHeader} is missing or too far`,
      );
    }
    hmac.update(`${at}.`);
  }
  const expected = hmac.update(body).digest();
  const signature = Buffer.from(given.slice(prefix.length), encoding);
  if (
    signature.length !== expected.length ||
    !timingSafeEqual(signature, expected)
  ) {
    return refuse(401, 'the signature does not fit the body');
  }
  const named = webhook.idHeader && headerOf(headers, webhook.idHeader);
  return {
    ok: true,
    id: nameOf(`signature:${given}`),
    ...(named && { name: nameOf(`id:${named}`) }),
  };
}
