/*
 * Objects in anything that speaks S3. What is asked of the store is little: put, get, delete, list. The one hard
 * thing is `create`, on which checkpoints and locks rest: exactly one of many may win. New stores know
 * `If-None-Match: *`; old ones (MinIO of 2022, s3rver) answer 200 and overwrite, which looks like success. So before
 * the first `create` the store is asked twice to make the same probe object: one that lets both pass does not know the
 * condition, and the slow way with claims (`createByClaim`) is used instead.
 */
import { randomUUID } from 'node:crypto';
import { ConnectorError } from '../../errors';
import type { ObjectStore } from '../../ports';
import type { Answer } from '../ask';
import { createByClaim } from './createByClaim';
import { readListing } from './readListing';
import type { S3Options } from './s3Requests';
import { S3Requests } from './s3Requests';

const WRITER = 'x-amz-meta-writer';

/** Objects of this class itself: what a process that died between two requests may leave. */
function isOwn(key: string): boolean {
  return key.startsWith('.probe-') || key.startsWith('.claims/');
}

function conflict(key: string): ConnectorError {
  return new ConnectorError(
    'conflict',
    `${key} exists already; another run is at work, let it end.`,
  );
}

/** Keeps objects in a bucket of an S3-compatible store. Keys are below `prefix`. */
export class S3Store implements ObjectStore {
  readonly #requests: S3Requests;
  readonly #options: S3Options;
  readonly #prefix: string;
  #conditional: Promise<boolean> | undefined;

  constructor(options: S3Options) {
    this.#options = options;
    this.#requests = new S3Requests(options);
    const prefix = (options.prefix ?? '').replace(/^\/+|\/+$/g, '');
    this.#prefix = prefix === '' ? '' : `${prefix}/`;
  }

  async #put(
    key: string,
    bytes: Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.#requests.send({
      method: 'PUT',
      key: this.#prefix + key,
      headers: { 'content-type': 'application/octet-stream', ...headers },
      body: bytes,
    });
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const answer = await this.#put(key, bytes);
    if (answer.status !== 200) {
      throw this.#requests.refusal(answer, `writing ${key}`);
    }
  }

  /**
   * Asks the store to make one object twice on the condition that it is free.
   *
   * @throws ConnectorError when the store does not take the first.
   */
  async #probe(): Promise<boolean> {
    const key = `.probe-${randomUUID()}`;
    const condition = { 'if-none-match': '*' };
    const first = await this.#put(key, Buffer.from('probe'), condition);
    if (first.status === 501 || first.status === 400) {
      return false;
    }
    if (first.status !== 200 && !(first.status === 412 && first.unsure)) {
      throw this.#requests.refusal(first, 'writing a probe object');
    }
    const second = await this.#put(key, Buffer.from('probe'), condition);
    await this.remove(key);
    return second.status === 412 || second.status === 409;
  }

  /** True when the store itself knows "only if free"; found out once. For `doctor` and logs. */
  async knowsConditions(): Promise<boolean> {
    this.#conditional ??= this.#probe().catch(error => {
      this.#conditional = undefined;
      throw error;
    });
    return this.#conditional;
  }

  async create(key: string, bytes: Uint8Array): Promise<void> {
    if (await this.knowsConditions()) {
      await this.#createOnCondition(key, bytes);
    } else {
      await createByClaim({
        store: this,
        key,
        bytes,
        clock: this.#options.ports.clock,
        random: this.#options.ports.random,
      });
    }
  }

  async #createOnCondition(key: string, bytes: Uint8Array): Promise<void> {
    const writer = randomUUID();
    const answer = await this.#put(key, bytes, {
      'if-none-match': '*',
      [WRITER]: writer,
    });
    if (answer.status === 200) {
      return;
    }
    if (answer.status === 409 || answer.status === 412) {
      // After a lost answer "it is there" may mean this very write.
      if (answer.unsure && (await this.#writerOf(key)) === writer) {
        return;
      }
      throw conflict(key);
    }
    throw this.#requests.refusal(answer, `writing ${key}`);
  }

  async #writerOf(key: string): Promise<string | undefined> {
    const answer = await this.#requests.send({
      method: 'HEAD',
      key: this.#prefix + key,
    });
    return answer.headers.get(WRITER) ?? undefined;
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const answer = await this.#requests.send({
      method: 'GET',
      key: this.#prefix + key,
    });
    if (answer.status === 200) {
      return answer.bytes;
    }
    const text = Buffer.from(answer.bytes).toString('utf8');
    if (answer.status === 404 && !text.includes('NoSuchBucket')) {
      return undefined;
    }
    throw this.#requests.refusal(answer, `reading ${key}`);
  }

  async list(prefix: string): Promise<string[]> {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const answer = await this.#requests.send({
        method: 'GET',
        query: {
          'list-type': '2',
          'max-keys': '1000',
          prefix: this.#prefix + prefix,
          ...(token === undefined ? {} : { 'continuation-token': token }),
        },
      });
      if (answer.status !== 200) {
        throw this.#requests.refusal(answer, `listing ${prefix || 'all'}`);
      }
      const page = await readListing(answer.bytes);
      if (page.next !== undefined && page.next === token) {
        throw new ConnectorError(
          'unavailable',
          'The object store repeats a page of its listing; look at its version, then run again.',
        );
      }
      keys.push(...page.keys.map(key => key.slice(this.#prefix.length)));
      token = page.next;
    } while (token !== undefined);
    return keys.filter(key => prefix !== '' || !isOwn(key)).sort();
  }

  async remove(key: string): Promise<void> {
    const answer = await this.#requests.send({
      method: 'DELETE',
      key: this.#prefix + key,
    });
    if (![200, 204, 404].includes(answer.status)) {
      throw this.#requests.refusal(answer, `removing ${key}`);
    }
  }
}
