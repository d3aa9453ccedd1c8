/** Operations on objects. */
import type { StoredObject } from './Buckets';
import { answerUpload } from './answerUpload';
import {
  keptHeaders,
  readCondition,
  readCopySource,
  unquoted,
} from './readHeaders';
import { readUpload } from './readUpload';
import { S3Error, xml } from './s3Error';
import type { S3Call, S3Operation } from './types';

const MAX_KEY_BYTES = 1024;
function assertKey(key: string): void {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw new S3Error('KeyTooLongError');
  }
}

async function put(call: S3Call): Promise<Response> {
  const { request, bucket, key, buckets, signed } = call;
  assertKey(key);
  buckets.bucket(bucket);
  const condition = readCondition(request.headers);
  const upload = await readUpload(request, { bodies: buckets.bodies, signed });
  const placed = await buckets.place(
    bucket,
    {
      key,
      body: upload.body,
      etag: upload.md5,
      headers: keptHeaders(request.headers),
    },
    condition,
  );
  return new Response(null, { headers: { etag: `"${placed.etag}"` } });
}

async function* chunksOf(object: StoredObject): AsyncIterable<Uint8Array> {
  const reader = object.body.stream(0, object.body.size).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function copy(call: S3Call): Promise<Response> {
  const { request, bucket, key, buckets } = call;
  assertKey(key);
  const source = readCopySource(call);
  const replaces =
    request.headers.get('x-amz-metadata-directive')?.toUpperCase() ===
    'REPLACE';
  const body = await buckets.bodies.write(chunksOf(source));
  const placed = await buckets.place(
    bucket,
    {
      key,
      body,
      etag: source.etag,
      headers: replaces ? keptHeaders(request.headers) : source.headers,
    },
    readCondition(request.headers),
  );
  return xml(
    `<CopyObjectResult><ETag>&#34;${
      placed.etag
    }&#34;</ETag><LastModified>${new Date(
      placed.modified,
    ).toISOString()}</LastModified></CopyObjectResult>`,
  );
}

interface Range {
  start: number;
  /** Not included. */
  end: number;
}

/** The bytes that were asked for; undefined for all of them. */
function readRange(told: string | null, size: number): Range | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(told ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return undefined;
  const [, first, last] = found;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end =
    first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (start >= size || (first === '' && Number(last) === 0)) {
    throw new S3Error('InvalidRange');
  }
  return end > start ? { start, end } : undefined;
}

/** 304 or 412, when a condition of a reader says so. */
function judgeReading(headers: Headers, object: StoredObject) {
  const tags = (told: string) => told.split(',').map(unquoted);
  const match = headers.get('if-match');
  if (match !== null && match !== '*' && !tags(match).includes(object.etag)) {
    throw new S3Error('PreconditionFailed');
  }
  const noneMatch = headers.get('if-none-match');
  const same =
    noneMatch !== null &&
    (noneMatch === '*' || tags(noneMatch).includes(object.etag));
  return same
    ? new Response(null, {
        status: 304,
        headers: { etag: `"${object.etag}"` },
      })
    : undefined;
}

function get(call: S3Call): Response {
  const { request, bucket, key, buckets } = call;
  const object = buckets.read(bucket, key);
  const judged = judgeReading(request.headers, object);
  if (judged) return judged;
  const { size } = object.body;
  const range = readRange(request.headers.get('range'), size);
  const { start, end } = range ?? { start: 0, end: size };
  const headers: Record<string, string> = {
    'content-type': 'application/octet-stream',
    ...object.headers,
    'content-length': String(end - start),
    'accept-ranges': 'bytes',
    'last-modified': new Date(object.modified).toUTCString(),
    etag: `"${object.etag}"`,
    server: 'MinIO',
    ...(range ? { 'content-range': `bytes ${start}-${end - 1}/${size}` } : {}),
  };
  const body =
    request.method === 'HEAD' ? null : object.body.stream(start, end);
  return new Response(body, { status: range ? 206 : 200, headers });
}

async function remove(call: S3Call): Promise<Response> {
  await call.buckets.delete(call.bucket, call.key);
  return new Response(null, { status: 204 });
}

const operations: Readonly<Record<string, S3Operation>> = {
  GET: get,
  HEAD: get,
  DELETE: remove,
  PUT: call =>
    call.request.headers.has('x-amz-copy-source') ? copy(call) : put(call),
};

/** Answers an operation on an object. */
export const answerObject: S3Operation = call => {
  const { query, request } = call;
  if (query.has('uploads') || query.has('uploadId')) return answerUpload(call);
  if (['acl', 'tagging', 'retention'].some(name => query.has(name))) {
    throw new S3Error('NotImplemented');
  }
  const operation = operations[request.method];
  if (!operation) throw new S3Error('MethodNotAllowed');
  return operation(call);
};
