/**
 * Variables of Grafana in queries: `$job`, `${job:regex}`, `[[job]]`, `$__rate_interval`.
 *
 * A query with variables is no PromQL, so before it is parsed each variable is replaced: by its value when that is
 * known, by a duration or a number where only that can stand, and otherwise by a mark that the parser takes for a
 * piece of a name or of a text and that is found again afterwards.
 */
import { VariableValue } from './types';

const VARIABLE =
  /\$(\w+)|\[\[(\w+?)(?::\w+)?\]\]|\$\{(\w+)(?:\.[^:}]+)?(?::[^}]+)?\}/y;

/** Durations that Grafana fills in. */
const DURATIONS = new Set([
  '__interval',
  '__rate_interval',
  '__range',
  '__auto',
]);
/** Numbers that Grafana fills in. */
const NUMBERS = new Set([
  '__interval_ms',
  '__range_s',
  '__range_ms',
  '__rate_interval_ms',
  '__from',
  '__to',
]);

const MARK = /grafanaVariable(\d+)Mark/g;

/** A query without variables, and what the marks in it stand for. */
export interface MaskedQuery {
  text: string;
  /** The variable as it was written, by the number in its mark. */
  marks: readonly string[];
}

/** True when the text has a mark of a variable in it. */
export function hasMark(text: string): boolean {
  return text.search(MARK) >= 0;
}

/** The text with its variables as they were written. */
export function unmask(text: string, marks: readonly string[]): string {
  return text.replace(MARK, (_, index) => marks[Number(index)] ?? '');
}

function escapeRegex(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function resolve(variable: VariableValue | undefined): string | undefined {
  if (!variable) return undefined;
  const { values, all, allValue } = variable;
  if (all) return allValue;
  if (values.length <= 1) return values[0];
  return `(${values.map(escapeRegex).join('|')})`;
}

function inText(value: string, quote: string): string {
  return quote === '`'
    ? value
    : value.replace(/[\\"'\n]/g, match =>
        match === '\n' ? '\\n' : `\\${match}`,
      );
}

/** Replaces the variables of a query, see above. */
export function maskVariables(
  query: string,
  variables: readonly VariableValue[] = [],
): MaskedQuery {
  const known = new Map(variables.map(variable => [variable.name, variable]));
  const marks: string[] = [];
  let text = '';
  let quote = '';
  let depth = 0;
  let at = 0;

  const replace = (written: string, name: string, next: string): string => {
    const value = resolve(known.get(name));
    const mark = () => `grafanaVariable${marks.push(written) - 1}Mark`;
    if (quote) return value === undefined ? mark() : inText(value, quote);
    if (NUMBERS.has(name)) return '1';
    const duration =
      depth > 0 || DURATIONS.has(name) || /\boffset\s*-?\s*$/i.test(text);
    if (duration) return /[a-z]/i.test(next) ? '5' : '5m';
    if (/@\s*$/.test(text)) return '1';
    return value ?? mark();
  };

  while (at < query.length) {
    const char = query[at];
    VARIABLE.lastIndex = at;
    const found = char === '$' || char === '[' ? VARIABLE.exec(query) : null;
    const name = found ? found[1] ?? found[2] ?? found[3] : '';
    if (found && !/^\d/.test(name)) {
      at += found[0].length;
      text += replace(found[0], name, query[at] ?? '');
      continue;
    }
    if (quote) {
      if (char === '\\' && quote !== '`') {
        text += char + (query[at + 1] ?? '');
        at += 2;
        continue;
      }
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '[') depth += 1;
    else if (char === ']') depth = Math.max(0, depth - 1);
    text += char;
    at += 1;
  }
  return { text, marks };
}
