/**
 * The seven data-source APIs, as far as a connector can tell.
 *
 * Each API has its own file with its own shapes, limits and ways to fail; the series behind them are functions of the
 * date, so the same day always has the same value, two pages never disagree, and time passing adds rows at
 * the end. What all can do wrong is one menu (`faults.ts`), applied around the API's own answer.
 */
import type { Clock, Handler } from '../kubernetes/types';

export type { Clock, Handler };

/** Anything JSON holds. */
export type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json };

/** A JSON object. */
export type JsonRecord = { [key: string]: Json };

/** Every fault, by the name that the header `x-simulate-fault` takes, and the address after `~`. */
export const dataSourceFaults = [
  '429-retry-after',
  '429',
  '200-with-error',
  'html-200',
  '204',
  '500-then-ok',
  'slow-body',
  'cut-body',
  'next-page-loop',
  'duplicate-row',
  'revised-value',
  'new-column',
  'type-change',
  'wrong-charset',
  'clock-skew',
  'quota-exhausted',
] as const;

/** One way for an API to misbehave. */
export type DataSourceFault = (typeof dataSourceFaults)[number];

/** One request to one API. */
export interface ApiCall {
  request: Request;
  /** Path below the host, without the query. */
  path: string;
  query: URLSearchParams;
  /** Milliseconds since the epoch. */
  now: number;
}

/** How many requests a key has in a window. */
export interface Quota {
  requests: number;
  /** Seconds; a day ends at midnight UTC. */
  seconds: number;
}

/** One API. */
export interface DataSourceApi {
  host: string;
  /** The caller's key; empty when there is none. */
  keyOf(call: ApiCall): string;
  answer(call: ApiCall): Response;
  quota?: Quota;
  /** Said when the quota is used up. */
  exhausted(): Response;
  /** Said when requests come too fast; status 429. */
  tooMany(): Response;
  /** An error that arrives with status 200, in this API's own shape. */
  errorInBody(): Response;
  /** The rows of a reply: objects, or arrays whose first is the header. */
  rowsOf(body: Json): Json[] | undefined;
  /** The column that holds the observation; several when replies differ. */
  valueColumn: string | readonly string[];
  /** Parameters that lead back to the first page. */
  firstPage?: Record<string, string>;
  /** Where the reply says what comes next, when that is in the body. */
  nextLink?: string;
}
