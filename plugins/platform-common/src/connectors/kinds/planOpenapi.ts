import type { JsonObject, JsonValue } from '../../kubernetes';
import {
  listOf,
  mappingOf,
  parsePasted,
  resolveReference,
  textOf,
} from '../documents';
import type { ConnectorPlan, PlannedColumn } from '../plan';
import { planRest, RestAuthentication, RestParts, sourceOf } from '../planRest';
import { ConnectorRefused } from '../refuse';
import { columnsOfSchema } from '../schemaColumns';
import { addressField } from '../fields';
import { RestAuthenticationSchema } from '../restFields';
import type { OpenapiSpec } from './openapi';

function refuse(field: string, message: string): never {
  throw new ConnectorRefused(field, message);
}

function baseUrlOf(document: JsonObject): string {
  const url = textOf(mappingOf(listOf(document.servers)[0]).url) ?? '';
  const checked = addressField(['https', 'http']).safeParse(
    url.replace(/\/+$/, ''),
  );
  return checked.success
    ? checked.data
    : refuse(
        'document',
        'names no server with a whole address in its first entry of servers; add one such as https://api.example.com/v1',
      );
}

interface Operation {
  readonly path: string;
  readonly query: Array<{ name: string; value: string }>;
  readonly schema: JsonObject;
  readonly summary: string;
}

function responseSchema(document: JsonObject, get: JsonObject): JsonObject {
  const responses = mappingOf(get.responses);
  const good = resolveReference(document, responses['200'] ?? responses['2XX']);
  const content = mappingOf(good.content);
  const type = Object.keys(content).find(one => /json/.test(one));
  return type
    ? resolveReference(document, mappingOf(content[type]).schema)
    : refuse('operation', 'has no JSON answer with status 200; choose another');
}

/** Puts values into the path and the query; every parameter that is required has to have one. */
function operationOf(document: JsonObject, spec: OpenapiSpec): Operation {
  const paths = mappingOf(document.paths);
  const item = Object.hasOwn(paths, spec.operation)
    ? resolveReference(document, paths[spec.operation])
    : {};
  const get = mappingOf(item.get);
  if (Object.keys(get).length === 0) {
    refuse(
      'operation',
      'is no GET operation of the document; choose one of its paths',
    );
  }
  const given = new Map(spec.parameters.map(one => [one.name, one.value]));
  const filled = new Set<string>();
  const said = [...listOf(item.parameters), ...listOf(get.parameters)];
  const paged = Object.values(spec.pagination);
  let path = spec.operation;
  for (const entry of said) {
    const { name, in: place, required } = resolveReference(document, entry);
    const key = textOf(name) ?? '';
    const value = given.get(key);
    if (place === 'path') {
      if (value === undefined)
        refuse(
          'parameters',
          `lacks '${key.slice(0, 60)}', which is part of the path`,
        );
      path = path.replace(`{${key}}`, encodeURIComponent(value));
      filled.add(key);
    } else if (place === 'query' && required === true && value === undefined) {
      const isElsewhere = paged.includes(key) || spec.cursor?.parameter === key;
      if (!isElsewhere)
        refuse(
          'parameters',
          `lacks '${key.slice(0, 60)}', which the operation requires`,
        );
    }
  }
  if (/[{}]/.test(path)) {
    refuse(
      'document',
      'does not declare every parameter of the path; add them',
    );
  }
  return {
    path,
    query: spec.parameters.filter(one => !filled.has(one.name)),
    schema: responseSchema(document, get),
    summary: textOf(get.operationId) ?? spec.operation,
  };
}

/** The first list of objects in an answer's schema, and its place. */
function findRows(
  document: JsonObject,
  schema: JsonObject,
  place: string,
  depth: number,
): { place: string; items: JsonValue | undefined } | undefined {
  if (schema.type === 'array') return { place, items: schema.items };
  if (depth > 3) return undefined;
  for (const [name, value] of Object.entries(mappingOf(schema.properties))) {
    const child = resolveReference(document, value);
    const at = place ? `${place}.${name}` : name;
    const found = findRows(document, child, at, depth + 1);
    if (
      found &&
      Object.keys(mappingOf(resolveReference(document, found.items).properties))
        .length > 0
    ) {
      return found;
    }
  }
  return undefined;
}

