import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { startTestStorage, type TestStorage } from '../startTestStorage';

// Amazon's own client, as Backstage brings it along: what the store answers is judged by who did not write it.
const {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} =
  jest.requireActual<typeof import('@aws-sdk/client-s3')>('@aws-sdk/client-s3');
type Client = InstanceType<typeof S3Client>;

const clients: Client[] = [];

function clientOf(storage: TestStorage, more: Record<string, unknown> = {}) {
  const { endpoint, region, accessKeyId, secretAccessKey } = storage.s3;
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey },
    ...more,
  });
  clients.push(client);
  return client;
}

const nameOf = (error: unknown) => (error as Error).name;

describe.each(['memory', 'folder'])('the object store in %s', kind => {
  let storage: TestStorage;
  let s3: Client;
  let folder: string | undefined;
  const Bucket = 'lake';

  beforeAll(async () => {
    folder =
      kind === 'folder'
        ? await mkdtemp(join(tmpdir(), 'simulated-s3-'))
        : undefined;
    storage = await startTestStorage({ folder });
    s3 = clientOf(storage);
  });

  afterAll(async () => {
    clients.splice(0).forEach(client => client.destroy());
    await storage.stop();
    if (folder) await rm(folder, { recursive: true });
  });

  it('keeps what it is given, with its tag, its type and its metadata', async () => {
    const Key = "raw/a b/ünïcode+plus&amp'(1)*.json";
    const put = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: '{"a":1}',
        ContentType: 'application/json',
        Metadata: { run: '7' },
      }),
    );
    expect(put.ETag).toBe(
      `"${createHash('md5').update('{"a":1}').digest('hex')}"`,
    );
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe('{"a":1}');
    expect(got).toMatchObject({
      ETag: put.ETag,
      ContentType: 'application/json',
      ContentLength: 7,
      Metadata: { run: '7' },
    });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ContentLength: 7, ETag: put.ETag });
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    const gone = s3.send(new GetObjectCommand({ Bucket, Key }));
    await expect(gone).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(
      s3.send(new HeadObjectCommand({ Bucket, Key })),
    ).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('stores a stream without its wrapping', async () => {
    const bytes = randomBytes(300_000);
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'stream',
        Body: Readable.from([
          bytes.subarray(0, 99_999),
          bytes.subarray(99_999),
        ]),
        ContentLength: bytes.length,
      }),
    );
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'stream' }));
    const read = await got.Body?.transformToByteArray();
    expect(Buffer.compare(Buffer.from(read ?? []), bytes)).toBe(0);
  });

  it('reads ranges', async () => {
    await s3.send(
      new PutObjectCommand({ Bucket, Key: 'range', Body: '0123456789' }),
    );
    const read = async (Range: string) => {
      const got = await s3.send(
        new GetObjectCommand({ Bucket, Key: 'range', Range }),
      );
      return [await got.Body?.transformToString(), got.ContentRange];
    };
    expect(await read('bytes=2-4')).toEqual(['234', 'bytes 2-4/10']);
    expect(await read('bytes=7-')).toEqual(['789', 'bytes 7-9/10']);
    expect(await read('bytes=-3')).toEqual(['789', 'bytes 7-9/10']);
    expect(await read('bytes=8-99')).toEqual(['89', 'bytes 8-9/10']);
    await expect(read('bytes=10-')).rejects.toMatchObject({
      name: 'InvalidRange',
    });
  });

  it('lists in pages, with prefixes that stand for folders', async () => {
    const keys = ['l/a/1', 'l/a/2', 'l/b', 'l/c/1', 'l/d'];
    for (const Key of keys) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    }
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    let pages = 0;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: 'l/',
          MaxKeys: 2,
          ContinuationToken: token,
        }),
      );
      seen.push(...(page.Contents ?? []).map(object => object.Key));
      token = page.NextContinuationToken;
      pages += 1;
    } while (token);
    expect(seen).toEqual(keys);
    expect(pages).toBe(3);
    const folders = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'l/', Delimiter: '/' }),
    );
    expect(folders.CommonPrefixes?.map(one => one.Prefix)).toEqual([
      'l/a/',
      'l/c/',
    ]);
    expect(folders.Contents?.map(one => one.Key)).toEqual(['l/b', 'l/d']);
    const after = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'l/', StartAfter: 'l/b' }),
    );
    expect(after.KeyCount).toBe(2);
    await s3.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: keys.map(Key => ({ Key })) },
      }),
    );
    const none = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'l/' }),
    );
    expect(none.KeyCount).toBe(0);
  });

  it('creates once and swaps only what was seen', async () => {
    const Key = 'state.json';
    const first = await s3.send(
      new PutObjectCommand({ Bucket, Key, Body: '1', IfNoneMatch: '*' }),
    );
    await expect(
      s3.send(
        new PutObjectCommand({ Bucket, Key, Body: '2', IfNoneMatch: '*' }),
      ),
    ).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    await s3.send(
      new PutObjectCommand({ Bucket, Key, Body: '2', IfMatch: first.ETag }),
    );
    await expect(
      s3.send(
        new PutObjectCommand({ Bucket, Key, Body: '3', IfMatch: first.ETag }),
      ),
    ).rejects.toMatchObject({ name: 'PreconditionFailed' });
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe('2');
    const same = s3.send(
      new GetObjectCommand({ Bucket, Key, IfNoneMatch: got.ETag }),
    );
    await expect(same).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
  });

  it('lets one of many creators win', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, at) =>
        s3.send(
          new PutObjectCommand({
            Bucket,
            Key: 'race',
            Body: String(at),
            IfNoneMatch: '*',
          }),
        ),
      ),
    );
    const won = results.filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
  });

  it('joins parts', async () => {
    const Key = 'parts';
    const big = randomBytes(5 * 1024 * 1024);
    const begun = await s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key }),
    );
    const UploadId = begun.UploadId;
    const parts = [];
    for (const [at, Body] of [big, Buffer.from('end')].entries()) {
      const PartNumber = at + 1;
      const part = await s3.send(
        new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }),
      );
      parts.push({ PartNumber, ETag: part.ETag });
    }
    await expect(
      s3.send(
        new CompleteMultipartUploadCommand({
          Bucket,
          Key,
          UploadId,
          MultipartUpload: { Parts: [...parts].reverse() },
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    const done = await s3.send(
      new CompleteMultipartUploadCommand({
        Bucket,
        Key,
        UploadId,
        MultipartUpload: { Parts: parts },
      }),
    );
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head.ContentLength).toBe(big.length + 3);
    await expect(
      s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })),
    ).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  it('copies', async () => {
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'from',
        Body: 'x',
        Metadata: { a: '1' },
      }),
    );
    await s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'to',
        CopySource: `${Bucket}/from`,
      }),
    );
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'to' }));
    expect(await got.Body?.transformToString()).toBe('x');
    expect(got.Metadata).toEqual({ a: '1' });
  });

  it('has buckets', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'second' }));
    await s3.send(new HeadBucketCommand({ Bucket: 'second' }));
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(bucket => bucket.Name)).toEqual([
      'iceberg-warehouse',
      'lake',
      'second',
    ]);
    await s3.send(
      new PutObjectCommand({ Bucket: 'second', Key: 'a', Body: ' ' }),
    );
    await expect(
      s3.send(new DeleteBucketCommand({ Bucket: 'second' })),
    ).rejects.toMatchObject({ name: 'BucketNotEmpty' });
    await s3.send(new DeleteObjectCommand({ Bucket: 'second', Key: 'a' }));
    await s3.send(new DeleteBucketCommand({ Bucket: 'second' }));
    await expect(
      s3.send(new PutObjectCommand({ Bucket: 'second', Key: 'a', Body: ' ' })),
    ).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

