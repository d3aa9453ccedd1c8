/*
 * The seam between "how a source is read" and "what happens to a page". A source turns a place (window, partition,
 * token) into one page and the token of the next; it never decides what is kept. Tokens are plain JSON, so a
 * checkpoint can hold them and a run that died goes on with the very next page, in another process.
 *
 * A token that comes back is also the proof that the page before it is safe: sources that must say "done" to somebody
 * (files, offsets) do so then and not before. Such sources therefore end with an empty page.
 */
import type { ConnectorDeclaration, StreamDeclaration } from '../declaration';
import type { Ports } from '../ports';
import type { RowSchema } from '../schema';
import type { Json } from '../sinks/types';

/** Where the next page starts: JSON, made and understood by the source alone. */
export type PageToken = Json;

/** What part of the history is asked for, in the cursor's granularity; both ends included. */
export interface Window {
  readonly from?: string;
  readonly to?: string;
}

/** An answer as it came, scrubbed, not yet looked at. */
export interface RawAnswer {
  readonly raw: Uint8Array;
  readonly contentType: string;
  /** Scrubbed address, key or query that gave it. */
  readonly request: string;
  /** HTTP status; 200 where there is none. */
  readonly status: number;
}

/** One page. */
export interface RawPage extends RawAnswer {
  readonly token?: PageToken;
  /** The token of the next page; absent: this was the last. */
  readonly next?: PageToken;
  /** Records after shape and columns were applied; not yet held against the schema. */
  readonly records: readonly unknown[];
}

/** Which page. */
export interface PagePlace {
  readonly window: Window;
  /** Absent: the first page of a run. */
  readonly token?: PageToken;
  /** Values of one partition (symbol, series); the same in every page of a pass. */
  readonly partition?: Readonly<Record<string, string>>;
  /**
   * Called with every answer of status 2xx before it is looked at, so that what cannot be parsed is kept too. May be
   * called more than once for a page (an answer that asks to be asked again); the last is the page.
   */
  readonly archive?: (answer: RawAnswer) => Promise<void>;
}

/** A circuit breaker as others see it. */
export interface BreakerState {
  readonly name: string;
  readonly state: 'closed' | 'half-open' | 'open';
  readonly failures: number;
  /** Milliseconds since 1970 from which a probe is let through, when open. */
  readonly probeAt?: number;
}

/** Calls of a day as others see them. */
export interface QuotaState {
  readonly group: string;
  readonly perDay: number;
  readonly used: number;
  readonly remaining: number;
  /** ISO time of the next reset. */
  readonly resetsAt: string;
}

/** What a source did and how it is, for metrics and health. */
export interface SourceState {
  readonly requests: number;
  /** Requests by class of status: `2xx`, `4xx`, `network`, ... */
  readonly requestsByStatus: Readonly<Record<string, number>>;
  readonly retries: number;
  readonly bytes: number;
  readonly rateLimitWaitMs: number;
  readonly breaker?: BreakerState;
  readonly quota?: QuotaState;
}

/** One stream of one source. */
export interface Source {
  /**
   * @throws ConnectorError `unavailable` (later may help: network, 5xx, quota, open circuit), `authentication`,
   *   `rejected` (a person must act), `contract` (no list of records, a loop, a cut answer).
   */
  readPage(place: PagePlace): Promise<RawPage>;
  /** The records of an archived answer, without any network: what a replay uses. */
  parse(
    answer: RawAnswer,
    place: Pick<PagePlace, 'partition'>,
  ): Promise<readonly unknown[]>;
  state(): SourceState;
  /** Ends connections and listeners; a closed source reads no more. */
  close(): Promise<void>;
}

/** The port of a database: parameters are `$1`, `$2`, ... and never part of the text. */
export interface Query {
  query(
    text: string,
    values: readonly unknown[],
  ): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>>;
  close(): Promise<void>;
}

/** One message of a topic. Offsets are text, because they may be larger than a double holds. */
export interface KafkaMessage {
  readonly partition: number;
  readonly offset: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly key?: Uint8Array;
  readonly value?: Uint8Array;
}

/** The port of a Kafka cluster: what is needed and no more. */
export interface Kafka {
  /** First and next-to-be-written offset of every partition. */
  offsets(
    topic: string,
  ): Promise<
    ReadonlyArray<{ partition: number; earliest: string; latest: string }>
  >;
  /** Messages from the given offsets on, at most `max`, waiting at most `maxWaitMs` for the first. */
  fetch(options: {
    topic: string;
    from: Readonly<Record<string, string>>;
    max: number;
    maxWaitMs: number;
  }): Promise<readonly KafkaMessage[]>;
  /** Writes all, acknowledged by all in-sync replicas. */
  send(
    topic: string,
    messages: ReadonlyArray<{
      key: Uint8Array;
      value: Uint8Array;
      headers?: Readonly<Record<string, string>>;
    }>,
  ): Promise<void>;
  close(): Promise<void>;
}

/** A socket as the browser standard has it, cut to what is used. */
export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: unknown) => void) | null;
}

/** Ports of a source: those of a run and, for the kinds that need them, others; adapters are made when absent. */
export interface SourcePorts extends Ports {
  /** Where the calls of a day are counted; `store` unless given. A test read counts as well as a run. */
  readonly ledger?: Ports['store'];
  /** Where `files` are dropped. */
  readonly files?: Ports['store'];
  readonly query?: Query;
  readonly kafka?: Kafka;
  /** Opens the cluster of a declaration, with the certificates of the environment; without it there are none. */
  readonly openKafka?: (
    declaration: ConnectorDeclaration,
    secret: string,
  ) => Promise<Kafka>;
  readonly connect?: (address: string) => Socket;
}

/** What a source is made of. */
export interface SourceOptions {
  readonly declaration: ConnectorDeclaration;
  readonly stream: StreamDeclaration;
  /** The key; empty when the source needs none. */
  readonly secret: string;
  readonly ports: SourcePorts;
}

/** What `discover` found out about a stream. */
export interface Discovery {
  readonly stream: string;
  /** `metadata`: the source told it. `sample`: guessed from the rows of one page. */
  readonly from: 'metadata' | 'sample';
  readonly schema: RowSchema;
  /** Rows that the guess rests on. */
  readonly sampled: number;
  /** Columns that seem to grow with time and could be the cursor. */
  readonly cursorCandidates: readonly string[];
  /** What else the source says about itself: frequencies, facets, first and last period. */
  readonly notes: Readonly<Record<string, string>>;
}
