import assert from 'node:assert/strict';
import type { ObjectStore } from './ports';

/** One promise of every object store, checked against an empty one. */
export interface ObjectStorePromise {
  readonly promise: string;
  check(store: ObjectStore): Promise<void>;
}

const bytes = (text: string) => Buffer.from(text);
const textAt = async (store: ObjectStore, key: string) =>
  Buffer.from((await store.get(key)) ?? []).toString();

/** What every object store promises; each implementation is held against this list. */
export const objectStoreConformance: readonly ObjectStorePromise[] = [
  {
    promise: 'gives back what was put, and the newest of two',
    async check(store) {
      await store.put('a/b.json', bytes('1'));
      await store.put('a/b.json', bytes('2'));
      assert.equal(await textAt(store, 'a/b.json'), '2');
    },
  },
  {
    promise: 'has nothing under a free key and lists nothing when empty',
    async check(store) {
      assert.equal(await store.get('none'), undefined);
      assert.equal((await store.list('')).length, 0);
      await store.remove('none');
    },
  },
  {
    promise: 'creates once and then refuses, keeping the first',
    async check(store) {
      await store.create('s/1.json', bytes('first'));
      await assert.rejects(store.create('s/1.json', bytes('second')), {
        failure: 'conflict',
      });
      assert.equal(await textAt(store, 's/1.json'), 'first');
    },
  },
  {
    promise: 'lets exactly one of many creators win',
    async check(store) {
      const creators = Array.from({ length: 8 }, (_, index) =>
        store.create('s/1.json', bytes(`${index}`)),
      );
      const results = await Promise.allSettled(creators);
      const won = results.filter(result => result.status === 'fulfilled');
      assert.equal(won.length, 1);
    },
  },
  {
    promise: 'lists by prefix, sorted, and frees keys',
    async check(store) {
      for (const key of ['b/2', 'b/1', 'a/1', 'bb/1']) {
        await store.put(key, bytes(key));
      }
      assert.equal((await store.list('b/')).join(), 'b/1,b/2');
      await store.remove('b/1');
      assert.equal((await store.list('b/')).join(), 'b/2');
    },
  },
  {
    promise: 'keeps bytes that the caller changes later',
    async check(store) {
      const mine = bytes('before');
      await store.put('k', mine);
      mine.fill(0);
      assert.equal(await textAt(store, 'k'), 'before');
    },
  },
];
