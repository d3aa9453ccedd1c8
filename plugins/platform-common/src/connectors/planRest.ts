/*
 * An HTTP source that nobody wrote a kind for: what the form, an OpenAPI document or somebody's manifest says about it, as a plan. The sample is made
 * from the declared columns, in the place and shape that were declared.
 */
import type { z } from 'zod';
import type { JsonObject, JsonValue } from '../kubernetes';
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
import {
  answer,
  answerAt,
  instantAfter,
  requestOf,
  sampleRecords,
} from './sample';
import { secretOf } from './secretOf';

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

/** What the first request carries besides the fixed parameters. */
function firstPageOf(given: RestPagination): Record<string, string> {
  switch (given.kind) {
    case 'page':
    case 'last-page':
      return {
        [given.pageParameter]: String(given.kind === 'page' ? given.first : 1),
        ...(given.limitParameter && {
          [given.limitParameter]: String(given.pageSize),
        }),
      };
    case 'offset':
      return {
        [given.offsetParameter]: String(given.first),
        [given.limitParameter]: String(given.pageSize),
      };
    default:
      return {};
  }
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

function shaped(parts: RestParts, records: readonly JsonObject[]): JsonValue {
  if (parts.shape === 'table') {
    const header = parts.columns.map(({ name, from }) => from ?? name);
    return [
      header,
      ...records.map(one => header.map(name => one[name] ?? null)),
    ];
  }
  if (parts.shape === 'keyed') {
    const [key] = parts.primaryKey;
    return Object.fromEntries(
      records.map(({ [key]: name, ...rest }) => [String(name), rest]),
    );
  }
  return [...records];
}

function extrasOf(pagination: RestPagination, count: number): JsonObject {
  const extras: Array<[string, JsonValue]> = [];
  if (pagination.kind === 'offset' && pagination.totalAt) {
    extras.push([pagination.totalAt, count]);
  }
  if (pagination.kind === 'last-page') {
    extras.push([pagination.lastPageAt, 1]);
  }
  return Object.fromEntries(extras);
}

function sampleOf(parts: RestParts): ConnectorPlan['sample'] {
  const { records, rows } = sampleRecords(parts.columns, parts.primaryKey);
  const asked = requestOf(`${parts.baseUrl}${parts.path}`, {
    ...Object.fromEntries(parts.parameters.map(one => [one.name, one.value])),
    ...(parts.cursor?.parameter && {
      [parts.cursor.parameter]: parts.cursor.start,
    }),
    ...firstPageOf(parts.pagination),
  });
  const body = answerAt(
    parts.recordsAt,
    shaped(parts, records),
    extrasOf(parts.pagination, records.length),
  );
  return {
    fixtures: { '0001.json': answer(asked, body) },
    rows,
    now: instantAfter('2024-01-02', 10),
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
    grain: `a ${parts.primaryKey.join(' and ').replaceAll('_', ' ')}`,
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
      ...(parts.shape !== 'objects' && { shape: parts.shape }),
      ...(parts.shape === 'keyed' && { keyColumn: parts.primaryKey[0] }),
      errorsAt: [...parts.errorsAt],
    },
    columns: parts.columns,
    primaryKey: parts.primaryKey,
    secrets,
    sample: sampleOf(parts),
    ...HTTP_SOURCE,
    caveats: parts.caveats,
  };
}
