/*
 * The sample of an HTTP source that nobody wrote a kind for: records of the declared columns, written in the format, the shape and the place that
 * were declared.
 */
import type { JsonObject, JsonValue } from '../kubernetes';
import { isMapping } from './documents';
import type { ConnectorPlan } from './plan';
import type { RestPagination, RestParts } from './planRest';
import {
  answer,
  answerAt,
  instantAfter,
  requestOf,
  sampleRecords,
} from './sample';

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

/** A line of CSV; nothing that a form takes needs quotes, and a name may hold the delimiter. */
function csvLine(cells: readonly string[], delimiter: string): string {
  return cells
    .map(cell => (cell.includes(delimiter) ? `"${cell}"` : cell))
    .join(delimiter);
}

function csvOf(
  { columns, csv }: RestParts,
  rows: readonly JsonObject[],
): string {
  const { delimiter = ',', skipLines = 0 } = csv ?? {};
  const lines = rows.map(row =>
    csvLine(
      columns.map(({ name }) => String(row[name] ?? '')),
      delimiter,
    ),
  );
  return `${[
    ...Array.from({ length: skipLines }, (_, index) => `Note ${index + 1}`),
    csvLine(
      columns.map(({ name, from }) => from ?? name),
      delimiter,
    ),
    ...lines,
  ].join('\n')}\n`;
}

function elementOf(name: string, value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    return value.map(one => elementOf(name, one)).join('');
  }
  if (!isMapping(value)) return `<${name}>${String(value)}</${name}>`;
  const fields = Object.entries(value);
  const attributes = fields
    .filter(([key, one]) => key.startsWith('@') && one !== null)
    .map(([key, one]) => ` ${key.slice(1)}="${String(one)}"`);
  const inner = fields
    .filter(([key]) => !key.startsWith('@'))
    .map(([key, one]) => elementOf(key, one));
  return `<${name}${attributes.join('')}>${inner.join('')}</${name}>`;
}

function xmlOf(document: JsonValue): string {
  const [root] = isMapping(document) ? Object.entries(document) : [];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementOf(
    root[0],
    root[1],
  )}\n`;
}

interface Body {
  readonly contentType: string;
  readonly body: JsonValue;
}

function bodyOf(
  parts: RestParts,
  records: readonly JsonObject[],
  rows: readonly JsonObject[],
): Body {
  const document = () =>
    answerAt(
      parts.recordsAt,
      shaped(parts, records),
      extrasOf(parts.pagination, records.length),
    );
  switch (parts.format) {
    case 'csv':
      return { contentType: 'text/csv', body: csvOf(parts, rows) };
    case 'xml':
      return { contentType: 'application/xml', body: xmlOf(document()) };
    default:
      return { contentType: 'application/json', body: document() };
  }
}

/** A recorded answer of the source, and the rows that it must become. */
export function restSample(parts: RestParts): ConnectorPlan['sample'] {
  const { records, rows } = sampleRecords(parts.columns, parts.primaryKey);
  const asked = requestOf(`${parts.baseUrl}${parts.path}`, {
    ...Object.fromEntries(parts.parameters.map(one => [one.name, one.value])),
    ...(parts.cursor?.parameter && {
      [parts.cursor.parameter]: parts.cursor.start,
    }),
    ...firstPageOf(parts.pagination),
  });
  const { contentType, body } = bodyOf(parts, records, rows);
  return {
    fixtures: { '0001.json': { ...answer(asked, body), contentType } },
    rows,
    now: instantAfter('2024-01-02', 10),
  };
}
