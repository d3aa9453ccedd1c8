/*
 * Everything a connector touches outside itself. A run is a pure function of these five ports, so a test decides
 * what time it is, what the network says and at which call the process dies.
 */
import type { Metrics } from './metrics/registry';

/** Time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after the given milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

/** A number in [0, 1), for jitter. */
export type Random = () => number;

/** The network: the part of `fetch` that is used. A redirect is an answer: the key goes to nobody else. */
export type Fetch = (
  url: string,
  init: {
    /** GET unless said. */
    method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
    headers: Record<string, string>;
    body?: string | Uint8Array<ArrayBuffer>;
    signal: AbortSignal;
    redirect: 'manual';
  },
) => Promise<Response>;

/** One structured line of the log; values are scrubbed before they arrive here. */
export type Log = (
  event: string,
  fields: Record<string, string | number | boolean>,
) => void;

/**
 * Where bytes are kept. Keys are relative, `/`-separated and made by this package. What is visible is complete:
 * no reader ever sees half of an object.
 */
export interface ObjectStore {
  /** Writes or replaces. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Writes only when the key is free. @throws ConnectorError `conflict` when it is not. */
  create(key: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, or undefined when the key is free. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Keys that start with the prefix, sorted. */
  list(prefix: string): Promise<string[]>;
  /** Frees a key; a free key stays free. */
  remove(key: string): Promise<void>;
}

/** What a run needs. */
export interface Ports {
  /** Where numbers go; without it they go nowhere. */
  readonly metrics?: Metrics;
  /** Aborted when the process is told to stop: a page that is under way is finished, no further one is begun. */
  readonly stop?: AbortSignal;
  readonly clock: Clock;
  readonly random: Random;
  readonly fetch: Fetch;
  readonly store: ObjectStore;
  readonly log: Log;
}
