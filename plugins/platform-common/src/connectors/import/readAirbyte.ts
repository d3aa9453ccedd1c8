/** Airbyte's low-code manifest: the part of it that a plain HTTP source needs. */
import type { JsonObject, JsonValue } from '../../kubernetes';
import { listOf, mappingOf, resolveReference, textOf } from '../documents';
import { ConnectorRefused } from '../refuse';
import { columnsOfSchema } from '../schemaColumns';
import { LeftOut, plainParameters, plainText, Taken } from './taken';

/** What the reading of one stream works with. */
interface Reading {
  readonly document: JsonObject;
  readonly leftOut: LeftOut;
  readonly variable: string;
}

/** A component, whether it stands there, is a `$ref`, or is the text of a reference. */
function component(
  { document }: Reading,
  value: JsonValue | undefined,
): JsonObject {
  return typeof value === 'string' && value.startsWith('#/')
    ? resolveReference(document, { $ref: value })
    : resolveReference(document, value);
}

function authenticationOf(
  reading: Reading,
  value: JsonValue | undefined,
): JsonObject {
  const given = component(reading, value);
  const { variable } = reading;
  const type = textOf(given.type) ?? (value ? '' : 'NoAuth');
  if (type === 'NoAuth') return { kind: 'none' };
  if (type === 'BearerAuthenticator') return { kind: 'bearer', variable };
  if (type === 'ApiKeyAuthenticator') {
    const option = mappingOf(given.inject_into);
    const name = textOf(option.field_name) ?? textOf(given.header);
    const kind =
      option.inject_into === 'request_parameter' ? 'query' : 'header';
    if (name) return { kind, name, variable };
  }
  throw new ConnectorRefused(
    'document',
    'knows its caller in a way that a connector cannot; use a key, a bearer token or nothing',
  );
}

