/** Walks over expressions. */
import type { Expression } from '../sql/ast';

/** The expression with its direct parts changed. */
export function mapParts(
  expression: Expression,
  change: (part: Expression) => Expression,
): Expression {
  const maybe = (part: Expression | undefined) => part && change(part);
  switch (expression.node) {
    case 'binary':
      return {
        ...expression,
        left: change(expression.left),
        right: change(expression.right),
      };
    case 'not':
    case 'minus':
    case 'isNull':
    case 'cast':
    case 'extract':
    case 'inQuery':
    case 'inValues':
      return { ...expression, value: change(expression.value) };
    case 'in':
      return {
        ...expression,
        value: change(expression.value),
        list: expression.list.map(change),
      };
    case 'like':
      return {
        ...expression,
        value: change(expression.value),
        pattern: change(expression.pattern),
        escape: maybe(expression.escape),
      };
    case 'subscript':
      return {
        ...expression,
        value: change(expression.value),
        index: change(expression.index),
      };
    case 'call':
      return {
        ...expression,
        args: expression.args.map(change),
        filter: maybe(expression.filter),
      };
    case 'case':
      return {
        ...expression,
        operand: maybe(expression.operand),
        branches: expression.branches.map(({ when, then }) => ({
          when: change(when),
          then: change(then),
        })),
        otherwise: maybe(expression.otherwise),
      };
    default:
      return expression;
  }
}

/** Calls `see` for the expression and everything in it; subqueries are seen, not entered. */
export function walk(
  expression: Expression,
  see: (part: Expression) => void,
): void {
  see(expression);
  mapParts(expression, part => {
    walk(part, see);
    return part;
  });
}
