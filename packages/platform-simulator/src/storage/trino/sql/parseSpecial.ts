/** Expressions that begin with a word of their own: CASE, CAST, DATE '...'. */
import { BOOLEAN, UNKNOWN } from '../types';
import type { Expression } from './ast';
import { readTypedLiteral } from './literals';
import { parseExpression } from './parseExpression';
import { parseQuery } from './parseQuery';
import { parseTypeName } from './parseTypeName';
import type { TokenReader } from './TokenReader';

const SPECIAL: Readonly<Record<string, (reader: TokenReader) => Expression>> = {
  null: reader => ({
    node: 'literal',
    value: null,
    type: UNKNOWN,
    at: reader.take().at,
  }),
  true: reader => ({
    node: 'literal',
    value: true,
    type: BOOLEAN,
    at: reader.take().at,
  }),
  false: reader => ({
    node: 'literal',
    value: false,
    type: BOOLEAN,
    at: reader.take().at,
  }),
  case: parseCase,
  cast: parseCast,
  try_cast: parseCast,
  extract: parseExtract,
  exists: parseExists,
  current_timestamp: parseNow,
  current_date: parseNow,
};

/** What begins with a word of its own, when it does. @throws SqlError */
export function parseSpecial(reader: TokenReader): Expression | undefined {
  const { value } = reader.token;
  if (Object.hasOwn(SPECIAL, value)) return SPECIAL[value](reader);
  return readTypedLiteral(reader);
}

function parseNow(reader: TokenReader): Expression {
  const { value, at } = reader.take();
  return {
    node: 'call',
    name: value,
    args: [],
    distinct: false,
    star: false,
    at,
  };
}

function parseExists(reader: TokenReader): Expression {
  const { at } = reader.take();
  reader.expect('(');
  const query = parseQuery(reader);
  reader.expect(')');
  return { node: 'exists', query, at };
}

function parseCase(reader: TokenReader): Expression {
  const { at } = reader.take();
  const operand = reader.sees('when') ? undefined : parseExpression(reader);
  const branches = [];
  while (reader.accept('when')) {
    const when = parseExpression(reader);
    reader.expect('then');
    branches.push({ when, then: parseExpression(reader) });
  }
  if (branches.length === 0) reader.fail("'WHEN'");
  const otherwise = reader.accept('else') ? parseExpression(reader) : undefined;
  reader.expect('end');
  return { node: 'case', operand, branches, otherwise, at };
}

function parseCast(reader: TokenReader): Expression {
  const { at, value: name } = reader.take();
  reader.expect('(');
  const value = parseExpression(reader);
  reader.expect('as');
  const to = parseTypeName(reader);
  reader.expect(')');
  return { node: 'cast', value, to, tries: name === 'try_cast', at };
}

function parseExtract(reader: TokenReader): Expression {
  const { at } = reader.take();
  reader.expect('(');
  const field = reader.name();
  reader.expect('from');
  const value = parseExpression(reader);
  reader.expect(')');
  return { node: 'extract', field, value, at };
}
