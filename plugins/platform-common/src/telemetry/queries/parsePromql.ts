/**
 * Which series a PromQL expression is about.
 *
 * The grammar is Prometheus' own (`@prometheus-io/lezer-promql`, see ADR 0013); here it is only walked. Every vector
 * selector is found, and with it what has to match for the expression to return something: all of them, with the three
 * exceptions that the language makes. One side of `or` is enough, as long as it is not a mere constant such as `vector(0)`, which shows a number where nothing was measured; what stands right of `unless` only takes away; and
 * `absent()` speaks when there is nothing. Nothing is computed. VictoriaMetrics' additions to the language are read as
 * far as they look like it.
 */
import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';
import {
  hasMark,
  MaskedQuery,
  maskVariables,
  unmask,
} from './grafanaVariables';
import {
  LabelMatcher,
  QueryNeed,
  ParsedQuery,
  SeriesSelector,
  VariableValue,
} from './types';
import { unquote } from './unquote';

const LONGEST = 20_000;

interface Walk extends MaskedQuery {
  selectors: SeriesSelector[];
}

class UnreadableQuery extends Error {}

function textOf(node: SyntaxNode, walk: Walk): string {
  return walk.text.slice(node.from, node.to);
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    children.push(child);
  return children;
}

function readLiteral(node: SyntaxNode | null, walk: Walk): string {
  const value = node && unquote(textOf(node, walk));
  if (typeof value !== 'string')
    throw new UnreadableQuery('a text in it does not end');
  return value;
}

function matcher(label: string, operator: string, value: string): LabelMatcher {
  return {
    label,
    operator: operator as LabelMatcher['operator'],
    value,
    uncertain: hasMark(value) || hasMark(label),
  };
}

function readMatcher(node: SyntaxNode, walk: Walk): LabelMatcher {
  if (node.name === 'QuotedLabelName') {
    return matcher('__name__', '=', readLiteral(node.firstChild, walk));
  }
  const quoted = node.getChild('QuotedLabelName');
  const plain = node.getChild('LabelName');
  const label = quoted
    ? readLiteral(quoted.firstChild, walk)
    : plain && textOf(plain, walk);
  const operator = node.getChild('MatchOp');
  return matcher(
    label ?? '',
    operator ? textOf(operator, walk) : '=',
    readLiteral(node.getChild('StringLiteral'), walk),
  );
}

function readCondition(node: SyntaxNode, walk: Walk): LabelMatcher[] {
  return /Matcher$|^QuotedLabelName$/.test(node.name)
    ? [readMatcher(node, walk)]
    : [];
}

function readSelector(node: SyntaxNode, walk: Walk): QueryNeed {
  const name = node.getChild('Identifier');
  const conditions = node.getChild('LabelMatchers');
  const matchers = [
    ...(name ? [matcher('__name__', '=', textOf(name, walk))] : []),
    ...(conditions ? childrenOf(conditions) : []).flatMap(condition =>
      readCondition(condition, walk),
    ),
  ];
  const written = unmask(textOf(node, walk), walk.marks);
  walk.selectors.push({
    text: written,
    matchers: matchers.map(one => ({
      ...one,
      value: unmask(one.value, walk.marks),
      label: unmask(one.label, walk.marks),
    })),
    uncertain: matchers.some(one => one.uncertain),
  });
  return { type: 'selector', index: walk.selectors.length - 1 };
}

function together(type: 'all' | 'any', needs: QueryNeed[]): QueryNeed {
  const real = needs.filter(
    need => need.type === 'selector' || need.of.length > 0,
  );
  return real.length === 1 ? real[0] : { type, of: real };
}

function isAbsent(node: SyntaxNode): boolean {
  const called = node.getChild('FunctionIdentifier')?.firstChild?.name;
  return called === 'Absent' || called === 'AbsentOverTime';
}

function readNode(node: SyntaxNode, walk: Walk): QueryNeed {
  if (node.name === 'VectorSelector') return readSelector(node, walk);
  const children = childrenOf(node);
  const needs = children.map(child => readNode(child, walk));
  if (node.name === 'FunctionCall' && isAbsent(node))
    return { type: 'all', of: [] };
  if (node.name !== 'BinaryExpr') return together('all', needs);
  const sides = children.flatMap((child, index) =>
    isOperand(child) ? needs[index] : [],
  );
  if (node.getChild('Or')) return together('any', sides);
  if (node.getChild('Unless')) return sides[0];
  return together('all', sides);
}

/** Everything of a binary expression that is no operator and no modifier. */
function isOperand({ name }: SyntaxNode): boolean {
  return /(Expr|Selector|Literal|FunctionCall)$/.test(name);
}

function readMasked(masked: MaskedQuery): ParsedQuery {
  const walk: Walk = { ...masked, selectors: [] };
  try {
    const tree = parser.parse(walk.text);
    tree.iterate({
      enter: ({ type, from }) => {
        if (!type.isError) return;
        throw new UnreadableQuery(`it goes wrong at character ${from + 1}`);
      },
    });
    const need = readNode(tree.topNode, walk);
    return { ok: true, selectors: walk.selectors, need };
  } catch (error) {
    if (!(error instanceof UnreadableQuery)) throw error;
    return {
      ok: false,
      reason: `The query cannot be read as PromQL: ${error.message}; correct it where it is written.`,
    };
  }
}

const WORDS =
  /^(by|without|on|ignoring|group_left|group_right|offset|bool|and|or|unless|atan2|fill|fill_left|fill_right|absent|absent_over_time)$/i;
const TOKEN =
  /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`[^`]*`|\b[a-zA-Z_][\w:]*(?=\s*\()|\bkeep_metric_names\b|\bdefault\b/g;

/** MetricsQL as PromQL: any function becomes one that PromQL has, `default` is `or`, and a flag goes. */
function fromMetricsQl(text: string): string {
  return text.replace(TOKEN, token => {
    if (/^["'`]/.test(token) || WORDS.test(token)) return token;
    if (token === 'keep_metric_names') return '';
    return token === 'default' ? 'or' : 'sum';
  });
}

/**
 * Takes an expression of PromQL or MetricsQL apart; Grafana's variables in it are filled in as far as they are
 * known. Never throws.
 */
export function parsePromql(
  expression: string,
  variables: readonly VariableValue[] = [],
): ParsedQuery {
  if (expression.trim() === '')
    return { ok: false, reason: 'The query is empty; write one.' };
  if (expression.length > LONGEST) {
    return {
      ok: false,
      reason: `The query is longer than ${LONGEST} characters and is not read.`,
    };
  }
  const masked = maskVariables(expression, variables);
  const parsed = readMasked(masked);
  if (parsed.ok) return parsed;
  const second = readMasked({ ...masked, text: fromMetricsQl(masked.text) });
  return second.ok ? second : parsed;
}
