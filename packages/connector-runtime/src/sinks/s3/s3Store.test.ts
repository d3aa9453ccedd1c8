import type { TestStorage } from '@254carbon/platform-simulator';
import { startTestStorage } from '@254carbon/platform-simulator';
import { objectStoreConformance } from '../../objectStore.conformance';
import type { Fetch } from '../../ports';
import { CLAIM_LIFE_MS } from './createByClaim';
import { readListing } from './readListing';
import type { S3Options } from './s3Requests';
import { S3Store } from './s3Store';

let storage: TestStorage;
let folder = 0;
beforeAll(async () => {
  storage = await startTestStorage();
});
afterEach(() => storage.mend());
afterAll(() => storage.stop());

const clock = {
  now: () => Date.now(),
  sleep: (ms: number) =>
    new Promise<void>(resolve => setTimeout(resolve, ms / 50)),
};
const realFetch: Fetch = (url, init) => fetch(url, init);

function open(change: Partial<S3Options> = {}): S3Store {
  return new S3Store({
    ...storage.s3,
    prefix: `p${folder}/`,
    ports: { clock, random: Math.random, fetch: realFetch },
    ...change,
  });
}
beforeEach(() => {
  folder += 1;
});

/** A store that knows no conditions and gives its listings in pages of two, such as an old one. */
function oldServer(): { fetch: Fetch; objects: Map<string, Uint8Array> } {
  const objects = new Map<string, Uint8Array>();
  const xml = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const list = (url: URL) => {
    const prefix = url.searchParams.get('prefix') ?? '';
    const after = url.searchParams.get('continuation-token') ?? '';
    const keys = [...objects.keys()]
      .filter(key => key.startsWith(prefix) && key > after)
      .sort();
    const page = keys.slice(0, 2);
    const more =
      keys.length > 2
        ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${xml(
            page[1],
          )}</NextContinuationToken>`
        : '<IsTruncated>false</IsTruncated>';
    const contents = page.map(
      key => `<Contents><Key>${xml(key)}</Key></Contents>`,
    );
    return new Response(
      `<?xml version="1.0"?><ListBucketResult>${more}${contents.join(
        '',
      )}</ListBucketResult>`,
    );
  };
  const answer: Fetch = async (text, init) => {
    const url = new URL(text);
    const [, , ...rest] = url.pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    // A turn of the loop, so that requests of several writers interleave.
    await new Promise(resolve => setImmediate(resolve));
    if (init.method === 'PUT' && init.body instanceof Uint8Array) {
      objects.set(key, Uint8Array.from(init.body));
      return new Response(null, { status: 200 });
    }
    if (init.method === 'DELETE') {
      objects.delete(key);
      return new Response(null, { status: 204 });
    }
    if (key === '') {
      return list(url);
    }
    const found = objects.get(key);
    return found
      ? new Response(Uint8Array.from(found))
      : new Response('<Error><Code>NoSuchKey</Code></Error>', { status: 404 });
  };
  return { fetch: answer, objects };
}

describe('on a store that does not know conditions', () => {
  it.each(objectStoreConformance)('$promise', async ({ check }) => {
    const { fetch: old } = oldServer();
    const store = open({ ports: { clock, random: Math.random, fetch: old } });
    expect(await store.knowsConditions()).toBe(false);
    await expect(check(store)).resolves.toBeUndefined();
  });

  it('lets one of many stores win, leaves no claim behind, and lists every page', async () => {
    const { fetch: old, objects } = oldServer();
    const ports = { clock, random: Math.random, fetch: old };
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) =>
        open({ ports }).create('state/1', Buffer.from(`${index}`)),
      ),
    );
    expect(results.filter(one => one.status === 'fulfilled')).toHaveLength(1);
    const refused = results.filter(one => one.status === 'rejected');
    expect(refused.map(one => one.reason.failure)).toEqual(
      Array.from({ length: 5 }, () => 'conflict'),
    );
    expect([...objects.keys()]).toEqual([`p${folder}/state/1`]);
    const store = open({ ports });
    for (const key of [
      'a&b',
      'a/1',
      'a/2',
      'a/3',
      "it's (1)!*",
      '%41',
      'ü 数',
    ]) {
      await store.put(key, Buffer.from(key));
    }
    expect(await store.list('a')).toEqual(['a&b', 'a/1', 'a/2', 'a/3']);
    expect(await store.list('')).toHaveLength(8);
  });

  it('goes over the claim of a process that died, and waits for one that lives', async () => {
    const { fetch: old, objects } = oldServer();
    let now = 1_000_000;
    const ports = {
      clock: {
        now: () => now,
        sleep: async (ms: number) => {
          now += ms;
        },
      },
      random: () => 0.5,
      fetch: old,
    };
    const claim = `p${folder}/.claims/k/${now - 1}-other`;
    objects.set(claim, Buffer.from('claim'));
    const store = open({ ports });
    await store.create('k', Buffer.from('mine'));
    expect(now).toBeGreaterThan(1_000_000 + CLAIM_LIFE_MS - 2);
    expect([...objects.keys()]).toEqual([`p${folder}/k`]);
  });
});

describe('on a store that knows them', () => {
  it('knows it, and leaves no probe behind', async () => {
    const store = open();
    expect(await store.knowsConditions()).toBe(true);
    expect(await open({ prefix: '' }).list(`p${folder}/`)).toEqual([]);
  });

  it('keeps any key and gives long listings whole', async () => {
    const store = open();
    const keys = ['a+b', 'a b', 'ü 数', "it's (1)!*", '%41', 'x/y=z'];
    for (const key of keys) {
      await store.put(key, Buffer.from(key));
    }
    expect(await store.list('')).toEqual([...keys].sort());
    for (const key of keys) {
      expect(Buffer.from((await store.get(key)) ?? []).toString()).toBe(key);
    }
    for (const key of [
      '../x',
      'a//b',
      '/a',
      './a',
      '',
      'a/',
      'x'.repeat(1001),
    ]) {
      await expect(store.put(key, Buffer.from('x'))).rejects.toMatchObject({
        failure: 'configuration',
      });
    }
  });

  it.each([
    '500-before',
    '500-after',
    '503-slow-down',
    'cut-body',
    'lost-answer',
  ] as const)('gets through %s', async fault => {
    const store = open();
    await store.put('a', Buffer.from('first'));
    await store.knowsConditions();
    for (const method of ['PUT', 'GET', 'DELETE']) {
      storage.breakNext({ service: 's3', method, fault, times: 2 });
    }
    await store.put('a', Buffer.from('second'));
    expect(Buffer.from((await store.get('a')) ?? []).toString()).toBe('second');
    await store.remove('a');
    expect(await store.get('a')).toBeUndefined();
  });

  it.each(['500-after', 'lost-answer'] as const)(
    'knows its own write again when the answer to a create was lost (%s)',
    async fault => {
      const store = open();
      await store.knowsConditions();
      storage.breakNext({ service: 's3', method: 'PUT', fault });
      await store.create('s', Buffer.from('mine'));
      await expect(
        store.create('s', Buffer.from('mine')),
      ).rejects.toMatchObject({
        failure: 'conflict',
      });
      await open().put('t', Buffer.from('theirs'));
      storage.breakNext({ service: 's3', method: 'PUT', fault: '500-before' });
      await expect(
        store.create('t', Buffer.from('theirs')),
      ).rejects.toMatchObject({
        failure: 'conflict',
      });
    },
  );

  it('gives up in the end, and says so', async () => {
    const store = open();
    storage.breakNext({ service: 's3', fault: '503-slow-down', times: 100 });
    await expect(store.get('a')).rejects.toMatchObject({
      failure: 'unavailable',
      message: expect.stringContaining('503 SlowDown'),
    });
  });
});

describe('what is wrong is said with its cure, and without a secret', () => {
  it.each([
    [
      { secretAccessKey: 'not-the-secret-key' },
      'authentication',
      'check S3_ACCESS_KEY_ID',
    ],
    [
      { bucket: 'no-such-bucket' },
      'configuration',
      'create it or correct S3_BUCKET',
    ],
    [{ endpoint: 'http://127.0.0.1:1' }, 'unavailable', 'check the address'],
  ])('%j', async (change, failure, cure) => {
    const store = open({
      ...change,
      patience: { attempts: 2, baseDelayMs: 1, timeoutMs: 2_000 },
    });
    for (const doing of [
      () => store.get('a'),
      () => store.list(''),
      () => store.put('a', Buffer.from('x')),
      () => store.create('a', Buffer.from('x')),
    ]) {
      const error = await doing().catch(cause => cause);
      expect(error).toMatchObject({
        failure,
        message: expect.stringContaining(cure),
      });
      expect(error.message).not.toContain(storage.s3.accessKeyId);
      expect(error.message).not.toContain(storage.s3.secretAccessKey);
      expect(error.message).not.toContain('not-the-secret-key');
    }
  });

  it('refuses an address or a bucket that is none', () => {
    expect(() => open({ endpoint: 'minio' })).toThrow(
      'S3_ENDPOINT is no address',
    );
    expect(() => open({ bucket: 'a/b' })).toThrow('correct S3_BUCKET');
  });
});

it('never takes something else for an empty listing', async () => {
  for (const text of ['', '<html></html>', '{}', '<ListBucketResult']) {
    await expect(readListing(Buffer.from(text))).rejects.toMatchObject({
      failure: 'unavailable',
    });
  }
  await expect(
    readListing(
      Buffer.from(
        '<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>',
      ),
    ),
  ).rejects.toThrow('not where');
  await expect(
    readListing(
      Buffer.from('<ListBucketResult><Name>b</Name></ListBucketResult>'),
    ),
  ).resolves.toEqual({ keys: [] });
});
