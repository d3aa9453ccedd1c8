/*
 * An HTTP source that nobody wrote a kind for: what the form, an OpenAPI document or somebody's manifest says about it, as a plan. The sample is made
 * from the declared columns, in the place and shape that were declared.
 */
import type { z } from 'zod';
import type { JsonObject } from '../kubernetes';
import type { CommonSpec } from './commonFields';
import {
  ConnectorPlan,
  PlannedColumn,
  PlannedSecret,
  HTTP_SOURCE,
} from './plan';
import type {
  RateLimitSchema,
  RestAuthenticationSchema,
  RestCursorSchema,
  RestPaginationSchema,
} from './restFields';
import { restSample } from './restSample';
import { secretOf } from './secretOf';
import { grainOf } from './text';

/** How an HTTP source knows its caller. */
export type RestAuthentication = z.infer<typeof RestAuthenticationSchema>;
/** How its pages follow each other. */
export type RestPagination = z.infer<typeof RestPaginationSchema>;
/** How a stream is continued. */
export type RestCursor = z.infer<typeof RestCursorSchema>;
/** Calls that it allows. */
export type RestRateLimit = z.infer<typeof RateLimitSchema>;

/** Everything that is known about an HTTP source. */
export interface RestParts {
  readonly source: ConnectorPlan['source'];
  readonly summary: string;
  readonly series?: readonly string[];
  readonly baseUrl: string;
  readonly path: string;
  readonly parameters: ReadonlyArray<{ name: string; value: string }>;
  readonly authentication: RestAuthentication;
  readonly pagination: RestPagination;
  readonly cursor?: RestCursor | undefined;
  readonly rateLimit?: RestRateLimit | undefined;
  readonly recordsAt: string;
  /** What answers are written in; JSON unless said. */
  readonly format?: 'json' | 'csv' | 'xml';
  /** Of CSV. */
  readonly csv?: { readonly delimiter: string; readonly skipLines: number };
  readonly shape: 'objects' | 'table' | 'keyed';
  readonly errorsAt: readonly string[];
  readonly columns: readonly PlannedColumn[];
  readonly primaryKey: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly caveats: readonly string[];
}

function authenticationOf(given: RestAuthentication): JsonObject {
  switch (given.kind) {
    case 'none':
      return { in: 'none' };
    case 'bearer':
      return { in: 'bearer', secret: given.variable };
    case 'basic':
      return { in: 'basic', user: given.user, secret: given.variable };
    default:
      return { in: given.kind, name: given.name, secret: given.variable };
  }
}

function paginationOf(given: RestPagination): JsonObject {
  switch (given.kind) {
    case 'page':
    case 'last-page':
      return {
        kind: given.kind,
        pageParameter: given.pageParameter,
        ...(given.kind === 'page' && { firstPage: given.first }),
        ...(given.limitParameter && { sizeParameter: given.limitParameter }),
        pageSize: given.pageSize,
        ...(given.kind === 'last-page' && { lastPageAt: given.lastPageAt }),
      };
    case 'offset':
      return {
        kind: 'offset',
        offsetParameter: given.offsetParameter,
        limitParameter: given.limitParameter,
        pageSize: given.pageSize,
        firstOffset: given.first,
        ...(given.totalAt && { totalAt: given.totalAt }),
      };
    case 'cursor':
      return {
        kind: 'cursor',
        cursorParameter: given.cursorParameter,
        cursorAt: given.nextAt,
      };
    case 'next-url':
      return { kind: 'next-url', nextUrlAt: given.nextAt };
    default:
      return { kind: given.kind };
  }
}

/** Other people's packages that read a format. */
const FORMAT_PACKAGES = {
  json: [],
  csv: ['csv-parse'],
  xml: ['fast-xml-parser'],
} as const;

function formatOf({ format = 'json', csv }: RestParts): JsonObject {
  if (format === 'json') return {};
  return { format, ...(format === 'csv' && csv && { csv: { ...csv } }) };
}

function cursorOf(cursor: RestCursor): JsonObject {
  return {
    field: cursor.field,
    ...(cursor.parameter
      ? { parameter: cursor.parameter }
      : { filter: 'client' }),
    granularity: cursor.granularity,
    initial: cursor.start,
    lookback: cursor.lookback,
  };
}

/** The catalog's source and the secrets of a spec that names its own source. */
export function sourceOf(spec: {
  readonly source: string;
  readonly declareSource: boolean;
}): (address: string) => ConnectorPlan['source'] {
  return address => ({
    name: spec.source,
    title: spec.source,
    ...(spec.declareSource && { declared: address }),
  });
}

/** Everything of a pipeline for an HTTP source that other kinds do not share. */
export function planRest(
  spec: Pick<CommonSpec, 'secretName' | 'secretKey'>,
  parts: RestParts,
): ConnectorPlan {
  const { authentication, rateLimit, cursor } = parts;
  const secrets: PlannedSecret[] =
    authentication.kind === 'none'
      ? []
      : [secretOf(spec, authentication.variable)];
  return {
    source: parts.source,
    summary: parts.summary,
    grain: grainOf(parts.primaryKey),
    series: parts.series ?? [
      parts.path.replace(/^\//, '') || parts.source.name,
    ],
    connection: {
      baseUrl: parts.baseUrl,
      authentication: authenticationOf(authentication),
      ...(parts.headers && { headers: { ...parts.headers } }),
      ...(rateLimit && {
        rateLimit: { group: parts.source.name, ...rateLimit },
      }),
    },
    stream: {
      path: parts.path,
      parameters: Object.fromEntries(
        parts.parameters.map(one => [one.name, one.value]),
      ),
      pagination: paginationOf(parts.pagination),
      ...(cursor && { cursor: cursorOf(cursor) }),
      recordsAt: parts.recordsAt,
      ...formatOf(parts),
      ...(parts.shape !== 'objects' && { shape: parts.shape }),
      ...(parts.shape === 'keyed' && { keyColumn: parts.primaryKey[0] }),
      errorsAt: [...parts.errorsAt],
    },
    columns: parts.columns,
    primaryKey: parts.primaryKey,
    secrets,
    sample: restSample(parts),
    ...HTTP_SOURCE,
    packages: FORMAT_PACKAGES[parts.format ?? 'json'],
    caveats: parts.caveats,
  };
}
