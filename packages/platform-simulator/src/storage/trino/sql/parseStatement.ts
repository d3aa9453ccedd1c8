/** Statements. */
import { notSupported } from '../SqlError';
import type { Assignment, Expression, MergeCase, Statement } from './ast';
import { parseAlter, parseCreate, parseDrop } from './parseDefinition';
import { parseExpression } from './parseExpression';
import { parseAlias, parseQuery, parseRelation } from './parseQuery';
import { TokenReader } from './TokenReader';

type Parse = (reader: TokenReader) => Statement;

const like = (reader: TokenReader) =>
  reader.accept('like') ? reader.text() : undefined;

const acceptFrom = (reader: TokenReader) =>
  reader.accept('from') || reader.accept('in');

function parseShow(reader: TokenReader): Statement {
  const { at } = reader.take();
  if (reader.accept('catalogs')) {
    return { node: 'showCatalogs', like: like(reader), at };
  }
  if (reader.accept('schemas')) {
    const catalog = acceptFrom(reader) ? reader.name() : undefined;
    return { node: 'showSchemas', catalog, like: like(reader), at };
  }
  if (reader.accept('tables')) {
    const schema = acceptFrom(reader) ? reader.path() : undefined;
    return { node: 'showTables', schema, like: like(reader), at };
  }
  if (reader.accept('columns')) {
    if (!acceptFrom(reader)) reader.fail("'FROM', 'IN'");
    const table = reader.path();
    return { node: 'showColumns', table, like: like(reader), at };
  }
  if (reader.accept('create', 'table')) {
    return { node: 'showCreateTable', table: reader.path(), at };
  }
  throw notSupported(`SHOW ${reader.token.raw.toUpperCase()}`, at);
}

function parseDescribe(reader: TokenReader): Statement {
  const { at } = reader.take();
  if (['input', 'output'].includes(reader.token.value)) {
    throw notSupported('DESCRIBE of a prepared statement', at);
  }
  return { node: 'showColumns', table: reader.path(), at };
}

function parseInsert(reader: TokenReader): Statement {
  const { at } = reader.take();
  reader.expect('into');
  const table = reader.path();
  const isList =
    reader.sees('(') &&
    !['select', 'values', 'with', 'table', '('].includes(reader.ahead(1).value);
  const columns = isList ? reader.names() : undefined;
  return { node: 'insert', table, columns, query: parseQuery(reader), at };
}

const where = (reader: TokenReader): Expression | undefined =>
  reader.accept('where') ? parseExpression(reader) : undefined;

function parseDelete(reader: TokenReader): Statement {
  const { at } = reader.take();
  reader.expect('from');
  return { node: 'delete', table: reader.path(), where: where(reader), at };
}

function parseAssignment(reader: TokenReader): Assignment {
  const { at } = reader;
  const column = reader.name();
  reader.expect('=');
  return { column, value: parseExpression(reader), at };
}

function parseUpdate(reader: TokenReader): Statement {
  const { at } = reader.take();
  const table = reader.path();
  reader.expect('set');
  const set = reader.list(() => parseAssignment(reader));
  return { node: 'update', table, set, where: where(reader), at };
}

function parseMergeCase(reader: TokenReader): MergeCase {
  const { at } = reader;
  const matched = !reader.accept('not');
  reader.expect('matched');
  const condition = reader.accept('and') ? parseExpression(reader) : undefined;
  reader.expect('then');
  if (matched && reader.accept('delete')) {
    return { matched, condition, action: { node: 'delete' }, at };
  }
  if (matched) {
    reader.expect('update', 'set');
    const set = reader.list(() => parseAssignment(reader));
    return { matched, condition, action: { node: 'update', set }, at };
  }
  reader.expect('insert');
  const columns = reader.sees('(') ? reader.names() : undefined;
  reader.expect('values', '(');
  const values = reader.list(() => parseExpression(reader));
  reader.expect(')');
  const action = { node: 'insert' as const, columns, values };
  return { matched, condition, action, at };
}

function parseMerge(reader: TokenReader): Statement {
  const { at } = reader.take();
  reader.expect('into');
  const table = reader.path();
  const alias = parseAlias(reader);
  reader.expect('using');
  const source = parseRelation(reader);
  reader.expect('on');
  const on = parseExpression(reader);
  const cases: MergeCase[] = [];
  while (reader.accept('when')) cases.push(parseMergeCase(reader));
  if (cases.length === 0) reader.fail("'WHEN'");
  return { node: 'merge', table, alias, source, on, cases, at };
}

function parseSelectStatement(reader: TokenReader): Statement {
  const { at } = reader;
  return { node: 'select', query: parseQuery(reader), at };
}

function parseUse(reader: TokenReader): Statement {
  const { at } = reader.take();
  return { node: 'use', schema: reader.path(), at };
}

function parseTruncate(reader: TokenReader): Statement {
  const { at } = reader.take();
  reader.expect('table');
  return { node: 'delete', table: reader.path(), at };
}

const STATEMENTS: Readonly<Record<string, Parse>> = {
  select: parseSelectStatement,
  with: parseSelectStatement,
  values: parseSelectStatement,
  table: parseSelectStatement,
  '(': parseSelectStatement,
  show: parseShow,
  describe: parseDescribe,
  desc: parseDescribe,
  use: parseUse,
  create: parseCreate,
  drop: parseDrop,
  alter: parseAlter,
  insert: parseInsert,
  merge: parseMerge,
  delete: parseDelete,
  update: parseUpdate,
  truncate: parseTruncate,
};

/** What a real engine begins statements with, and this one does not have. */
const FOREIGN = new Set(
  'analyze call comment commit deallocate deny execute explain grant prepare refresh reset revoke rollback set start'.split(
    ' ',
  ),
);

/**
 * The tree of one statement.
 *
 * @throws SqlError `SYNTAX_ERROR` for what is no SQL, `NOT_SUPPORTED` for what is SQL and not answered here
 */
export function parseStatement(text: string): Statement {
  const reader = new TokenReader(text);
  const { value, at, kind } = reader.token;
  if (kind === 'word' && FOREIGN.has(value)) {
    throw notSupported(value.toUpperCase(), at);
  }
  if (kind === 'end' || !Object.hasOwn(STATEMENTS, value)) {
    reader.fail("'SELECT', 'SHOW', 'CREATE', 'INSERT', 'MERGE', <query>");
  }
  const statement = STATEMENTS[value](reader);
  if (reader.token.kind !== 'end') reader.fail('<EOF>');
  return statement;
}
