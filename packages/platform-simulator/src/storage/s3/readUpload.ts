/**
 * The body of a PUT, checked while it passes.
 *
 * Clients send it plain, or cut into chunks that carry their own signatures and end with checksums (`aws-chunked`), which is what the
 * SDKs do with streams. Either way what is stored is the object and nothing of the wrapping.
 */
import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Body, BodyStore } from './BodyStore';
import { S3Error } from './s3Error';
import { hmac, sha256, type VerifiedSignature } from './signature';

/** A body that was stored. */
export interface Upload {
  body: Body;
  /** Hex. */
  md5: string;
}

/** What is summed while the body passes; SHA only when somebody will compare it. */
type Sums = { md5: Hash; sha1?: Hash; sha256?: Hash; crc32: number };

const HEX_SHA256 = /^[0-9a-f]{64}$/;

/** The reader's bytes, by length or by line. */
class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done) throw new S3Error('IncompleteBody');
    this.#rest = Buffer.concat([this.#rest, value]);
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#rest.subarray(0, end).toString('latin1');
        this.#rest = this.#rest.subarray(end + 2);
        return line;
      }
      await this.#more();
    }
  }

  async take(length: number): Promise<Buffer> {
    while (this.#rest.length < length) await this.#more();
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }
}

function assertChunkSigned(
  chunk: Uint8Array,
  told: string,
  chain: { before: string; signed: VerifiedSignature },
): string {
  const { before, signed } = chain;
  const text = [
    'AWS4-HMAC-SHA256-PAYLOAD',
    signed.date,
    signed.scope,
    before,
    sha256(''),
    sha256(chunk),
  ].join('\n');
  const signature = hmac(signed.signingKey, text).toString('hex');
  if (signature !== told) throw new S3Error('SignatureDoesNotMatch');
  return signature;
}

/** The chunks without their wrapping; `trailers` receives what follows the last one. */
async function* unwrap(
  source: AsyncIterable<Uint8Array>,
  signed: VerifiedSignature,
  trailers: Headers,
): AsyncIterable<Uint8Array> {
  const reader = new ByteReader(source);
  const signs = signed.payload.startsWith('STREAMING-AWS4-HMAC-SHA256');
  let before = signed.seed;
  for (;;) {
    const [size, extension = ''] = (await reader.line()).split(';');
    const length = /^[0-9a-fA-F]+$/.test(size) ? parseInt(size, 16) : NaN;
    if (Number.isNaN(length)) throw new S3Error('IncompleteBody');
    const chunk = await reader.take(length);
    if (signs) {
      const told = extension.replace('chunk-signature=', '');
      before = assertChunkSigned(chunk, told, { before, signed });
    }
    if (length === 0) break;
    await reader.take(2);
    yield chunk;
  }
  if (!signed.payload.endsWith('-TRAILER')) return;
  for (let line = await reader.line(); line; line = await reader.line()) {
    const at = line.indexOf(':');
    trailers.set(line.slice(0, at), line.slice(at + 1).trim());
  }
}

async function* observe(
  source: AsyncIterable<Uint8Array>,
  sums: Sums,
): AsyncIterable<Uint8Array> {
  for await (const chunk of source) {
    sums.md5.update(chunk);
    sums.sha1?.update(chunk);
    sums.sha256?.update(chunk);
    sums.crc32 = crc32(chunk, sums.crc32);
    yield chunk;
  }
}

function assertSums(
  told: { headers: Headers; trailers: Headers; payload: string },
  sums: { md5: Buffer; sha1?: Buffer; sha256?: Buffer; crc32: Buffer },
): void {
  const { headers, trailers, payload } = told;
  if (HEX_SHA256.test(payload) && sums.sha256?.toString('hex') !== payload) {
    throw new S3Error('XAmzContentSHA256Mismatch');
  }
  const checks: [string, Buffer | undefined][] = [
    ['content-md5', sums.md5],
    ['x-amz-checksum-crc32', sums.crc32],
    ['x-amz-checksum-sha1', sums.sha1],
    ['x-amz-checksum-sha256', sums.sha256],
  ];
  for (const [name, sum] of checks) {
    const expected = headers.get(name) ?? trailers.get(name);
    if (expected && expected !== sum?.toString('base64')) {
      throw new S3Error('BadDigest');
    }
  }
}

function chooseSums(headers: Headers, payload: string): Sums {
  const wants = (name: string) =>
    headers.has(name) || headers.get('x-amz-trailer') === name;
  return {
    md5: createHash('md5'),
    crc32: 0,
    ...(wants('x-amz-checksum-sha1') ? { sha1: createHash('sha1') } : {}),
    ...(wants('x-amz-checksum-sha256') || HEX_SHA256.test(payload)
      ? { sha256: createHash('sha256') }
      : {}),
  };
}

async function* chunksOf(request: Request): AsyncIterable<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/**
 * Stores the body of a request.
 *
 * @throws S3Error when a hash, a checksum, a chunk's signature or the announced length does not fit; nothing is kept then
 */
export async function readUpload(
  request: Request,
  options: { bodies: BodyStore; signed: VerifiedSignature },
): Promise<Upload> {
  const { bodies, signed } = options;
  const trailers = new Headers();
  const { headers } = request;
  const sums = chooseSums(headers, signed.payload);
  const wrapped = signed.payload.startsWith('STREAMING-');
  const plain = wrapped
    ? unwrap(chunksOf(request), signed, trailers)
    : chunksOf(request);
  const body = await bodies.write(observe(plain, sums));
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(sums.crc32);
  const md5 = sums.md5.digest();
  try {
    const length = headers.get(
      wrapped ? 'x-amz-decoded-content-length' : 'content-length',
    );
    if (length !== null && Number(length) !== body.size) {
      throw new S3Error('IncompleteBody');
    }
    assertSums(
      { headers, trailers, payload: signed.payload },
      {
        md5,
        sha1: sums.sha1?.digest(),
        sha256: sums.sha256?.digest(),
        crc32: crc,
      },
    );
  } catch (error) {
    await body.release();
    throw error;
  }
  return { body, md5: md5.toString('hex') };
}
