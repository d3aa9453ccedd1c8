/** The S3 protocol as MinIO speaks it: path style, one key pair, every request signed. */
import type { FailureWords } from '../withFaults';
import type { Clock, Handler, S3Credentials } from '../types';
import { answerObject } from './answerObject';
import { answerService, bucketOperations } from './answerBucket';
import type { Buckets } from './Buckets';
import { FAILURES, S3Error, refuse } from './s3Error';
import { verifySignature } from './signature';
import type { S3Call } from './types';
import { Uploads } from './Uploads';

/** How S3 words the failures that are simulated on purpose. */
export const s3Words: FailureWords = {
  internalError: request => refuse(FAILURES.InternalError, request),
  slowDown: request => refuse(FAILURES.SlowDown, request),
  conflict: request => refuse(FAILURES.OperationAborted, request),
};

function place(pathname: string): { bucket: string; key: string } {
  const [, bucket, key] = /^\/([^/]*)\/?(.*)$/s.exec(pathname) ?? ['', '', ''];
  try {
    return {
      bucket: decodeURIComponent(bucket),
      key: decodeURIComponent(key),
    };
  } catch {
    throw new S3Error('InvalidArgument', 'The address is not well encoded.');
  }
}

function answer(call: S3Call): Response | Promise<Response> {
  if (call.bucket === '') return answerService(call);
  if (call.key !== '') return answerObject(call);
  const operation = bucketOperations[call.request.method];
  if (!operation) throw new S3Error('MethodNotAllowed');
  return operation(call);
}

/**
 * The object store over HTTP. Nothing is answered before the signature is right, so the anonymous learn only that they may not.
 *
 * @param options - `clock` is the one that signing clients have: the machine's
 */
export function createS3Api(options: {
  buckets: Buckets;
  credentials: S3Credentials;
  clock: Clock;
}): Handler {
  const { buckets, credentials, clock } = options;
  const uploads = new Uploads(buckets);
  return async request => {
    try {
      const now = clock.now();
      const signed = verifySignature(request, { credentials, now });
      const url = new URL(request.url);
      return await answer({
        request,
        signed,
        query: url.searchParams,
        ...place(url.pathname),
        buckets,
        uploads,
      });
    } catch (error) {
      if (error instanceof S3Error) return refuse(error.failure, request);
      throw error;
    }
  };
}