function rowsOf(
  document: JsonObject,
  spec: OpenapiSpec,
  schema: JsonObject,
): { recordsAt: string; columns: PlannedColumn[] } {
  const place = spec.recordsAt;
  if (place === undefined) {
    const found = findRows(document, schema, '', 0);
    return found
      ? {
          recordsAt: found.place,
          columns: columnsOfSchema(document, found.items),
        }
      : refuse(
          'recordsAt',
          'is empty, and the answer of the operation has no list of objects; say where the rows are',
        );
  }
  let here = schema;
  for (const key of place === '' ? [] : place.split('.')) {
    here = resolveReference(document, mappingOf(here.properties)[key]);
  }
  return here.type === 'array'
    ? { recordsAt: place, columns: columnsOfSchema(document, here.items) }
    : refuse(
        'recordsAt',
        'is no list in the answer of the operation; correct it',
      );
}

/** How the document says that callers are known; the first way that a connector can use. */
function securityOf(
  document: JsonObject,
  variable: string,
): RestAuthentication {
  const schemes = mappingOf(mappingOf(document.components).securitySchemes);
  for (const entry of Object.values(schemes)) {
    const scheme = resolveReference(document, entry);
    const name = textOf(scheme.name) ?? '';
    const place = scheme.in;
    if (scheme.type === 'http' && scheme.scheme === 'bearer') {
      return { kind: 'bearer', variable };
    }
    if (scheme.type === 'apiKey' && (place === 'query' || place === 'header')) {
      const checked = RestAuthenticationSchema.safeParse({
        kind: place,
        name,
        variable,
      });
      if (checked.success) return checked.data;
    }
  }
  return Object.keys(schemes).length === 0
    ? { kind: 'none' }
    : refuse(
        'authentication',
        'is empty, and the document names none that a connector can use; declare it',
      );
}

function partsOf(spec: OpenapiSpec): RestParts {
  const document = parsePasted(spec.document);
  if (!/^3\./.test(String(document.openapi ?? ''))) {
    refuse(
      'document',
      'is no OpenAPI 3 document; its first line says openapi: 3.x',
    );
  }
  const baseUrl = baseUrlOf(document);
  const operation = operationOf(document, spec);
  const { recordsAt, columns } = rowsOf(document, spec, operation.schema);
  const names = columns.map(({ name }) => name);
  for (const [index, key] of spec.primaryKey.entries()) {
    if (!names.includes(key)) {
      refuse(
        `primaryKey.${index}`,
        `is no column of the answer; name one of ${names
          .slice(0, 20)
          .join(', ')}`,
      );
    }
  }
  if (spec.cursor && !names.includes(spec.cursor.field)) {
    refuse(
      'cursor.field',
      `is no column of the answer; name one of ${names
        .slice(0, 20)
        .join(', ')}`,
    );
  }
  const variable = `${spec.source.toUpperCase().replaceAll('-', '_')}_API_KEY`;
  return {
    source: sourceOf(spec)(baseUrl),
    summary: `${spec.source} ${operation.path}`,
    baseUrl,
    path: operation.path,
    parameters: operation.query,
    authentication: spec.authentication ?? securityOf(document, variable),
    pagination: spec.pagination,
    cursor: spec.cursor,
    rateLimit: spec.rateLimit,
    recordsAt,
    shape: 'objects',
    errorsAt: [],
    columns,
    primaryKey: spec.primaryKey,
    caveats: [
      'Columns and types are those of the OpenAPI document; what the API really sends is held against them from the first run on.',
    ],
  };
}

/**
 * Everything of a pipeline for an operation of a described API that other kinds do not share.
 *
 * @throws ConnectorRefused when the document does not hold what the form asks for.
 */
export function planOpenapi(spec: OpenapiSpec): ConnectorPlan {
  return planRest(spec, partsOf(spec));
}
