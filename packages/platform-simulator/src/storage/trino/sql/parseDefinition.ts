/** Statements that define schemas and tables. */
import { notSupported } from '../SqlError';
import type { ColumnDefinition, Property, Statement } from './ast';
import { parseQuery } from './parseQuery';
import { parseTypeName } from './parseTypeName';
import type { TokenReader } from './TokenReader';

const ifNotExists = (reader: TokenReader) =>
  reader.accept('if', 'not', 'exists');
const ifExists = (reader: TokenReader) => reader.accept('if', 'exists');

function parsePropertyValue(reader: TokenReader): Property['value'] {
  if (reader.accept('true')) return true;
  if (reader.accept('false')) return false;
  if (reader.token.kind === 'text') return reader.text();
  if (reader.token.kind === 'number') return reader.whole();
  reader.expect('array', '[');
  const items = reader.sees(']') ? [] : reader.list(() => reader.text());
  reader.expect(']');
  return items;
}

function parseProperties(reader: TokenReader): Property[] {
  if (!reader.accept('with')) return [];
  reader.expect('(');
  const properties = reader.list(() => {
    const { at } = reader;
    const name = reader.name();
    reader.expect('=');
    return { name, value: parsePropertyValue(reader), at };
  });
  reader.expect(')');
  return properties;
}

function parseColumn(reader: TokenReader): ColumnDefinition {
  const { at } = reader;
  if (reader.sees('like')) throw notSupported('LIKE in CREATE TABLE', at);
  const name = reader.name();
  const type = parseTypeName(reader);
  const required = reader.accept('not', 'null');
  const comment = reader.accept('comment') ? reader.text() : undefined;
  if (reader.sees('with')) throw notSupported('A column property', reader.at);
  return { name, type, required, comment, at };
}

function parseCreateTable(reader: TokenReader): Statement {
  const { at } = reader;
  const conditional = ifNotExists(reader);
  const name = reader.path();
  let columns: ColumnDefinition[] = [];
  if (reader.accept('(')) {
    columns = reader.list(() => parseColumn(reader));
    reader.expect(')');
  }
  const comment = reader.accept('comment') ? reader.text() : undefined;
  const properties = parseProperties(reader);
  const isQuery = reader.accept('as');
  if (!isQuery && columns.length === 0) reader.fail("'('");
  if (isQuery && columns.length > 0) reader.fail('<EOF>');
  const query = isQuery ? parseQuery(reader) : undefined;
  const withData = !reader.accept('with', 'no', 'data');
  if (withData) reader.accept('with', 'data');
  return {
    node: 'createTable',
    name,
    ifNotExists: conditional,
    columns,
    properties,
    comment,
    query,
    withData,
    at,
  };
}

/** CREATE SCHEMA and CREATE TABLE. @throws SqlError */
export function parseCreate(reader: TokenReader): Statement {
  const { at } = reader.take();
  if (reader.accept('table')) return parseCreateTable(reader);
  if (!reader.accept('schema')) {
    throw notSupported(`CREATE ${reader.token.raw.toUpperCase()}`, at);
  }
  const conditional = ifNotExists(reader);
  const name = reader.path();
  const properties = parseProperties(reader);
  return {
    node: 'createSchema',
    name,
    ifNotExists: conditional,
    properties,
    at,
  };
}

/** DROP SCHEMA and DROP TABLE. @throws SqlError */
export function parseDrop(reader: TokenReader): Statement {
  const { at } = reader.take();
  if (reader.accept('table')) {
    const conditional = ifExists(reader);
    const name = reader.path();
    return { node: 'dropTable', name, ifExists: conditional, at };
  }
  if (!reader.accept('schema')) {
    throw notSupported(`DROP ${reader.token.raw.toUpperCase()}`, at);
  }
  const conditional = ifExists(reader);
  const name = reader.path();
  const cascade = reader.accept('cascade');
  if (!cascade) reader.accept('restrict');
  return { node: 'dropSchema', name, ifExists: conditional, cascade, at };
}

/** ALTER TABLE ... ADD COLUMN. @throws SqlError */
export function parseAlter(reader: TokenReader): Statement {
  const { at } = reader.take();
  if (!reader.accept('table')) {
    throw notSupported(`ALTER ${reader.token.raw.toUpperCase()}`, at);
  }
  const tableMayMiss = ifExists(reader);
  const table = reader.path();
  if (!reader.accept('add', 'column')) {
    throw notSupported(
      `ALTER TABLE ... ${reader.token.raw.toUpperCase()}`,
      reader.at,
    );
  }
  const conditional = ifNotExists(reader);
  const column = parseColumn(reader);
  if (column.required) {
    throw notSupported('Adding a NOT NULL column', column.at);
  }
  return {
    node: 'addColumn',
    table,
    ifExists: tableMayMiss,
    ifNotExists: conditional,
    column,
    at,
  };
}
