/** Operations on objects that arrive in parts. */
import { createHash } from 'node:crypto';
import { keptHeaders, readCondition, readCopySource } from './readHeaders';
import { readUpload, type Upload } from './readUpload';
import { S3Error, escapeXml, unescapeXml, xml } from './s3Error';
import type { S3Call, S3Operation } from './types';
import type { ToldPart } from './Uploads';

function begin(call: S3Call): Response {
  const { bucket, key, request, uploads } = call;
  const headers = keptHeaders(request.headers);
  const id = uploads.begin({ bucket, key, headers });
  return xml(
    `<InitiateMultipartUploadResult><Bucket>${escapeXml(
      bucket,
    )}</Bucket><Key>${escapeXml(
      key,
    )}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
  );
}

const open = (call: S3Call) =>
  call.uploads.find({
    id: call.query.get('uploadId') ?? '',
    bucket: call.bucket,
    key: call.key,
  });

async function copiedPart(call: S3Call): Promise<Upload> {
  const source = readCopySource(call);
  const told = call.request.headers.get('x-amz-copy-source-range');
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(told ?? '') ?? [];
  const start = Number(first ?? 0);
  const end = last === undefined ? source.body.size : Number(last) + 1;
  if (start >= end || end > source.body.size) throw new S3Error('InvalidRange');
  const digest = createHash('md5');
  async function* chunks(): AsyncIterable<Uint8Array> {
    const reader = source.body.stream(start, end).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      digest.update(value);
      yield value;
    }
  }
  const body = await call.buckets.bodies.write(chunks());
  return { body, md5: digest.digest('hex') };
}

async function addPart(call: S3Call): Promise<Response> {
  const { request, buckets, signed, query, uploads } = call;
  const upload = open(call);
  const copies = request.headers.has('x-amz-copy-source');
  const part = copies
    ? await copiedPart(call)
    : await readUpload(request, { bodies: buckets.bodies, signed });
  await uploads.add(upload, Number(query.get('partNumber')), part);
  return copies
    ? xml(`<CopyPartResult><ETag>&#34;${part.md5}&#34;</ETag></CopyPartResult>`)
    : new Response(null, { headers: { etag: `"${part.md5}"` } });
}

function listParts(call: S3Call): Response {
  const { id, bucket, key, parts } = open(call);
  const told = [...parts]
    .sort(([a], [b]) => a - b)
    .map(
      ([number, { md5, body }]) =>
        `<Part><PartNumber>${number}</PartNumber><ETag>&#34;${md5}&#34;</ETag><Size>${body.size}</Size></Part>`,
    );
  return xml(
    `<ListPartsResult><Bucket>${escapeXml(bucket)}</Bucket><Key>${escapeXml(
      key,
    )}</Key><UploadId>${id}</UploadId><IsTruncated>false</IsTruncated>${told.join(
      '',
    )}</ListPartsResult>`,
  );
}

function readParts(text: string): ToldPart[] {
  return [...text.matchAll(/<Part>([\s\S]*?)<\/Part>/g)].map(([, part]) => {
    const number = /<PartNumber>\s*(\d+)\s*<\/PartNumber>/.exec(part)?.[1];
    const etag = /<ETag>([\s\S]*?)<\/ETag>/.exec(part)?.[1];
    if (!number || !etag) throw new S3Error('MalformedXML');
    const tag = unescapeXml(etag).trim().replace(/^"|"$/g, '');
    return { number: Number(number), etag: tag };
  });
}

async function complete(call: S3Call): Promise<Response> {
  const { request, uploads, bucket, key } = call;
  const upload = open(call);
  const parts = readParts(await request.text());
  const condition = readCondition(request.headers);
  const { etag } = await uploads.complete(upload, parts, condition);
  return xml(
    `<CompleteMultipartUploadResult><Location>/${escapeXml(
      `${bucket}/${key}`,
    )}</Location><Bucket>${escapeXml(bucket)}</Bucket><Key>${escapeXml(
      key,
    )}</Key><ETag>&#34;${etag}&#34;</ETag></CompleteMultipartUploadResult>`,
  );
}

async function abort(call: S3Call): Promise<Response> {
  await call.uploads.abort(open(call));
  return new Response(null, { status: 204 });
}

const operations: Readonly<Record<string, S3Operation>> = {
  GET: listParts,
  PUT: addPart,
  DELETE: abort,
  POST: call => (call.query.has('uploads') ? begin(call) : complete(call)),
};

/** Answers an operation on an upload. */
export const answerUpload: S3Operation = call => {
  const operation = operations[call.request.method];
  if (!operation) throw new S3Error('MethodNotAllowed');
  return operation(call);
};
