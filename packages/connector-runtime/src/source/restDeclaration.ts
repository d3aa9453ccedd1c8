/*
 * What a connector says about an API that is asked over HTTP: who it is, how often it may ask, how pages follow each
 * other, where an error hides in a good answer, and what shape its records have.
 */

/** How the source knows the caller; the key itself comes from the environment or a file at run time. */
export type Authentication =
  | KeyAuthentication
  | BearerAuthentication
  | BasicAuthentication
  | NoAuthentication;

/** The key is a parameter of the address or a header. */
export interface KeyAuthentication {
  /** Where the key travels. */
  readonly in: 'query' | 'header';
  /** Name of the parameter or header. */
  readonly name: string;
  /** Name of the environment variable; `<NAME>_FILE` may name a file instead. */
  readonly secret: string;
}

/** `Authorization: Bearer <key>`. */
export interface BearerAuthentication {
  readonly in: 'bearer';
  readonly secret: string;
}

/** `Authorization: Basic`, or user and password of a database or broker; the secret is the password. */
export interface BasicAuthentication {
  readonly in: 'basic';
  readonly user: string;
  readonly secret: string;
}

/** Everybody may ask. */
export interface NoAuthentication {
  readonly in: 'none';
  readonly secret?: undefined;
}

/** How often a source may be asked. Connectors of one group share the key, hence the quota. */
export interface RateLimit {
  /** Streams and connectors of one group share one bucket and one ledger; lower-case letters, digits, hyphens. */
  readonly group: string;
  readonly perSecond?: number;
  readonly perMinute?: number;
  /** Calls a day; counted in the store, so that the count survives runs and is shared by processes. */
  readonly perDay?: number;
  /** Zone whose midnight gives the calls of a day back: `UTC` (default) or an IANA name. */
  readonly resetsAt?: string;
}

/** One answer is everything. */
export interface NoPagination {
  readonly kind: 'none';
}

/** Pages by number; ends at a short page, or at the last page when the answer tells it. */
export interface PagePagination {
  readonly kind: 'page' | 'last-page';
  readonly pageParameter: string;
  /** Number of the first page; 1 unless declared. */
  readonly firstPage?: number;
  readonly sizeParameter?: string;
  readonly pageSize: number;
  /** Dotted place of the number of the last page; needed by `last-page`. */
  readonly lastPageAt?: string;
  /** Dotted place of the number of all rows, if the source tells it. */
  readonly totalAt?: string;
}

/** Pages by offset and limit. */
export interface OffsetPagination {
  readonly kind: 'offset';
  readonly offsetParameter: string;
  readonly limitParameter: string;
  readonly pageSize: number;
  /** Offset of the first row: 0 (default) or 1. */
  readonly firstOffset?: 0 | 1;
  /** Dotted place of the number of all rows in the answer, if the source tells it. */
  readonly totalAt?: string;
}

/** The answer holds a token that the next request carries. */
export interface CursorPagination {
  readonly kind: 'cursor';
  readonly cursorParameter: string;
  /** Dotted place of the token; absent, null or empty ends the read. */
  readonly cursorAt: string;
  readonly sizeParameter?: string;
  readonly pageSize?: number;
}

/** The answer holds the address of the next page; the key is added to it again, for the same host only. */
export interface NextUrlPagination {
  readonly kind: 'next-url';
  /** Dotted place of the address; absent, null or empty ends the read. */
  readonly nextUrlAt: string;
  readonly sizeParameter?: string;
  readonly pageSize?: number;
}

/** The header `Link: <address>; rel="next"` names the next page; same host only. */
export interface LinkHeaderPagination {
  readonly kind: 'link-header';
  readonly sizeParameter?: string;
  readonly pageSize?: number;
}

/** How pages follow each other. */
export type Pagination =
  | NoPagination
  | PagePagination
  | OffsetPagination
  | CursorPagination
  | NextUrlPagination
  | LinkHeaderPagination;

/**
 * What records look like at their place: `objects` a list of objects (or one object), `table` a list of lists whose
 * first is the header, `keyed` an object whose keys become the column `keyColumn`.
 */
export type RecordShape = 'objects' | 'table' | 'keyed';

/** What answers are written in. */
export type AnswerFormatName = 'json' | 'csv' | 'xml';

/** How the CSV of a source is written; the first line is the header. */
export interface CsvDeclaration {
  /** `,` unless declared. */
  readonly delimiter?: string;
  /** Lines before the header. */
  readonly skipLines?: number;
}

/**
 * What an error inside an answer means. `retry`: ask again soon. `quota`: nothing more until the quota's midnight.
 * `stop`: a person must act. `key`: the key is missing, wrong or not entitled. `nothing`: no error, there are no rows.
 */
export type ErrorMeaning = 'retry' | 'quota' | 'stop' | 'key' | 'nothing';

/**
 * One way in which the source hides an error; the first rule that fits holds. Read for any status, but an answer whose
 * status already says "ask again" (429, 5xx) only asks whether the quota of the day is meant.
 */
export interface ErrorRule {
  /** Dotted place in a JSON answer, or `$body` for the whole text of any answer (HTML, plain text). */
  readonly at: string;
  /** Regular expression on the text found there; without it, being there (and not null) is enough. */
  readonly matches?: string;
  readonly means: ErrorMeaning;
}
