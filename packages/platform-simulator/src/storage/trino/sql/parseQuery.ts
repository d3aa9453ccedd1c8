/** Queries. */
import { notSupported } from '../SqlError';
import type {
  Expression,
  OrderKey,
  Query,
  QueryBody,
  Relation,
  Select,
  SelectItem,
} from './ast';
import { parseExpression } from './parseExpression';
import type { TokenReader } from './TokenReader';

/** A query with what follows it. @throws SqlError `SYNTAX_ERROR` */
export function parseQuery(reader: TokenReader): Query {
  const { at } = reader;
  const named: Query['named'] = [];
  if (reader.accept('with')) {
    if (reader.sees('recursive')) throw notSupported('WITH RECURSIVE', at);
    named.push(...reader.list(() => parseNamed(reader)));
  }
  const body = parseBody(reader);
  const orderBy = reader.accept('order', 'by')
    ? reader.list(() => parseOrderKey(reader))
    : [];
  const offset = parseOffset(reader);
  const limit = parseLimit(reader);
  return { named, body, orderBy, offset, limit, at };
}

function parseNamed(reader: TokenReader): Query['named'][number] {
  const name = reader.name();
  const columns = reader.sees('(') ? reader.names() : undefined;
  reader.expect('as', '(');
  const query = parseQuery(reader);
  reader.expect(')');
  return { name, columns, query };
}

function parseOffset(reader: TokenReader): number | undefined {
  if (!reader.accept('offset')) return undefined;
  const offset = reader.whole();
  if (!reader.accept('rows')) reader.accept('row');
  return offset;
}

function parseLimit(reader: TokenReader): number | undefined {
  if (reader.accept('limit')) {
    return reader.accept('all') ? undefined : reader.whole();
  }
  if (!reader.accept('fetch')) return undefined;
  if (!reader.accept('first')) reader.expect('next');
  const limit = reader.whole();
  if (!reader.accept('rows')) reader.expect('row');
  reader.expect('only');
  return limit;
}

function parseOrderKey(reader: TokenReader): OrderKey {
  const value = parseExpression(reader);
  const descending = reader.accept('desc');
  if (!descending) reader.accept('asc');
  let nullsFirst = false;
  if (reader.accept('nulls')) {
    nullsFirst = reader.accept('first');
    if (!nullsFirst) reader.expect('last');
  }
  return { value, descending, nullsFirst };
}

function parseBody(reader: TokenReader): QueryBody {
  let left = parseTerm(reader);
  for (;;) {
    const { at } = reader;
    if (reader.sees('intersect') || reader.sees('except')) {
      throw notSupported(reader.token.raw.toUpperCase(), at);
    }
    if (!reader.accept('union')) return left;
    const distinct = !reader.accept('all');
    if (distinct) reader.accept('distinct');
    left = { node: 'union', distinct, left, right: parseTerm(reader), at };
  }
}

function parseTerm(reader: TokenReader): QueryBody {
  const { at } = reader;
  if (reader.accept('(')) {
    const query = parseQuery(reader);
    reader.expect(')');
    return { node: 'nested', query, at };
  }
  if (reader.accept('values')) {
    return { node: 'values', rows: reader.list(() => parseRow(reader)), at };
  }
  if (reader.accept('table')) {
    const from: Relation = { node: 'table', name: reader.path(), at };
    return {
      node: 'select',
      distinct: false,
      items: [{ node: 'all', at }],
      from,
      at,
    };
  }
  if (!reader.accept('select')) reader.fail("'SELECT', 'VALUES', 'WITH', '('");
  return parseSelect(reader);
}

function parseRow(reader: TokenReader): Expression[] {
  const isRow = reader.accept('row');
  if (!isRow && !reader.sees('(')) return [parseExpression(reader)];
  reader.expect('(');
  const values = reader.list(() => parseExpression(reader));
  reader.expect(')');
  return values;
}

