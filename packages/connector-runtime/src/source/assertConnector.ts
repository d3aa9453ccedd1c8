/*
 * A declaration is proved before anything is read: what can be wrong in it is said at once, in one sentence that names
 * the place and the cure, and not in the middle of the night by a source that answers 400.
 */
import type { ConnectorDeclaration, StreamDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import { assertSchema } from '../schema';
import type { Pagination } from './restDeclaration';

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function assert(condition: boolean, message: string): void {
  if (!condition) {
    throw new ConnectorError('configuration', message);
  }
}

function assertPagination(pagination: Pagination, at: string): void {
  if (pagination.kind === 'none') {
    return;
  }
  assert(
    (pagination.pageSize ?? 1) >= 1,
    `${at}: set a page size of at least 1.`,
  );
  if (pagination.kind === 'last-page') {
    assert(
      Boolean(pagination.lastPageAt),
      `${at}: pages that end at the last one need pagination.lastPageAt, the place of its number.`,
    );
  }
}

function assertFormat(stream: StreamDeclaration, at: string): void {
  const { format = 'json', pagination, recordsAt } = stream;
  assert(
    ['json', 'csv', 'xml'].includes(format),
    `${at}: the format '${format}' is not read; write json, csv or xml.`,
  );
  if (format === 'csv') {
    assert(
      recordsAt === '' && (stream.shape ?? 'objects') === 'objects',
      `${at}: CSV is a list of rows; leave recordsAt empty and the shape 'objects'.`,
    );
    assert(
      !['cursor', 'next-url', 'last-page'].includes(pagination.kind),
      `${at}: CSV cannot say where its next page is; page by page, offset or link-header.`,
    );
  }
  if (format === 'xml') {
    assert(
      recordsAt !== '',
      `${at}: say in recordsAt which elements are the rows, such as list.row.`,
    );
  }
}

function assertCursor(stream: StreamDeclaration, at: string): void {
  const columns = Object.keys(stream.schema.properties);
  const { cursor } = stream;
  assert(
    cursor === undefined || columns.includes(cursor.field),
    `${at}: the cursor '${
      cursor?.field
    }' is no column; name one of ${columns.join(', ')}.`,
  );
  const places = [stream.path, ...Object.values(stream.parameters)];
  const takesEnd =
    cursor?.endParameter !== undefined ||
    places.some(text => text.includes('{to}'));
  assert(
    cursor?.span === undefined || (cursor.span >= 1 && takesEnd),
    `${at}: a span needs at least one unit and a source that takes an end; declare cursor.endParameter or write {to}.`,
  );
}

function assertRegularExpressions(stream: StreamDeclaration, at: string): void {
  for (const rule of stream.errors ?? []) {
    try {
      RegExp(rule.matches ?? '', 'u');
    } catch (cause) {
      throw new ConnectorError(
        'configuration',
        `${at}: the error rule '${rule.matches}' is no regular expression; correct it.`,
        cause,
      );
    }
  }
}

function assertPlaces(stream: StreamDeclaration, at: string): void {
  const known = new Set([
    'from',
    'to',
    ...Object.keys(stream.partitions?.[0] ?? {}),
  ]);
  for (const text of [stream.path, ...Object.values(stream.parameters)]) {
    for (const [, name] of text.matchAll(/\{([A-Za-z_]\w*)\}/g)) {
      assert(
        known.has(name),
        `${at}: '{${name}}' stands for nothing; use ${[...known].join(
          ', ',
        )} or add it to partitions.`,
      );
    }
  }
}

function assertStream(
  stream: StreamDeclaration,
  declaration: ConnectorDeclaration,
): void {
  const at = `Stream '${stream.name}'`;
  const kind = declaration.kind ?? 'rest';
  assert(
    NAME.test(stream.name),
    `${at} needs a name of lower-case letters, digits and hyphens.`,
  );
  assert(stream.path.startsWith('/'), `${at}: let the path start with '/'.`);
  assert(
    kind === 'rest' || stream[kind] !== undefined,
    `${at}: a source of kind '${kind}' needs '${kind}' in the stream.`,
  );
  assert(
    stream.shape !== 'keyed' || Boolean(stream.keyColumn),
    `${at}: a keyed answer needs keyColumn, the column that takes the keys.`,
  );
  assertPagination(stream.pagination, at);
  assertFormat(stream, at);
  assertCursor(stream, at);
  assertPlaces(stream, at);
  assertRegularExpressions(stream, at);
  assert(
    stream.primaryKey.length > 0,
    `${at}: name the columns of the primary key.`,
  );
  for (const column of stream.primaryKey) {
    assert(
      column in stream.schema.properties,
      `${at}: the key column '${column}' is not in the schema; add it there.`,
    );
  }
  assertSchema(stream.schema, at);
}

function assertRateLimit(declaration: ConnectorDeclaration): void {
  const { rateLimit } = declaration;
  if (!rateLimit) {
    return;
  }
  assert(
    NAME.test(rateLimit.group),
    'rateLimit.group needs lower-case letters, digits and hyphens only.',
  );
  for (const bound of ['perSecond', 'perMinute', 'perDay'] as const) {
    assert(
      (rateLimit[bound] ?? 1) > 0,
      `rateLimit.${bound} needs to be greater than 0.`,
    );
  }
  try {
    Intl.DateTimeFormat('en', { timeZone: rateLimit.resetsAt ?? 'UTC' });
  } catch (cause) {
    throw new ConnectorError(
      'configuration',
      `rateLimit.resetsAt '${rateLimit.resetsAt}' is no time zone; write UTC or a name such as America/New_York.`,
      cause,
    );
  }
}

function assertAddress(declaration: ConnectorDeclaration): void {
  const { baseUrl } = declaration;
  assert(
    /^[a-z][a-z0-9+.-]*:\/\//.test(baseUrl),
    `baseUrl '${baseUrl}' needs to be an address such as https://api.example.com.`,
  );
  assert(
    !/^[a-z0-9+.-]+:\/\/[^/?#]*@/i.test(baseUrl),
    'baseUrl holds a user or a password; declare them under authentication.',
  );
}

function assertHeaders(declaration: ConnectorDeclaration): void {
  for (const name of Object.keys(declaration.headers ?? {})) {
    assert(
      !/^(proxy-)?authorization$|^cookie$/i.test(name),
      `The header '${name}' would be a key in plain sight; declare it under authentication.`,
    );
  }
}

function assertContact(stream: StreamDeclaration): void {
  assert(
    stream.html === undefined || /@|https?:\/\//.test(stream.html.userAgent),
    `Stream '${stream.name}': html.userAgent needs a contact, such as prices/1.0 (data@example.com).`,
  );
}

/** @throws ConnectorError `configuration` that names what to change. */
export function assertConnector(declaration: ConnectorDeclaration): void {
  assert(
    NAME.test(declaration.name),
    `The connector name '${declaration.name}' needs lower-case letters, digits and hyphens only.`,
  );
  assert(
    declaration.streams.length > 0,
    'The connector reads nothing; declare at least one stream.',
  );
  const { authentication } = declaration;
  assert(
    authentication.in === 'none' ||
      /^[A-Z][A-Z0-9_]*$/.test(authentication.secret),
    'authentication.secret names an environment variable such as EIA_API_KEY and never is the key.',
  );
  const names = declaration.streams.map(stream => stream.name);
  assert(
    new Set(names).size === names.length,
    'Two streams share a name; give each its own.',
  );
  assertAddress(declaration);
  assertRateLimit(declaration);
  assertHeaders(declaration);
  for (const stream of declaration.streams) {
    assertStream(stream, declaration);
    assertContact(stream);
  }
}
