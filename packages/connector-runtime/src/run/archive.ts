/*
 * Answers are kept as they came, compressed, before anybody looks at them: a wrong parser is mended by a replay and
 * costs no second request. Beside each lies a manifest with the digest, written last, so that an archive without one
 * is a write that broke off.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { ConnectorError } from '../errors';
import type { ObjectStore } from '../ports';
import type { PageToken, RawAnswer, Window } from '../source/types';

/** What identifies a page in keys. */
export interface PageAddress {
  readonly source: string;
  /** Name of the state: stream, partition. */
  readonly name: string;
  readonly run: string;
  /** ISO time at which the run opened. */
  readonly at: string;
  readonly page: number;
}

/** What is said about an archived answer. */
export interface ArchiveManifest {
  readonly key: string;
  /** Of the bytes before compression. */
  readonly sha256: string;
  /** Before compression. */
  readonly bytes: number;
  readonly contentType: string;
  readonly status: number;
  /** Scrubbed. */
  readonly request: string;
  readonly page: number;
  readonly window: Window;
  readonly token?: PageToken;
  readonly partition?: Readonly<Record<string, string>>;
}

const MANIFEST = '.manifest.json';
// In another thread: pieces of a backfill that are read side by side do not wait for each other's compression.
const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** A text as one part of a key. */
export function keyPart(text: string): string {
  return text.replace(/[^A-Za-z0-9._@~-]+/g, '-').replace(/^\.+/, '') || '-';
}

/** Where the objects of a page are, without their extension. */
export function addressKey(kind: 'raw' | 'dlq', page: PageAddress): string {
  const day = page.at.slice(0, 10);
  const number = String(page.page).padStart(6, '0');
  const [stream] = page.name.split(/[@~]/);
  const folder = `${kind}/${keyPart(page.source)}/${stream}/dt=${day}`;
  return `${folder}/run=${keyPart(page.run)}/page-${number}`;
}

const EXTENSIONS: ReadonlyArray<[RegExp, string]> = [
  [/ndjson|jsonl/, 'ndjson'],
  [/json/, 'json'],
  [/csv/, 'csv'],
  [/html/, 'html'],
  [/xml/, 'xml'],
  [/parquet/, 'parquet'],
];

function extensionOf(contentType: string): string {
  return EXTENSIONS.find(([type]) => type.test(contentType))?.[1] ?? 'bin';
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Keeps an answer under keys that follow from the page alone. @returns bytes written. */
export async function archiveAnswer(
  store: ObjectStore,
  page: PageAddress,
  answer: RawAnswer,
  place: {
    window: Window;
    token?: PageToken;
    partition?: Readonly<Record<string, string>>;
  },
): Promise<number> {
  const base = addressKey('raw', page);
  const key = `${base}.${extensionOf(answer.contentType)}.gz`;
  const packed = await pack(answer.raw);
  const manifest: ArchiveManifest = {
    key,
    sha256: digestOf(answer.raw),
    bytes: answer.raw.byteLength,
    contentType: answer.contentType,
    status: answer.status,
    request: answer.request,
    page: page.page,
    ...place,
  };
  await store.put(key, packed);
  await store.put(
    `${base}${MANIFEST}`,
    Buffer.from(`${JSON.stringify(manifest)}\n`),
  );
  return packed.byteLength;
}

/** Keys of the manifests of a run, in the order of its pages. */
export async function listArchive(
  store: ObjectStore,
  at: { source: string; stream: string; run: string },
): Promise<string[]> {
  const prefix = `raw/${keyPart(at.source)}/${at.stream}/`;
  const keys = await store.list(prefix);
  return keys.filter(
    key => key.includes(`/run=${keyPart(at.run)}/`) && key.endsWith(MANIFEST),
  );
}

/**
 * One archived answer.
 *
 * @throws ConnectorError `contract` when the bytes are gone or are not those of the manifest.
 */
export async function readArchive(
  store: ObjectStore,
  manifestKey: string,
): Promise<{ manifest: ArchiveManifest; answer: RawAnswer }> {
  const manifest: ArchiveManifest = JSON.parse(
    Buffer.from((await store.get(manifestKey)) ?? []).toString('utf8'),
  );
  const packed = await store.get(manifest.key);
  const raw = packed === undefined ? undefined : await unpack(packed);
  if (raw === undefined || digestOf(raw) !== manifest.sha256) {
    throw new ConnectorError(
      'contract',
      `The archive ${manifest.key} is ${
        raw === undefined ? 'gone' : 'not what its manifest says'
      }; read its window again with backfill.`,
    );
  }
  const { contentType, status, request } = manifest;
  return { manifest, answer: { raw, contentType, status, request } };
}
