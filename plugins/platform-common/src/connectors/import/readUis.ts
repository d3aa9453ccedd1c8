/** The Unified Ingestion Spec 1.1: a provider with endpoints. */
import type { JsonObject } from '../../kubernetes';
import {
  columnNameOf,
  isMapping,
  listOf,
  mappingOf,
  textOf,
} from '../documents';
import { ConnectorRefused } from '../refuse';
import { LeftOut, plainParameters, plainText, Taken } from './taken';

const KNOWN_PROVIDER = [
  'name',
  'version',
  'description',
  'base_url',
  'auth',
  'endpoints',
  'mode',
];
const KNOWN_ENDPOINT = [
  'name',
  'description',
  'path',
  'method',
  'params',
  'parameters',
  'pagination',
  'response_path',
  'field_mapping',
  'primary_key',
];

function authenticationOf(auth: JsonObject, variable: string): JsonObject {
  const type = textOf(auth.type) ?? 'none';
  if (type === 'none') return { kind: 'none' };
  if (type === 'bearer') return { kind: 'bearer', variable };
  if (type === 'basic' && textOf(auth.username)) {
    return { kind: 'basic', user: auth.username, variable };
  }
  if (type === 'api_key') {
    const name =
      textOf(auth.param) ??
      textOf(auth.param_name) ??
      textOf(auth.header) ??
      textOf(auth.header_name);
    const isHeader =
      auth.in === 'header' || 'header' in auth || 'header_name' in auth;
    if (name) return { kind: isHeader ? 'header' : 'query', name, variable };
  }
  throw new ConnectorRefused(
    'document',
    'has an auth that a connector cannot do, or one without the name of its parameter or header',
  );
}

function paginationOf(given: JsonObject): JsonObject {
  const type = textOf(given.type) ?? 'none';
  const pageSize = Number(given.page_size ?? given.limit ?? 0);
  const limitParameter = textOf(given.limit_param) ?? textOf(given.size_param);
  if (type === 'none') return { kind: 'none' };
  if (type === 'page' && textOf(given.page_param) && pageSize > 0) {
    return {
      kind: 'page',
      pageParameter: given.page_param,
      pageSize,
      ...(limitParameter && { limitParameter }),
    };
  }
  if (
    type === 'offset' &&
    textOf(given.offset_param) &&
    limitParameter &&
    pageSize > 0
  ) {
    return {
      kind: 'offset',
      offsetParameter: given.offset_param,
      limitParameter,
      pageSize,
    };
  }
  if (
    type === 'cursor' &&
    textOf(given.cursor_param) &&
    textOf(given.cursor_path)
  ) {
    return {
      kind: 'cursor',
      cursorParameter: given.cursor_param,
      nextAt: given.cursor_path,
    };
  }
  throw new ConnectorRefused(
    'document',
    'has a pagination without what it needs (names of parameters, size of a page); add it',
  );
}

function columnsOf(endpoint: JsonObject, leftOut: LeftOut): JsonObject[] {
  const mapping = mappingOf(endpoint.field_mapping);
  return Object.entries(mapping).flatMap(([name, value]) => {
    const from = isMapping(value)
      ? textOf(value.source) ?? textOf(value.path)
      : textOf(value);
    if (from === undefined) {
      leftOut.add(`field_mapping.${name}`, 'names no field of the answer');
      return [];
    }
    const type = isMapping(value) ? textOf(value.type) : undefined;
    if (type === undefined) {
      leftOut.add(`field_mapping.${name}`, 'declares no type: it is text here');
    }
    const column = columnNameOf(name);
    return [
      {
        name: column,
        type: type ?? 'string',
        ...(from !== column && { from }),
      },
    ];
  });
}

function pickEndpoint(
  endpoints: readonly JsonObject[],
  wanted: string | undefined,
): JsonObject {
  const found =
    wanted === undefined && endpoints.length === 1
      ? endpoints[0]
      : endpoints.find(one => one.name === wanted && wanted !== undefined);
  if (found) return found;
  throw new ConnectorRefused(
    'stream',
    'is none of the endpoints of the document; write the name of one',
  );
}

/**
 * One endpoint of a provider.
 *
 * @throws ConnectorRefused when what is missing would change which rows arrive.
 */
export function readUis(
  document: JsonObject,
  options: { stream?: string | undefined; variable: string },
): Taken {
  const leftOut = new LeftOut();
  const provider = mappingOf(document.provider ?? document);
  const all = isMapping(provider.endpoints)
    ? Object.entries(provider.endpoints).map(([name, value]) => ({
        name,
        ...mappingOf(value),
      }))
    : listOf(provider.endpoints).map(mappingOf);
  const endpoint: JsonObject = pickEndpoint(all, options.stream);
  const mode = textOf(endpoint.mode) ?? textOf(provider.mode) ?? 'batch';
  if (!['batch', 'micro_batch'].includes(mode)) {
    throw new ConnectorRefused(
      'document',
      'has a mode that is not read over HTTP; use the streaming templates',
    );
  }
  if ((textOf(endpoint.method) ?? 'GET').toUpperCase() !== 'GET') {
    throw new ConnectorRefused('document', 'asks by another method than GET');
  }
  leftOut.addUnknown('provider', provider, KNOWN_PROVIDER);
  leftOut.addUnknown('endpoint', endpoint, [...KNOWN_ENDPOINT, 'mode']);
  const columns = columnsOf(endpoint, leftOut);
  const key = endpoint.primary_key;
  const path = plainText(endpoint.path, 'endpoint.path', leftOut) ?? '/';
  return {
    candidate: {
      baseUrl: plainText(provider.base_url, 'base_url', leftOut)?.replace(
        /\/+$/,
        '',
      ),
      path: `/${path.replace(/^\/+/, '')}`,
      parameters: plainParameters(
        endpoint.params ?? endpoint.parameters,
        'endpoint.params',
        leftOut,
      ),
      authentication: authenticationOf(
        mappingOf(provider.auth),
        options.variable,
      ),
      pagination: paginationOf(mappingOf(endpoint.pagination)),
      recordsAt: (
        plainText(endpoint.response_path, 'endpoint.response_path', leftOut) ??
        ''
      ).replace(/^\$\.?/, ''),
      ...(columns.length > 0 && { columns }),
      ...(key !== undefined && {
        primaryKey: (Array.isArray(key) ? key : [key]).map(one =>
          columnNameOf(String(one)),
        ),
      }),
    },
    leftOut: leftOut.list(),
  };
}
