/*
 * The wire of S3 and no more: signed requests in path style (every S3-compatible store knows it, and no wildcard
 * name is needed), the body's SHA-256 in the signature and no other checksum (old MinIO refuses those), errors as
 * one sentence. The signature comes from aws4fetch; its own retries are not used, since they cannot say whether a
 * lost answer was a write.
 */
import { createHash } from 'node:crypto';
import { ConnectorError } from '../../errors';
import type { Scrub } from '../../scrub';
import { createScrub } from '../../scrub';
import type { Answer, Patience, SinkPorts } from '../ask';
import { ask } from '../ask';

/** Where objects are kept and who is asking. */
export interface S3Options {
  /** `https://host[:port]`, without the bucket. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Put before every key; empty, or ends with `/`. */
  readonly prefix?: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly ports: SinkPorts;
  readonly patience?: Patience;
}

/** One request below the bucket. */
export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Key with the prefix; undefined for the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** @throws ConnectorError `configuration` for a key that a URL would change. */
function pathOf(key: string): string {
  const segments = key.split('/');
  if (
    segments.some(part => part === '' || part === '.' || part === '..') ||
    key.length > 1000
  ) {
    throw new ConnectorError(
      'configuration',
      `The key '${key.slice(
        0,
        80,
      )}' has an empty, '.' or '..' part or is too long; use a plain relative key.`,
    );
  }
  return segments.map(encodeSegment).join('/');
}

/** The code and message of S3's error document, as far as it has one. */
function errorOf(answer: Answer): string {
  const text = Buffer.from(answer.bytes).toString('utf8');
  const code = /<Code>([^<]{1,80})<\/Code>/.exec(text)?.[1];
  return code ? `${answer.status} ${code}` : `status ${answer.status}`;
}

/** Signs and sends; one per bucket. */
export class S3Requests {
  readonly #options: S3Options;
  readonly #endpoint: string;
  readonly #scrub: Scrub;

  /** @throws ConnectorError `configuration` when the endpoint is no URL or the bucket no name. */
  constructor(options: S3Options) {
    if (!URL.canParse(options.endpoint)) {
      throw new ConnectorError(
        'configuration',
        'S3_ENDPOINT is no address; write it like https://minio.example.com.',
      );
    }
    if (!/^[a-z0-9][a-z0-9._-]{1,62}$/i.test(options.bucket)) {
      throw new ConnectorError(
        'configuration',
        `The bucket '${options.bucket}' is no name of a bucket; correct S3_BUCKET.`,
      );
    }
    this.#options = options;
    this.#endpoint = options.endpoint.replace(/\/+$/, '');
    this.#scrub = createScrub([
      options.secretAccessKey,
      options.accessKeyId,
      options.sessionToken ?? '',
    ]);
  }

  #urlOf(request: S3Request): string {
    const path = request.key === undefined ? '' : `/${pathOf(request.key)}`;
    const query = Object.entries(request.query ?? {})
      .map(([name, value]) => `${encodeSegment(name)}=${encodeSegment(value)}`)
      .join('&');
    return `${this.#endpoint}/${this.#options.bucket}${path}${
      query && `?${query}`
    }`;
  }

  async #sign(
    request: S3Request,
    url: string,
  ): Promise<Record<string, string>> {
    const { accessKeyId, secretAccessKey, sessionToken, region, ports } =
      this.#options;
    const { AwsV4Signer } = await import('aws4fetch');
    const signer = new AwsV4Signer({
      method: request.method,
      url,
      headers: {
        ...request.headers,
        'x-amz-content-sha256': createHash('sha256')
          .update(request.body ?? '')
          .digest('hex'),
      },
      accessKeyId,
      secretAccessKey,
      sessionToken,
      region,
      service: 's3',
      datetime: new Date(ports.clock.now())
        .toISOString()
        .replace(/[:-]|\.\d{3}/g, ''),
    });
    const signed = await signer.sign();
    return Object.fromEntries(signed.headers.entries());
  }

  /** Sends; the caller judges the status. @throws ConnectorError `unavailable` when there is no answer. */
  async send(request: S3Request): Promise<Answer> {
    const url = this.#urlOf(request);
    return ask({
      question: {
        method: request.method,
        url,
        headers: () => this.#sign(request, url),
        body: request.body,
      },
      ports: this.#options.ports,
      who: `the object store at ${this.#endpoint}`,
      scrub: this.#scrub,
      patience: this.#options.patience,
    });
  }

  /** What an answer that is not wanted means, as an error that names the cure. */
  refusal(answer: Answer, doing: string): ConnectorError {
    const { bucket } = this.#options;
    const said = this.#scrub(errorOf(answer));
    if (answer.status === 403 || answer.status === 401) {
      return new ConnectorError(
        'authentication',
        said.includes('RequestTimeTooSkewed')
          ? `The object store says that this clock is wrong (${doing}: ${said}); set the clock of the machine.`
          : `The object store refuses ${doing} in bucket '${bucket}' (${said}); check S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY and what they may do.`,
      );
    }
    if (answer.status === 404) {
      return new ConnectorError(
        'configuration',
        `The bucket '${bucket}' is not there (${doing}: ${said}); create it or correct S3_BUCKET and S3_ENDPOINT.`,
      );
    }
    if (answer.status >= 300 && answer.status < 400) {
      return new ConnectorError(
        'configuration',
        `The object store sends ${doing} elsewhere (${said}); correct S3_ENDPOINT or S3_REGION.`,
      );
    }
    return new ConnectorError(
      answer.status >= 500 || answer.status === 429
        ? 'unavailable'
        : 'rejected',
      `The object store fails at ${doing} in bucket '${bucket}' (${said}); ${
        answer.status >= 500
          ? 'look at its log, then run again.'
          : 'look at its log for what it did not accept.'
      }`,
    );
  }
}
