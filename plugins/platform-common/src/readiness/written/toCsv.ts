/**
 * Verdicts as a table for spreadsheets. A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula and
 * runs it; names in a cluster are other people's text. Such a cell gets an apostrophe in front, which spreadsheets do not show.
 */
import { VerdictLine, VerdictObject } from './verdictLines';

const COLUMNS = [
  'rule',
  'verdict',
  'stale',
  'entity',
  'category',
  'level',
  'weight',
  'summary',
  'objects',
  'file',
  'line',
  'observed',
  'expected',
  'observedAt',
  'remedy',
  'exemptUntil',
  'provedBy',
] as const;

const STARTS_FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/** A cell that no spreadsheet runs and every reader of CSV reads (RFC 4180). */
export function toCell(value: string | number | boolean | undefined): string {
  if (typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  const text = value ?? '';
  const safe = STARTS_FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function nameOf({ kind, namespace, name }: VerdictObject): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

function rowOf(line: VerdictLine): string {
  const { objects, evidence } = line;
  const place = objects.find(({ file }) => file !== undefined);
  const told = (key: 'observed' | 'expected') =>
    [...new Set(evidence.map(item => item[key]))].join('; ');
  const cells = [
    line.rule,
    line.verdict,
    line.stale,
    line.entity,
    line.category,
    line.level,
    line.weight,
    line.summary,
    objects.map(nameOf).join('; '),
    place?.file,
    place?.line,
    told('observed'),
    told('expected'),
    evidence.find(({ observedAt }) => observedAt)?.observedAt,
    line.remedy?.text,
    line.exemption?.until,
    line.manual?.author,
  ];
  return cells.map(toCell).join(',');
}

/** The verdicts as CSV with a header, one a line, lines ended as RFC 4180 asks. */
export function toCsv(lines: readonly VerdictLine[]): string {
  return [COLUMNS.join(','), ...lines.map(rowOf), ''].join('\r\n');
}
