/**
 * Who asks: AWS Signature Version 4, as S3 checks it.
 *
 * The server computes the same signature from the request that it received; a wrong key, a changed path, a changed header or a clock that is
 * off by a quarter of an hour all end here. The path is signed as the client encoded it once, without the normalising that
 * other AWS services do.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { S3Credentials } from '../types';
import { canonicalPath, canonicalQuery } from './canonical';
import { S3Error } from './s3Error';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_SKEW_MS = 15 * 60_000;

/** What a verified request goes on with: chunks of a signed stream are checked with the same key. */
export interface VerifiedSignature {
  /** The header's signature, from which the chain of chunk signatures begins. */
  seed: string;
  signingKey: Buffer;
  /** `20251124T120000Z`. */
  date: string;
  /** `20251124/us-east-1/s3/aws4_request`. */
  scope: string;
  /** `x-amz-content-sha256`. */
  payload: string;
}

interface Claim {
  accessKeyId: string;
  scope: string;
  signedHeaders: string[];
  signature: string;
  date: string;
  payload: string;
  /** Query parameters that are not signed. */
  unsigned?: string;
  /** Seconds that a signed address is valid. */
  expires?: number;
}

/** SHA-256 in hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** HMAC-SHA-256. */
export function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function readHeaderClaim(request: Request): Claim | undefined {
  const header = request.headers.get('authorization');
  if (!header) return undefined;
  if (!header.startsWith(`${ALGORITHM} `)) {
    throw new S3Error(
      'AccessDenied',
      `Sign with ${ALGORITHM}; other schemes are not taken.`,
    );
  }
  const parts = Object.fromEntries(
    header
      .slice(ALGORITHM.length)
      .split(',')
      .map(part => part.trim().split(/=(.*)/s).slice(0, 2)),
  );
  const [accessKeyId, ...scope] = String(parts.Credential ?? '').split('/');
  const date = request.headers.get('x-amz-date') ?? '';
  if (scope.length !== 4 || !parts.SignedHeaders || !parts.Signature || !date) {
    throw new S3Error('AuthorizationHeaderMalformed');
  }
  return {
    accessKeyId,
    scope: scope.join('/'),
    signedHeaders: parts.SignedHeaders.split(';'),
    signature: parts.Signature,
    date,
    payload: request.headers.get('x-amz-content-sha256') ?? '',
  };
}

function readQueryClaim(url: URL): Claim | undefined {
  const query = url.searchParams;
  if (query.get('X-Amz-Algorithm') !== ALGORITHM) return undefined;
  const [accessKeyId, ...scope] = (query.get('X-Amz-Credential') ?? '').split(
    '/',
  );
  return {
    accessKeyId,
    scope: scope.join('/'),
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: query.get('X-Amz-Signature') ?? '',
    date: query.get('X-Amz-Date') ?? '',
    payload: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
    unsigned: 'X-Amz-Signature',
    expires: Number(query.get('X-Amz-Expires') ?? 0),
  };
}

function timeOf(date: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!parts) return NaN;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function assertInTime(claim: Claim, now: number): void {
  const age = now - timeOf(claim.date);
  const late =
    claim.expires === undefined
      ? Math.abs(age) > MAX_SKEW_MS
      : age > claim.expires * 1000 || age < -MAX_SKEW_MS;
  if (Number.isNaN(age)) throw new S3Error('AuthorizationHeaderMalformed');
  if (!late) return;
  throw claim.expires === undefined
    ? new S3Error('RequestTimeTooSkewed')
    : new S3Error('AccessDenied', 'Request has expired');
}

function assertHeadersSigned(request: Request, claim: Claim): void {
  const missing = [...request.headers.keys()].filter(
    name =>
      (name === 'host' || (name.startsWith('x-amz-') && !claim.expires)) &&
      !claim.signedHeaders.includes(name),
  );
  if (missing.length > 0) {
    throw new S3Error(
      'AccessDenied',
      `There were headers present in the request which were not signed: ${missing.join(
        ', ',
      )}`,
    );
  }
}

/** The signature that the request should carry. */
function sign(request: Request, claim: Claim, signingKey: Buffer): string {
  const url = new URL(request.url);
  const headers = claim.signedHeaders
    .map(
      name =>
        `${name}:${(request.headers.get(name) ?? '')
          .trim()
          .replace(/\s+/g, ' ')}\n`,
    )
    .join('');
  const canonical = [
    request.method,
    canonicalPath(url.pathname),
    canonicalQuery(url, claim.unsigned),
    headers,
    claim.signedHeaders.join(';'),
    claim.payload,
  ].join('\n');
  const text = [ALGORITHM, claim.date, claim.scope, sha256(canonical)];
  return hmac(signingKey, text.join('\n')).toString('hex');
}

function same(a: string, b: string): boolean {
  return (
    a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
  );
}

/**
 * Checks the signature of a request, in its headers or in its address.
 *
 * @param options - `now` in milliseconds since the epoch, by the machine's clock: the client signs with its own
 * @throws S3Error as S3 refuses: anonymous, unknown key, wrong signature, unsigned headers, a clock that is off
 */
export function verifySignature(
  request: Request,
  options: { credentials: S3Credentials; now: number },
): VerifiedSignature {
  const { credentials, now } = options;
  const claim =
    readHeaderClaim(request) ?? readQueryClaim(new URL(request.url));
  if (!claim) throw new S3Error('AccessDenied');
  if (claim.accessKeyId !== credentials.accessKeyId) {
    throw new S3Error('InvalidAccessKeyId');
  }
  const [day, region, service, end] = claim.scope.split('/');
  if (
    service !== 's3' ||
    end !== 'aws4_request' ||
    !claim.date.startsWith(day)
  ) {
    throw new S3Error('AuthorizationHeaderMalformed');
  }
  assertInTime(claim, now);
  assertHeadersSigned(request, claim);
  const signingKey = [region, service, end].reduce(
    (key, part) => hmac(key, part),
    hmac(`AWS4${credentials.secretAccessKey}`, day),
  );
  if (!same(sign(request, claim, signingKey), claim.signature)) {
    throw new S3Error('SignatureDoesNotMatch');
  }
  return {
    seed: claim.signature,
    signingKey,
    date: claim.date,
    scope: claim.scope,
    payload: claim.payload,
  };
}