function parseSelect(reader: TokenReader): Select {
  const { at } = reader;
  const distinct = reader.accept('distinct');
  if (!distinct) reader.accept('all');
  const items = reader.list(() => parseItem(reader));
  const from = reader.accept('from') ? parseFrom(reader) : undefined;
  const where = reader.accept('where') ? parseExpression(reader) : undefined;
  let groupBy: Expression[] | undefined;
  if (reader.accept('group', 'by')) {
    const next = reader.token.value;
    if (['rollup', 'cube', 'grouping'].includes(next)) {
      throw notSupported(next.toUpperCase(), reader.at);
    }
    groupBy = reader.list(() => parseExpression(reader));
  }
  const having = reader.accept('having') ? parseExpression(reader) : undefined;
  if (reader.sees('window')) throw notSupported('WINDOW', reader.at);
  return { node: 'select', distinct, items, from, where, groupBy, having, at };
}

function parseItem(reader: TokenReader): SelectItem {
  const { at } = reader;
  if (reader.accept('*')) return { node: 'all', at };
  if (reader.seesName() && reader.ahead(1).value === '.') {
    for (let step = 2; ; step += 2) {
      if (reader.ahead(step).value === '*') {
        const of: string[] = [];
        while (!reader.accept('*')) {
          of.push(reader.name());
          reader.expect('.');
        }
        return { node: 'all', of, at };
      }
      if (reader.ahead(step + 1).value !== '.') break;
    }
  }
  const value = parseExpression(reader);
  return { node: 'value', value, alias: parseAlias(reader) };
}

/** A name after AS, or without it. */
export function parseAlias(reader: TokenReader): string | undefined {
  if (reader.accept('as')) return reader.name();
  const clauses = ['limit', 'offset', 'fetch', 'window', 'set', 'filter'];
  return reader.seesName() && !clauses.includes(reader.token.value)
    ? reader.name()
    : undefined;
}

function parseFrom(reader: TokenReader): Relation {
  let left = parseRelation(reader);
  while (reader.sees(',')) {
    const { at } = reader.take();
    const right = parseRelation(reader);
    left = { node: 'join', kind: 'cross', left, right, at };
  }
  return left;
}

/** Tables, queries and joins of them. @throws SqlError `SYNTAX_ERROR` */
export function parseRelation(reader: TokenReader): Relation {
  let left = parseSource(reader);
  for (;;) {
    const { at } = reader;
    if (reader.accept('cross', 'join')) {
      const right = parseSource(reader);
      left = { node: 'join', kind: 'cross', left, right, at };
      continue;
    }
    const kind = parseJoinKind(reader);
    if (!kind) return left;
    const right = parseSource(reader);
    if (reader.accept('using')) {
      left = { node: 'join', kind, left, right, using: reader.names(), at };
    } else {
      reader.expect('on');
      left = {
        node: 'join',
        kind,
        left,
        right,
        on: parseExpression(reader),
        at,
      };
    }
  }
}

function parseJoinKind(reader: TokenReader): 'inner' | 'left' | undefined {
  if (['right', 'full', 'natural'].some(word => reader.sees(word))) {
    throw notSupported(`${reader.token.raw.toUpperCase()} JOIN`, reader.at);
  }
  if (reader.accept('left')) {
    reader.accept('outer');
    reader.expect('join');
    return 'left';
  }
  if (reader.accept('inner')) {
    reader.expect('join');
    return 'inner';
  }
  return reader.accept('join') ? 'inner' : undefined;
}

function parseSource(reader: TokenReader): Relation {
  const { at } = reader;
  if (reader.sees('unnest') || reader.sees('lateral')) {
    throw notSupported(reader.token.raw.toUpperCase(), at);
  }
  const isQuery = reader.accept('(');
  if (!isQuery) {
    const name = reader.path();
    if (reader.accept('for')) throw notSupported('FOR VERSION AS OF', at);
    return { node: 'table', name, ...parseTableAlias(reader), at };
  }
  if (!['select', 'values', 'with', '('].includes(reader.token.value)) {
    const relation = parseRelation(reader);
    reader.expect(')');
    return relation;
  }
  const query = parseQuery(reader);
  reader.expect(')');
  return { node: 'query', query, ...parseTableAlias(reader), at };
}

function parseTableAlias(reader: TokenReader) {
  const alias = parseAlias(reader);
  const columns = alias && reader.sees('(') ? reader.names() : undefined;
  return { alias, columns };
}