function paginationOf(
  reading: Reading,
  value: JsonValue | undefined,
): JsonObject {
  const paginator = component(reading, value);
  if (!value || paginator.type === 'NoPagination') return { kind: 'none' };
  const strategy = component(reading, paginator.pagination_strategy);
  const token = component(reading, paginator.page_token_option);
  const size = component(reading, paginator.page_size_option);
  const limitParameter = textOf(size.field_name);
  const pageSize = Number(strategy.page_size ?? 0);
  const name = textOf(token.field_name);
  if (strategy.type === 'PageIncrement' && name && pageSize > 0) {
    const first = Number(strategy.start_from_page ?? 0);
    return {
      kind: 'page',
      pageParameter: name,
      first,
      pageSize,
      ...(limitParameter && { limitParameter }),
    };
  }
  if (
    strategy.type === 'OffsetIncrement' &&
    name &&
    limitParameter &&
    pageSize > 0
  ) {
    return { kind: 'offset', offsetParameter: name, limitParameter, pageSize };
  }
  const nextAt =
    /^\{\{ *response((?:\.[A-Za-z0-9_]+|\[['"][A-Za-z0-9_]+['"]\])+) *\}\}$/
      .exec(textOf(strategy.cursor_value) ?? '')?.[1]
      .replace(/\[['"]([A-Za-z0-9_]+)['"]\]/g, '.$1')
      .replace(/^\./, '');
  if (strategy.type === 'CursorPagination' && nextAt) {
    return token.type === 'RequestPath'
      ? { kind: 'next-url', nextAt }
      : { kind: 'cursor', cursorParameter: name ?? '', nextAt };
  }
  throw new ConnectorRefused(
    'document',
    'follows pages in a way that cannot be taken over; without its pages most rows would be missing',
  );
}

function cursorOf(
  reading: Reading,
  value: JsonValue | undefined,
): JsonObject | undefined {
  if (!value) return undefined;
  const sync = component(reading, value);
  const { leftOut } = reading;
  const start = mappingOf(sync.start_datetime).datetime ?? sync.start_datetime;
  const initial = plainText(start, 'incremental_sync.start_datetime', leftOut);
  const field = plainText(
    sync.cursor_field,
    'incremental_sync.cursor_field',
    leftOut,
  );
  leftOut.addUnknown('incremental_sync', sync, [
    'type',
    'cursor_field',
    'start_datetime',
    'start_time_option',
    'datetime_format',
  ]);
  const format = textOf(sync.datetime_format);
  if (!field || !initial || !['%Y-%m-%d', '%Y-%m'].includes(format ?? '')) {
    leftOut.add(
      'incremental_sync',
      'is not taken over: every run reads everything',
    );
    return undefined;
  }
  const parameter = textOf(
    component(reading, sync.start_time_option).field_name,
  );
  return {
    field,
    granularity: format === '%Y-%m' ? 'month' : 'day',
    start: initial.slice(0, format === '%Y-%m' ? 7 : 10),
    lookback: 0,
    ...(parameter && { parameter }),
  };
}

function pickStream(reading: Reading, wanted: string | undefined): JsonObject {
  const streams = listOf(reading.document.streams).map(one =>
    component(reading, one),
  );
  const found =
    wanted === undefined && streams.length === 1
      ? streams[0]
      : streams.find(one => one.name === wanted && wanted !== undefined);
  if (found) return found;
  throw new ConnectorRefused(
    'stream',
    streams.length === 0
      ? 'cannot be found: the document has no streams'
      : 'is none of the streams of the document; write the name of one',
  );
}

function recordsAt(reading: Reading, retriever: JsonObject): string {
  const selector = component(reading, retriever.record_selector);
  const path = listOf(component(reading, selector.extractor).field_path);
  if (selector.record_filter) {
    reading.leftOut.add(
      'record_selector.record_filter',
      'filters rows; here none are',
    );
  }
  return path.map(part => String(part)).join('.');
}

/**
 * One stream of a manifest.
 *
 * @throws ConnectorRefused when what is missing would change which rows arrive.
 */
export function readAirbyte(
  document: JsonObject,
  options: { stream?: string | undefined; variable: string },
): Taken {
  const leftOut = new LeftOut();
  const reading = { document, leftOut, variable: options.variable };
  const stream = pickStream(reading, options.stream);
  const retriever = component(reading, stream.retriever);
  const requester = component(reading, retriever.requester);
  if ((textOf(requester.http_method) ?? 'GET').toUpperCase() !== 'GET') {
    throw new ConnectorRefused('document', 'asks by another method than GET');
  }
  for (const part of ['transformations', 'state_migrations'] as const) {
    if (stream[part]) leftOut.add(part, 'is not taken over');
  }
  for (const part of [
    'partition_router',
    'decoder',
    'requester.error_handler',
  ]) {
    const holder = part.startsWith('requester.') ? requester : retriever;
    if (holder[part.split('.').pop() ?? ''])
      leftOut.add(part, 'is not taken over');
  }
  if (requester.request_headers) {
    leftOut.add('requester.request_headers', 'are not taken over');
  }
  const loader = component(reading, stream.schema_loader);
  const key = stream.primary_key;
  const path = plainText(requester.path, 'requester.path', leftOut) ?? '/';
  return {
    candidate: {
      baseUrl: plainText(
        requester.url_base,
        'requester.url_base',
        leftOut,
      )?.replace(/\/+$/, ''),
      path: `/${path.replace(/^\/+/, '')}`,
      parameters: plainParameters(
        requester.request_parameters,
        'requester.request_parameters',
        leftOut,
      ),
      authentication: authenticationOf(reading, requester.authenticator),
      pagination: paginationOf(reading, retriever.paginator),
      cursor: cursorOf(reading, stream.incremental_sync),
      recordsAt: recordsAt(reading, retriever),
      ...(loader.schema !== undefined && {
        columns: columnsOfSchema(document, loader.schema).map(
          ({ name, type, from }) => ({ name, type, ...(from && { from }) }),
        ),
      }),
      ...(key !== undefined && {
        primaryKey: (Array.isArray(key) ? key.flat() : [key]).map(String),
      }),
    },
    leftOut: leftOut.list(),
  };
}
