/** What every operation of S3 gets. */
import type { Buckets } from './Buckets';
import type { VerifiedSignature } from './signature';
import type { Uploads } from './Uploads';

/** One request of an authenticated caller. */
export interface S3Call {
  request: Request;
  signed: VerifiedSignature;
  query: URLSearchParams;
  /** Empty for the service itself. */
  bucket: string;
  /** Empty for the bucket itself. */
  key: string;
  buckets: Buckets;
  uploads: Uploads;
}

/** Answers one operation. */
export type S3Operation = (call: S3Call) => Response | Promise<Response>;
