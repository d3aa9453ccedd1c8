/** Expressions, from the weakest binding to the strongest. */
import type { BinaryOperator, Expression } from './ast';
import { readLiteral, readNumber } from './literals';
import { parseQuery } from './parseQuery';
import { parseSpecial } from './parseSpecial';
import type { TokenReader } from './TokenReader';
import { notSupported } from '../SqlError';

type Parse = (reader: TokenReader) => Expression;

function leftToRight(
  operators: Readonly<Record<string, BinaryOperator>>,
  operand: Parse,
): Parse {
  return reader => {
    let left = operand(reader);
    for (;;) {
      const { at, value, kind } = reader.token;
      const isOperator = kind === 'sign' || kind === 'word';
      if (!isOperator || !Object.hasOwn(operators, value)) return left;
      reader.take();
      const right = operand(reader);
      left = { node: 'binary', operator: operators[value], left, right, at };
    }
  };
}

const parseTimes = leftToRight({ '*': '*', '/': '/', '%': '%' }, parseUnary);
const parsePlus = leftToRight({ '+': '+', '-': '-', '||': '||' }, parseTimes);
const parseAnd = leftToRight({ and: 'and' }, parseNot);
const parseOr = leftToRight({ or: 'or' }, parseAnd);

/** An expression. @throws SqlError `SYNTAX_ERROR` */
export function parseExpression(reader: TokenReader): Expression {
  return parseOr(reader);
}

function parseNot(reader: TokenReader): Expression {
  const { at } = reader;
  if (reader.accept('not')) {
    return { node: 'not', value: parseNot(reader), at };
  }
  return parsePredicate(reader);
}

const COMPARISONS: Readonly<Record<string, BinaryOperator>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function parsePredicate(reader: TokenReader): Expression {
  let value = parsePlus(reader);
  for (;;) {
    const { at, token } = reader;
    if (token.kind === 'sign' && Object.hasOwn(COMPARISONS, token.value)) {
      reader.take();
      const operator = COMPARISONS[token.value];
      const right = parsePlus(reader);
      value = { node: 'binary', operator, left: value, right, at };
    } else if (reader.accept('is')) {
      value = parseIs(reader, value);
    } else {
      const negated = reader.sees('not');
      const next = reader.ahead(negated ? 1 : 0).value;
      if (!['in', 'like', 'between'].includes(next)) return value;
      if (negated) reader.take();
      const tested = parseTest(reader, value);
      value = negated ? { node: 'not', value: tested, at } : tested;
    }
  }
}

function parseIs(reader: TokenReader, value: Expression): Expression {
  const { at } = reader;
  const negated = reader.accept('not');
  let tested: Expression;
  if (reader.accept('null')) {
    tested = { node: 'isNull', value, at };
  } else {
    reader.expect('distinct', 'from');
    const right = parsePlus(reader);
    const operator = 'is distinct from';
    tested = { node: 'binary', operator, left: value, right, at };
  }
  return negated ? { node: 'not', value: tested, at } : tested;
}

function parseTest(reader: TokenReader, value: Expression): Expression {
  const { at } = reader;
  if (reader.accept('in')) {
    reader.expect('(');
    if (reader.sees('select') || reader.sees('with')) {
      const query = parseQuery(reader);
      reader.expect(')');
      return { node: 'inQuery', value, query, at };
    }
    const list = reader.list(() => parseExpression(reader));
    reader.expect(')');
    return { node: 'in', value, list, at };
  }
  if (reader.accept('like')) {
    const pattern = parsePlus(reader);
    const escape = reader.accept('escape') ? parsePlus(reader) : undefined;
    return { node: 'like', value, pattern, escape, at };
  }
  reader.expect('between');
  const low = parsePlus(reader);
  reader.expect('and');
  const high = parsePlus(reader);
  return {
    node: 'binary',
    operator: 'and',
    left: { node: 'binary', operator: '>=', left: value, right: low, at },
    right: { node: 'binary', operator: '<=', left: value, right: high, at },
    at,
  };
}

function parseUnary(reader: TokenReader): Expression {
  const { at } = reader;
  if (reader.accept('-')) {
    const { kind, value: digits } = reader.token;
    if (kind === 'number') {
      reader.take();
      // The smallest number of a type has no positive twin.
      return parseSubscripts(reader, readNumber(`-${digits}`, at));
    }
    return { node: 'minus', value: parseUnary(reader), at };
  }
  if (reader.accept('+')) return parseUnary(reader);
  return parseSubscripts(reader, parsePrimary(reader));
}

function parseSubscripts(reader: TokenReader, first: Expression): Expression {
  let value = first;
  while (reader.sees('[')) {
    const { at } = reader.take();
    const index = parseExpression(reader);
    reader.expect(']');
    value = { node: 'subscript', value, index, at };
  }
  return value;
}

function parsePrimary(reader: TokenReader): Expression {
  const { token, at } = reader;
  const literal = readLiteral(reader);
  if (literal) return literal;
  if (reader.accept('(')) return parseBrackets(reader);
  if (token.kind === 'word') {
    const special = parseSpecial(reader);
    if (special) return special;
  }
  if (reader.seesName()) {
    const isCall = reader.ahead(1).value === '(' && token.kind === 'word';
    if (isCall) return parseCall(reader);
    return { node: 'column', name: reader.path(), at };
  }
  return reader.fail('<expression>');
}

function parseBrackets(reader: TokenReader): Expression {
  const { at } = reader;
  if (reader.sees('select') || reader.sees('with')) {
    const query = parseQuery(reader);
    reader.expect(')');
    return { node: 'scalarQuery', query, at };
  }
  const value = parseExpression(reader);
  if (reader.sees(',')) throw notSupported('A row of values', at);
  reader.expect(')');
  return value;
}

function parseCall(reader: TokenReader): Expression {
  const { at } = reader;
  const name = reader.name();
  reader.expect('(');
  const distinct = reader.accept('distinct');
  const star = reader.accept('*');
  const args =
    star || reader.sees(')') ? [] : reader.list(() => parseExpression(reader));
  reader.expect(')');
  if (reader.sees('over')) throw notSupported('A window function', at);
  let filter: Expression | undefined;
  if (reader.accept('filter')) {
    reader.expect('(', 'where');
    filter = parseExpression(reader);
    reader.expect(')');
  }
  return { node: 'call', name, distinct, star, args, filter, at };
}