it('leaves nothing in its folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'simulated-s3-'));
  const storage = await startTestStorage({ folder });
  const client = clientOf(storage);
  await client.send(
    new PutObjectCommand({ Bucket: 'lake', Key: 'a', Body: 'x' }),
  );
  expect(await readdir(folder)).toHaveLength(1);
  client.destroy();
  await storage.stop();
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

describe('who may', () => {
  let storage: TestStorage;
  beforeAll(async () => {
    storage = await startTestStorage();
  });
  afterAll(async () => {
    clients.splice(0).forEach(client => client.destroy());
    await storage.stop();
  });
  const list = (client: Client) => client.send(new ListBucketsCommand({}));

  it('refuses a wrong secret, an unknown key and the anonymous', async () => {
    const { accessKeyId, endpoint } = storage.s3;
    const wrong = clientOf(storage, {
      credentials: { accessKeyId, secretAccessKey: 'wrong' },
    });
    await expect(list(wrong)).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
    const unknown = clientOf(storage, {
      credentials: { accessKeyId: 'unknown', secretAccessKey: 'wrong' },
    });
    await expect(list(unknown)).rejects.toMatchObject({
      name: 'InvalidAccessKeyId',
    });
    const anonymous = await fetch(`${endpoint}/lake/a`);
    expect(anonymous.status).toBe(403);
    expect(await anonymous.text()).toContain('<Code>AccessDenied</Code>');
  });

  it('refuses a clock that is off', async () => {
    const late = clientOf(storage, { systemClockOffset: -3_600_000 });
    expect(await list(late).catch(nameOf)).toBe('RequestTimeTooSkewed');
  });

  it('makes credentials anew for each start', async () => {
    const other = await startTestStorage();
    expect(other.s3.accessKeyId).not.toBe(storage.s3.accessKeyId);
    expect(other.s3.secretAccessKey).not.toBe(storage.s3.secretAccessKey);
    await other.stop();
  });

  it('never holds more than it may', async () => {
    const small = await startTestStorage({ maxBytes: 1000 });
    const s3 = clientOf(small);
    const put = (Key: string, size: number) =>
      s3.send(
        new PutObjectCommand({ Bucket: 'lake', Key, Body: Buffer.alloc(size) }),
      );
    await put('a', 900);
    expect(await put('b', 200).catch(nameOf)).toBe('XMinioStorageFull');
    await put('a', 50);
    await put('b', 900);
    await small.stop();
  });
});

describe('faults', () => {
  let storage: TestStorage;
  let s3: Client;
  const put = (Key: string, Body = 'x') =>
    s3.send(new PutObjectCommand({ Bucket: 'lake', Key, Body }));
  const has = (Key: string) =>
    s3.send(new HeadObjectCommand({ Bucket: 'lake', Key })).then(
      () => true,
      () => false,
    );
  beforeAll(async () => {
    storage = await startTestStorage();
    s3 = clientOf(storage);
  });
  afterAll(async () => {
    clients.splice(0).forEach(client => client.destroy());
    await storage.stop();
  });

  it.each([
    ['500-before', 'InternalError', false],
    ['500-after', 'InternalError', true],
    ['503-slow-down', 'SlowDown', false],
    ['409', 'OperationAborted', false],
  ] as const)('%s', async (fault, name, happened) => {
    const Key = `fault-${fault}`;
    storage.breakNext({ service: 's3', fault, method: 'PUT', path: Key });
    await put('another');
    expect(await put(Key).catch(nameOf)).toBe(name);
    expect(await has(Key)).toBe(happened);
    await put(Key);
    expect(await has(Key)).toBe(true);
  });

  it('loses an answer after it has taken effect', async () => {
    storage.breakNext({ service: 's3', fault: 'lost-answer', path: /lost\?/ });
    await expect(put('lost')).rejects.toThrow();
    expect(storage.requests().at(-1)).toMatchObject({ status: 0 });
    expect(await has('lost')).toBe(true);
  });

  it('cuts a body', async () => {
    await put('cut', 'x'.repeat(1000));
    storage.breakNext({ service: 's3', fault: 'cut-body', method: 'GET' });
    const read = async () => {
      const got = await s3.send(
        new GetObjectCommand({ Bucket: 'lake', Key: 'cut' }),
      );
      return got.Body?.transformToString();
    };
    await expect(read()).rejects.toThrow();
    expect(await read()).toHaveLength(1000);
  });

  it('skips requests first, and forgets what still waits', async () => {
    storage.breakNext({ service: 's3', fault: '500-before', skip: 1 });
    await put('one');
    expect(await put('two').catch(nameOf)).toBe('InternalError');
    storage.breakNext({ service: 's3', fault: '500-before', times: 5 });
    storage.mend();
    await put('three');
  });
});
