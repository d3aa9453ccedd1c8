import { createHash, createHmac } from 'node:crypto';
import { startTestStorage, type TestStorage } from '../startTestStorage';

const { AwsClient } =
  jest.requireActual<typeof import('aws4fetch')>('aws4fetch');

const sha256 = (data: string | Uint8Array) =>
  createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

describe('requests that a small client signs', () => {
  let storage: TestStorage;
  let client: InstanceType<typeof AwsClient>;
  beforeAll(async () => {
    storage = await startTestStorage();
    const { accessKeyId, secretAccessKey, region } = storage.s3;
    client = new AwsClient({
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
      retries: 0,
    });
  });
  afterAll(() => storage.stop());
  const at = (key: string) => `${storage.s3.endpoint}/lake/${key}`;

  it('takes a payload that is not signed', async () => {
    const put = await client.fetch(at('plain'), { method: 'PUT', body: 'abc' });
    expect(put.status).toBe(200);
    expect(await (await client.fetch(at('plain'))).text()).toBe('abc');
  });

  it('refuses a payload that is not the signed one', async () => {
    const signed = await client.sign(at('other'), {
      method: 'PUT',
      body: 'abc',
      headers: { 'x-amz-content-sha256': sha256('abd') },
    });
    const answer = await fetch(signed);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('XAmzContentSHA256Mismatch');
    expect((await client.fetch(at('other'))).status).toBe(404);
  });

  it('takes a signed address while it is valid, and only as it was signed', async () => {
    await client.fetch(at('shared'), { method: 'PUT', body: 'abc' });
    const { url } = await client.sign(`${at('shared')}?X-Amz-Expires=60`, {
      aws: { signQuery: true },
    });
    const got = await fetch(url);
    expect([got.status, await got.text()]).toEqual([200, 'abc']);
    const changed = await fetch(url.replace('shared', 'plain'));
    expect(changed.status).toBe(403);
    expect(await changed.text()).toContain('SignatureDoesNotMatch');
    const old = await client.sign(`${at('shared')}?X-Amz-Expires=60`, {
      aws: { signQuery: true, datetime: '20200101T000000Z' },
    });
    expect(await (await fetch(old.url)).text()).toContain(
      'Request has expired',
    );
  });

  it.each([
    [
      'x-amz-acl',
      'There were headers present in the request which were not signed',
    ],
    ['x-amz-date', 'SignatureDoesNotMatch'],
  ])('refuses %s that was changed on the way', async (name, words) => {
    const signed = await client.sign(at('plain'));
    const headers = new Headers(signed.headers);
    const date = headers.get('x-amz-date') ?? '';
    const second = date.endsWith('01Z') ? '02Z' : '01Z';
    headers.set(name, name === 'x-amz-date' ? date.slice(0, -3) + second : 'x');
    const answer = await fetch(signed.url, { headers });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain(words);
  });

  /** A body in chunks, each signed on the one before, as Amazon's guide describes it. */
  async function putSignedChunks(
    key: string,
    change: (chunk: string) => string,
  ) {
    const { secretAccessKey, region } = storage.s3;
    const chunks = ['a'.repeat(70_000), 'b'.repeat(10), ''];
    const payload = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
    const signed = await client.sign(at(key), {
      method: 'PUT',
      headers: {
        'content-encoding': 'aws-chunked',
        'x-amz-content-sha256': payload,
        'x-amz-decoded-content-length': '70010',
      },
    });
    const date = signed.headers.get('x-amz-date') ?? '';
    const day = date.slice(0, 8);
    const scope = `${day}/${region}/s3/aws4_request`;
    const signingKey = [region, 's3', 'aws4_request'].reduce(
      hmac,
      hmac(`AWS4${secretAccessKey}`, day),
    );
    let before =
      /Signature=(\w+)/.exec(signed.headers.get('authorization') ?? '')?.[1] ??
      '';
    const body = chunks.map(chunk => {
      const text = [
        'AWS4-HMAC-SHA256-PAYLOAD',
        date,
        scope,
        before,
        sha256(''),
        sha256(chunk),
      ].join('\n');
      before = hmac(signingKey, text).toString('hex');
      const size = chunk.length.toString(16);
      return `${size};chunk-signature=${before}\r\n${change(chunk)}\r\n`;
    });
    return fetch(signed.url, {
      method: 'PUT',
      headers: signed.headers,
      body: body.join(''),
    });
  }

  it('checks every chunk of a signed stream', async () => {
    const put = await putSignedChunks('chunks', chunk => chunk);
    expect(put.status).toBe(200);
    const text = await (await client.fetch(at('chunks'))).text();
    expect(text).toBe('a'.repeat(70_000) + 'b'.repeat(10));
    const changed = await putSignedChunks('changed', chunk =>
      chunk.replace('bb', 'bc'),
    );
    expect(changed.status).toBe(403);
    expect(await changed.text()).toContain('SignatureDoesNotMatch');
    expect((await client.fetch(at('changed'))).status).toBe(404);
  });
});
