/** What an operation's headers say: what to keep, under which condition, and what to copy. */
import type { StoredObject, WriteCondition } from './Buckets';
import { S3Error } from './s3Error';
import type { S3Call } from './types';

const KEPT_HEADERS = [
  'content-type',
  'content-encoding',
  'content-disposition',
  'content-language',
  'cache-control',
  'expires',
];

/** The headers of an upload that go back to whoever reads the object. */
export function keptHeaders(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of headers) {
    if (KEPT_HEADERS.includes(name) || name.startsWith('x-amz-meta-')) {
      // What the wrapping was called is no part of the object.
      const shown = value.replace(/^aws-chunked,?\s*/, '');
      if (shown !== '') kept[name] = shown;
    }
  }
  return kept;
}

/** A tag without its quotes. */
export const unquoted = (tag: string) => tag.trim().replace(/^"|"$/g, '');

/** @throws S3Error `NotImplemented` for a condition that S3 has not */
export function readCondition(headers: Headers): WriteCondition {
  const noneMatch = headers.get('if-none-match');
  const match = headers.get('if-match');
  if (noneMatch !== null && noneMatch !== '*') {
    throw new S3Error('NotImplemented');
  }
  return {
    ifNoneMatch: noneMatch === '*',
    ...(match === null ? {} : { ifMatch: unquoted(match) }),
  };
}

/** The object that `x-amz-copy-source` names, when the copy's own conditions hold. */
export function readCopySource(call: S3Call): StoredObject {
  const { headers } = call.request;
  const told = decodeURIComponent(headers.get('x-amz-copy-source') ?? '');
  const [, bucket = '', key = ''] = /^\/?([^/]+)\/(.+)$/s.exec(told) ?? [];
  if (!key) throw new S3Error('InvalidArgument');
  const source = call.buckets.read(bucket, key);
  const match = headers.get('x-amz-copy-source-if-match');
  const noneMatch = headers.get('x-amz-copy-source-if-none-match');
  if (
    (match !== null && unquoted(match) !== source.etag) ||
    (noneMatch !== null && unquoted(noneMatch) === source.etag)
  ) {
    throw new S3Error('PreconditionFailed');
  }
  return source;
}
