/*
 * A connector is a declaration: what is read, how its pages follow each other, what a row must look like. All
 * mechanics live in this package, so a fix reaches every connector by a new version and not by editing each one.
 */
import type { QualityCheck } from './quality/types';
import type { RowSchema } from './schema';
import { assertConnector } from './source/assertConnector';
import type { ColumnDeclaration } from './source/columnDeclaration';
import type {
  DatabaseStream,
  FilesStream,
  HtmlStream,
  KafkaStream,
  SourceKind,
  WebhookStream,
  WebSocketStream,
} from './source/kindDeclarations';
import type {
  AnswerFormatName,
  Authentication,
  CsvDeclaration,
  ErrorRule,
  Pagination,
  RateLimit,
  RecordShape,
} from './source/restDeclaration';

export type { ColumnDeclaration, ColumnKind } from './source/columnDeclaration';
export type {
  DatabaseStream,
  FilesStream,
  HtmlStream,
  KafkaStream,
  SourceKind,
  WebhookStream,
  WebSocketStream,
} from './source/kindDeclarations';
export type {
  AnswerFormatName,
  Authentication,
  CsvDeclaration,
  ErrorMeaning,
  ErrorRule,
  OffsetPagination,
  Pagination,
  RateLimit,
  RecordShape,
} from './source/restDeclaration';

/**
 * How a stream is continued. The window's ends are given to the source as `parameter` and `endParameter`, or wherever
 * `{from}` and `{to}` stand in the path or in the value of a parameter.
 */
export interface CursorDeclaration {
  /** Column whose greatest accepted value is the cursor. */
  readonly field: string;
  /** Parameter that takes the start; absent when `{from}` does it, or when the source cannot filter. */
  readonly parameter?: string;
  /** Parameter that takes the end, for sources that need one and for backfills. */
  readonly endParameter?: string;
  /** `server` (default): the source filters. `client`: it always gives everything and older rows are dropped here. */
  readonly filter?: 'server' | 'client';
  /**
   * Unit of the column's values: `2026-11-21T06:00:00.000Z` (as `timestamp` columns are), `2026-11-21T06`,
   * `2026-11-21`, `2026-11`, `2026`, or an integer that grows.
   */
  readonly granularity: 'second' | 'hour' | 'day' | 'month' | 'year' | 'number';
  /** Where the first run starts. */
  readonly initial: string;
  /** How many units are read again, because the source revises its history. */
  readonly lookback: number;
  /** Most units that the source gives in one request; a longer window is asked for piece by piece. */
  readonly span?: number;
}

/** What becomes of a row that is not as declared. */
export type Contract = 'evolve' | 'freeze' | 'discard_row' | 'discard_value';

/** One stream of rows. */
export interface StreamDeclaration {
  readonly name: string;
  /** Of `rest`, `html` and `websocket`: path below `baseUrl`; `{from}`, `{to}` and names of the partition are filled in. */
  readonly path: string;
  /** Of `rest` and `html`; values may hold `{from}`, `{to}` and names of the partition. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly pagination: Pagination;
  /** Absent: every run reads everything. */
  readonly cursor?: CursorDeclaration;
  /** One pass each, with a state each: `[{ symbol: 'WTI' }, { symbol: 'BRENT' }]`. */
  readonly partitions?: ReadonlyArray<Readonly<Record<string, string>>>;
  /** Dotted place of the rows in the answer; empty for the whole answer. */
  readonly recordsAt: string;
  /** Of `rest`: what answers are written in; `json` unless declared. Attributes of XML are named `@name`, namespaces are dropped. */
  readonly format?: AnswerFormatName;
  /** Of answers in CSV. */
  readonly csv?: CsvDeclaration;
  /** `objects` unless declared. */
  readonly shape?: RecordShape;
  /** Column that takes the keys of a `keyed` answer. */
  readonly keyColumn?: string;
  /** Dotted places where an answer with status 200 hides an error that stops the run. */
  readonly errorsAt: readonly string[];
  /** Errors by what they mean; looked at before `errorsAt`. */
  readonly errors?: readonly ErrorRule[];
  readonly columns?: Readonly<Record<string, ColumnDeclaration>>;
  /** How the source describes its own data, for `discover`; without it a page is looked at. */
  readonly metadata?: 'eia-v2';
  /** Columns that together name a row. */
  readonly primaryKey: readonly string[];
  readonly schema: RowSchema;
  /** Fields that the source always sends and nobody wants: no columns, and no new ones either, whatever the contract. */
  readonly unwanted?: readonly string[];
  readonly contract?: {
    readonly newColumn?: Contract;
    readonly wrongType?: Contract;
  };
  /** Greatest share of rows a page may have rejected before the run fails. */
  readonly maxRejectedRatio: number;
  readonly checks?: readonly QualityCheck[];
  /** Hours after which the newest row is too old. */
  readonly freshnessHours?: number;
  /** Where the rows go; the sink's own name for the stream unless declared. */
  readonly table?: { readonly namespace: string; readonly name: string };
  readonly files?: FilesStream;
  readonly html?: HtmlStream;
  readonly database?: DatabaseStream;
  readonly kafka?: KafkaStream;
  readonly websocket?: WebSocketStream;
  readonly webhook?: WebhookStream;
}

/** A whole connector. */
export interface ConnectorDeclaration {
  readonly name: string;
  /** The data source, as the catalog names it. */
  readonly source: string;
  /** `rest` unless declared. */
  readonly kind?: SourceKind;
  readonly baseUrl: string;
  /** What `baseUrl` was before the connector was pointed elsewhere; set by `relocate`, never declared. */
  readonly declaredUrl?: string;
  readonly authentication: Authentication;
  /** Sent with every request, such as a `User-Agent` with a contact. Never a key. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly rateLimit?: RateLimit;
  readonly streams: readonly StreamDeclaration[];
  readonly limits?: Partial<Limits>;
}

/** Bounds of a run; what is not declared takes these. */
export interface Limits {
  /** Of one try, from the first byte sent to the last received. */
  readonly requestTimeoutMs: number;
  readonly maxAttempts: number;
  /** Longest time spent on one page, waiting included. */
  readonly retryBudgetMs: number;
  /** Retries of all pages of a run together. */
  readonly maxRetriesPerRun: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  readonly maxPages: number;
  /** Bytes of one answer. */
  readonly maxAnswerBytes: number;
  /** Failures in a row that open the circuit. */
  readonly breakerFailures: number;
  /** How long an open circuit waits before it lets a probe through. */
  readonly breakerCooldownMs: number;
}

/** The bounds that hold unless a connector declares others. */
export const DEFAULT_LIMITS: Limits = {
  requestTimeoutMs: 30_000,
  maxAttempts: 6,
  retryBudgetMs: 300_000,
  maxRetriesPerRun: 100,
  baseDelayMs: 500,
  maxDelayMs: 60_000,
  maxPages: 2_000,
  maxAnswerBytes: 64 * 1024 * 1024,
  breakerFailures: 10,
  breakerCooldownMs: 30_000,
};

/**
 * Checks a declaration and freezes it.
 *
 * @throws ConnectorError `configuration` that names what to change.
 */
export function defineConnector(
  declaration: ConnectorDeclaration,
): ConnectorDeclaration {
  assertConnector(declaration);
  return Object.freeze({ ...declaration });
}
