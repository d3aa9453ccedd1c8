/**
 * The lake: an object store, a table catalog and a query engine that speak their real protocols.
 *
 * The three are one thing seen from three sides, as in the platform itself: the engine reads tables through the catalog, the
 * catalog keeps its documents in the object store, and whoever writes a file and commits it over HTTP finds it in a `SELECT`. So there is one
 * store of bytes, one catalog over it and one engine over both, and every path into them is a `Request -> Response` handler.
 */
import type { Clock, Handler } from '../kubernetes/types';

export type { Clock, Handler };

/** Which of the three protocols. */
export type StorageService = 's3' | 'iceberg' | 'trino';

/** What a caller of the object store signs with. */
export interface S3Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** Every way to break a request, by the name that the header `x-simulate-fault` takes as well. */
export const storageFaults = [
  /** 500, and nothing has happened. */
  '500-before',
  /** 500, although it has happened. */
  '500-after',
  /** 503 `SlowDown` (S3) or the service's own 503; nothing has happened. */
  '503-slow-down',
  /** It has happened; half of the answer's body arrives, then the connection is gone. */
  'cut-body',
  /** It has happened; the connection ends before the answer. */
  'lost-answer',
  /** Another writer was quicker: 409, and in Trino a query that fails with ICEBERG_COMMIT_ERROR; nothing has happened. */
  '409',
  /** The true answer, a second later. */
  'slow',
] as const;

/** One way to break a request. */
export type StorageFault = (typeof storageFaults)[number];

/** Which requests to break, and how. */
export interface StorageFaultPlan {
  service: StorageService;
  fault: StorageFault;
  /** HTTP method; every one when absent. */
  method?: string;
  /** A part of the path with its query, or a pattern for it; every one when absent. */
  path?: string | RegExp;
  /** How many requests to break. Default 1. */
  times?: number;
  /** How many fitting requests to let pass before. Default 0. */
  skip?: number;
}

/** A request that was answered, for tests that count calls. */
export interface AnsweredRequest {
  service: StorageService;
  method: string;
  /** Path with its query. */
  path: string;
  /** 0 when the connection was cut before an answer. */
  status: number;
}

/** The handlers of the lake. */
export interface StorageHandlers {
  s3: Handler;
  iceberg: Handler;
  trino: Handler;
}
