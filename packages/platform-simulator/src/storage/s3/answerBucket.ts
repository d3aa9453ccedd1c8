/** Operations on the service and on buckets. */
import type { ListedObjects, StoredObject } from './Buckets';
import { S3Error, escapeXml, unescapeXml, xml } from './s3Error';
import { uriEncode } from './canonical';
import type { S3Call, S3Operation } from './types';

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const MAX_KEYS = 1000;
const OWNER = '<Owner><ID>254</ID><DisplayName>254carbon</DisplayName></Owner>';

const isoTime = (time: number) => new Date(time).toISOString();

function listBuckets({ buckets }: S3Call): Response {
  const names = buckets
    .list()
    .map(
      ({ name, created }) =>
        `<Bucket><Name>${escapeXml(name)}</Name><CreationDate>${isoTime(
          created,
        )}</CreationDate></Bucket>`,
    );
  return xml(
    `<ListAllMyBucketsResult ${NAMESPACE}>${OWNER}<Buckets>${names.join(
      '',
    )}</Buckets></ListAllMyBucketsResult>`,
  );
}

function describe(object: StoredObject, encode: (key: string) => string) {
  return (
    `<Contents><Key>${encode(object.key)}</Key>` +
    `<LastModified>${isoTime(object.modified)}</LastModified>` +
    `<ETag>&#34;${object.etag}&#34;</ETag><Size>${object.body.size}</Size>` +
    '<StorageClass>STANDARD</StorageClass></Contents>'
  );
}

function maxKeys(query: URLSearchParams): number {
  const told = query.get('max-keys') ?? String(MAX_KEYS);
  if (!/^\d+$/.test(told)) throw new S3Error('InvalidArgument');
  return Math.min(MAX_KEYS, Number(told));
}

function readToken(query: URLSearchParams): string {
  const token = query.get('continuation-token');
  if (token === null) return query.get('start-after') ?? '';
  const after = Buffer.from(token, 'base64').toString('utf8');
  if (token === '' || Buffer.from(after).toString('base64') !== token) {
    throw new S3Error('InvalidArgument', 'The continuation token is not ours.');
  }
  return after;
}

function optional(name: string, value: string | null | undefined): string {
  return value ? `<${name}>${value}</${name}>` : '';
}

/** What follows of a listing: by token in version 2, by marker in version 1. */
function continuation(call: S3Call, page: ListedObjects, version2: boolean) {
  const { query } = call;
  const count = page.objects.length + page.prefixes.length;
  const encode = encoder(query);
  const parts = version2
    ? [
        `<KeyCount>${count}</KeyCount>`,
        optional('StartAfter', encode(query.get('start-after') ?? '')),
        optional('ContinuationToken', query.get('continuation-token')),
        optional(
          'NextContinuationToken',
          page.last && Buffer.from(page.last).toString('base64'),
        ),
      ]
    : [
        `<Marker>${encode(query.get('marker') ?? '')}</Marker>`,
        optional('NextMarker', page.last && encode(page.last)),
      ];
  return parts.join('');
}

function encoder(query: URLSearchParams): (text: string) => string {
  return query.get('encoding-type') === 'url'
    ? text => uriEncode(text).replaceAll('%2F', '/')
    : escapeXml;
}

function listObjects(call: S3Call): Response {
  const { query, bucket, buckets } = call;
  const version2 = query.get('list-type') === '2';
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const max = maxKeys(query);
  const after = version2 ? readToken(query) : query.get('marker') ?? '';
  const page = buckets.page(bucket, { prefix, delimiter, after, max });
  const encode = encoder(query);
  const common = page.prefixes
    .map(
      shown =>
        `<CommonPrefixes><Prefix>${encode(shown)}</Prefix></CommonPrefixes>`,
    )
    .join('');
  return xml(
    `<ListBucketResult ${NAMESPACE}><Name>${escapeXml(bucket)}</Name>` +
      `<Prefix>${encode(prefix)}</Prefix>${optional(
        'Delimiter',
        encode(delimiter),
      )}<MaxKeys>${max}</MaxKeys>${optional(
        'EncodingType',
        query.get('encoding-type'),
      )}<IsTruncated>${page.last !== undefined}</IsTruncated>` +
      `${continuation(call, page, version2)}${page.objects
        .map(object => describe(object, encode))
        .join('')}${common}</ListBucketResult>`,
  );
}

function listUploads({ bucket, buckets, uploads }: S3Call): Response {
  buckets.bucket(bucket);
  const open = uploads
    .list(bucket)
    .map(
      ({ key, id }) =>
        `<Upload><Key>${escapeXml(
          key,
        )}</Key><UploadId>${id}</UploadId></Upload>`,
    );
  return xml(
    `<ListMultipartUploadsResult ${NAMESPACE}><Bucket>${escapeXml(
      bucket,
    )}</Bucket><IsTruncated>false</IsTruncated>${open.join(
      '',
    )}</ListMultipartUploadsResult>`,
  );
}

async function deleteMany(call: S3Call): Promise<Response> {
  const { bucket, buckets, request } = call;
  buckets.bucket(bucket);
  const text = await request.text();
  if (!text.includes('<Delete')) throw new S3Error('MalformedXML');
  const keys = [...text.matchAll(/<Key>([\s\S]*?)<\/Key>/g)].map(found =>
    unescapeXml(found[1]),
  );
  if (keys.length > MAX_KEYS) throw new S3Error('MalformedXML');
  for (const key of keys) await buckets.delete(bucket, key);
  const quiet = text.includes('<Quiet>true</Quiet>');
  const told = quiet
    ? ''
    : keys
        .map(key => `<Deleted><Key>${escapeXml(key)}</Key></Deleted>`)
        .join('');
  return xml(`<DeleteResult ${NAMESPACE}>${told}</DeleteResult>`);
}

function createBucket({ bucket, buckets }: S3Call): Response {
  buckets.create(bucket);
  return new Response(null, { headers: { location: `/${bucket}` } });
}

function headBucket({ bucket, buckets }: S3Call): Response {
  buckets.bucket(bucket);
  return new Response(null, {
    headers: { 'x-amz-bucket-region': 'us-east-1' },
  });
}

function removeBucket({ bucket, buckets }: S3Call): Response {
  buckets.remove(bucket);
  return new Response(null, { status: 204 });
}

function readBucket(call: S3Call): Response {
  const { query, bucket, buckets } = call;
  buckets.bucket(bucket);
  if (query.has('location')) return xml(`<LocationConstraint ${NAMESPACE}/>`);
  if (query.has('versioning')) {
    return xml(`<VersioningConfiguration ${NAMESPACE}/>`);
  }
  if (query.has('uploads')) return listUploads(call);
  const asked = ['policy', 'lifecycle', 'cors', 'acl', 'tagging', 'versions'];
  if (asked.some(name => query.has(name))) throw new S3Error('NotImplemented');
  return listObjects(call);
}

/** By method. */
export const bucketOperations: Readonly<Record<string, S3Operation>> = {
  GET: readBucket,
  HEAD: headBucket,
  PUT: createBucket,
  DELETE: removeBucket,
  POST: call => {
    if (!call.query.has('delete')) throw new S3Error('MethodNotAllowed');
    return deleteMany(call);
  },
};

/** The service has one operation. */
export const answerService: S3Operation = call => {
  if (call.request.method !== 'GET') throw new S3Error('MethodNotAllowed');
  return listBuckets(call);
};
